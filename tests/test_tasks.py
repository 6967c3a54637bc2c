"""tasks.py from the outside: it is started as a program, or given stand-in steps; nothing is installed for real."""

from __future__ import annotations

import ast
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import tasks

ROOT = Path(__file__).resolve().parent.parent
SOURCE = (ROOT / "tasks.py").read_text("utf-8")


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`python tasks.py` as a person runs it."""
    argv = [sys.executable, str(ROOT / "tasks.py"), *arguments]
    return subprocess.run(argv, capture_output=True, env={**os.environ, **environment}, timeout=60, check=False)


def stand_in(code: int) -> list[str]:
    """A harmless command that ends with `code`."""
    return [sys.executable, "-c", f"raise SystemExit({code})"]


# The command line


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["check", "extra"],
        ["app", "--port", "many"],
        ["app", "--port", "0"],
        ["app", "--pack", "no/such/folder"],
        ["bench", "no_such_benchmark"],
    ],
)
def test_a_wrong_command_line_ends_with_2_and_no_traceback(arguments: list[str]) -> None:
    result = start(*arguments)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert result.stderr.strip()


def test_help_names_every_command() -> None:
    result = start("--help")
    assert result.returncode == 0
    for command in ("setup", "app", "test", "check", "lock", "bench"):
        assert f"\n  {command} " in result.stdout.decode("utf-8", "replace").replace("\r", "")


def test_a_console_without_chinese_is_no_reason_to_crash() -> None:
    result = start("--help", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert result.returncode == 0
    assert b"prepare .venv / ?" in result.stdout


def test_an_old_python_is_refused_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main(["setup"], version=(3, 10)) == 1
    message = capsys.readouterr().err
    assert "Python 3.11 or newer is needed and this is 3.10" in message
    assert "需要 Python 3.11" in message
    assert message.count("\n") == 1


def test_an_old_python_can_at_least_parse_it() -> None:
    ast.parse(SOURCE, feature_version=(3, 7))


def test_only_the_standard_library_is_imported() -> None:
    nodes = list(ast.walk(ast.parse(SOURCE)))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


# The files it works with


def test_the_lock_names_no_index_and_how_it_was_made() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert "python tasks.py lock" in text
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_the_lock_pins_every_direct_dependency() -> None:
    def names(file: str, separator: str) -> set[str]:
        lines = (ROOT / file).read_text("utf-8").splitlines()
        return {line.split(separator)[0].split("[")[0].lower() for line in lines if line[:1].isalnum()}

    direct = names("requirements.txt", ">=")
    assert direct
    assert direct <= names("requirements.lock", "==")


# The commands


def test_a_taken_port_is_skipped() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < tasks.free_port("127.0.0.1", port) < port + 100
        with pytest.raises(tasks.TaskError, match=f"Port {port} at"):
            tasks.free_port("127.0.0.1", port, tries=1)
    assert tasks.free_port("127.0.0.1", port) == port


def test_every_step_runs_even_when_one_fails(capfd: pytest.CaptureFixture[str]) -> None:
    steps = [
        ("first", stand_in(0)),
        ("second", stand_in(3)),
        ("third", [sys.executable, "-c", "print('here')"]),
    ]
    assert tasks.run_steps(steps) == 1
    output = capfd.readouterr().out
    assert "\nhere\n" in output.replace("\r", "")
    summary = output.split("== Summary")[1]
    assert [line.split()[0] for line in summary.splitlines()[1:4]] == ["ok", "FAILED", "ok"]
    assert "1 of 3 steps failed" in summary


def test_steps_that_all_hold_end_with_0() -> None:
    assert tasks.run_steps([("first", stand_in(0)), ("second", stand_in(0))]) == 0


def test_check_goes_through_style_types_data_and_tests_in_this_order() -> None:
    steps = tasks.check_steps(Path("python"))
    assert [name for name, _ in steps] == [
        "ruff format --check .",
        "ruff check .",
        "mypy",
        "python -m matcher check data",
        "python -m matcher check examples/demo",
        f"pytest {' '.join(tasks.SIDE_BY_SIDE)}",
    ]
    assert steps[0][1] == ["python", "-m", "ruff", "format", "--check", "."]
    assert steps[3][1] == ["python", "-m", "matcher", "check", "data"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal to send")
def test_a_program_does_not_outlive_its_starter() -> None:
    child = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    code = "import signal, sys, tasks; signal.signal(signal.SIGTERM, lambda *_: sys.exit(143)); "
    code += f"tasks.run([sys.executable, '-c', {child!r}])"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        starter.send_signal(signal.SIGTERM)
        assert starter.wait(20) == 143
    time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_benchmarks_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.bench([], tmp_path) == 0
    assert "there are none" in capsys.readouterr().out
    for name in ("__init__.py", "ranking.py", "allocation.py", "notes.md"):
        (tmp_path / name).touch()
    assert tasks.bench([], tmp_path) == 0
    assert "allocation, ranking\n" in capsys.readouterr().out
