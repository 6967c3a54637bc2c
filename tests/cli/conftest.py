"""Commands run in this process, with a home of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher.cli import main
from tests.cli.ran import ON, Ran, Run


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def start(*arguments: str) -> Ran:
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        return Ran(code, *capsys.readouterr())

    return start


@pytest.fixture
def ask(run: Run, tmp_path: Path) -> Run:
    """Runs `match` on a need given as text or bytes."""

    def start(need: str | bytes, *arguments: str) -> Ran:
        path = tmp_path / "need.yaml"
        path.write_bytes(need if isinstance(need, bytes) else need.encode())
        return run("match", "--need", str(path), *ON, *arguments)

    return start
