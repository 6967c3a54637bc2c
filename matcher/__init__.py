"""Match enterprises with a town's land and facilities, and say why.

The order of the rooms is model -> catalog -> rules -> ranking -> explanation -> (cli, reports, views); an import only ever points back
along it, and `tests/test_architecture.py` holds that.
"""

__version__ = "0.2.0"
