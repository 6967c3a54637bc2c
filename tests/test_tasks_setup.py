"""The environment that tasks.py makes: kept while it can be trusted, made anew where it cannot; nothing is installed for real."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tasks


class Project:
    """A folder with a lock file, and an installer that only remembers that it was called."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.venv = root / ".venv"
        self.lock = root / "requirements.lock"
        self.lock.write_text("one==1\n", "utf-8")
        self.installed: list[str] = []

    def installer(self, python: Path, lock: Path) -> None:
        assert python.is_file()
        self.installed.append(lock.read_text("utf-8"))

    def setup(self) -> Path:
        return tasks.setup(self.root, self.installer)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that was set up once: a real virtual environment without any package."""
    project = Project(tmp_path_factory.mktemp("project").resolve())
    project.setup()
    return project


@pytest.fixture
def project(made: Project) -> Project:
    """The same, as it is after an undisturbed setup."""
    made.lock.write_text("one==1\n", "utf-8")
    made.setup()
    made.installed.clear()
    return made


def test_the_same_lock_is_not_installed_again(project: Project) -> None:
    assert project.setup() == tasks.venv_python(project.venv)
    assert project.installed == []


def test_a_changed_lock_is_installed(project: Project) -> None:
    project.lock.write_text("one==2\n", "utf-8")
    project.setup()
    project.setup()
    assert project.installed == ["one==2\n"]


def test_an_interrupted_setup_is_done_again(project: Project) -> None:
    def interrupted(python: Path, lock: Path) -> None:
        raise KeyboardInterrupt

    project.lock.write_text("one==3\n", "utf-8")
    with pytest.raises(KeyboardInterrupt):
        tasks.setup(project.root, interrupted)
    project.lock.write_text("one==1\n", "utf-8")  # even back at the lock that was fully installed before
    project.setup()
    assert project.installed == ["one==1\n"]


def test_a_python_without_ensurepip_is_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)  # as on a bare Debian
    with pytest.raises(tasks.TaskError, match="apt-get install python3-venv"):
        tasks.make_venv(tmp_path / ".venv")


def test_a_missing_lock_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(tasks.TaskError, match=r"requirements\.lock is missing"):
        tasks.setup(tmp_path)


def lose_the_python(venv: Path) -> None:
    tasks.venv_python(venv).unlink()


def come_from_another_folder(venv: Path) -> None:
    config = venv / "pyvenv.cfg"
    config.write_text(config.read_text("utf-8").replace(str(venv), str(venv.parent / "old" / ".venv")), "utf-8")


def be_empty(venv: Path) -> None:
    shutil.rmtree(venv)
    venv.mkdir()


def be_of_another_version(venv: Path) -> None:
    lose_the_python(venv)
    tasks.venv_python(venv).write_text("#!/bin/sh\necho 3 10\n", "utf-8")
    tasks.venv_python(venv).chmod(0o755)


not_windows = pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the other Python")


@pytest.mark.parametrize(
    "damage",
    [
        lose_the_python,
        come_from_another_folder,
        be_empty,
        pytest.param(be_of_another_version, marks=not_windows),
    ],
)
def test_an_environment_that_cannot_be_trusted_is_noticed(project: Project, damage: Callable[[Path], None]) -> None:
    kept = shutil.copytree(project.venv, project.root / "kept", symlinks=True)
    assert tasks.is_usable(project.venv)
    damage(project.venv)
    assert not tasks.is_usable(project.venv)
    shutil.rmtree(project.venv)
    Path(kept).rename(project.venv)
    assert tasks.is_usable(project.venv)


def test_an_environment_that_cannot_be_trusted_is_made_anew(project: Project) -> None:
    come_from_another_folder(project.venv)
    (project.venv / "left over").touch()
    project.setup()
    assert tasks.is_usable(project.venv)
    assert not (project.venv / "left over").exists()
    assert project.installed == ["one==1\n"]


def test_what_pip_was_told_is_told_to_uv() -> None:
    env = tasks.uv_environment({"PIP_INDEX_URL": "a", "PIP_EXTRA_INDEX_URL": "b c", "PIP_CERT": "d.pem", "PIP_FIND_LINKS": "e f"})
    assert (env["UV_DEFAULT_INDEX"], env["UV_INDEX"], env["SSL_CERT_FILE"]) == ("a", "b c", "d.pem")
    assert env["UV_FIND_LINKS"] == "e,f"
    assert tasks.uv_environment({"PATH": "p"}) == {"PATH": "p"}


def test_what_uv_was_told_is_kept() -> None:
    env = {"PIP_INDEX_URL": "a", "UV_DEFAULT_INDEX": "mine", "PIP_CERT": "b", "SSL_CERT_FILE": "mine"}
    assert tasks.uv_environment(env) == env
