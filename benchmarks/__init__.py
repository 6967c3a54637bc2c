"""Measurements that anybody can repeat: `python -m benchmarks.NAME`. They check results and print times; no test asserts a time."""
