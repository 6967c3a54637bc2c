"""Prepare and run this project with nothing but Python: `python tasks.py setup|app|test|check|lock|bench|tour`.

Only the standard library is used, and only syntax that an old Python can parse, so that an old Python gets a
sentence instead of a traceback. All packages go into `.venv` beside this file.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
SIDE_BY_SIDE = ("-n", str(min(4, (os.cpu_count() or 1) + 1)), "--dist", "worksteal")
"""How pytest runs everything: a process a core and one more, since browsers are waited for; whoever is free takes the next test."""
USAGE = """\
usage: python tasks.py COMMAND [arguments]

  setup                                          prepare .venv / 准备运行环境
  app    [--port N] [--address A] [--pack DIR]   start the app / 启动应用
  test   [pytest arguments]                      run the tests / 运行测试
  check                                          style, types, data and tests / 全面检查
  lock   [uv arguments, such as --upgrade]       renew requirements.lock / 更新依赖锁定文件
  bench  [NAME [arguments]]                      run a benchmark / 运行性能测试
  tour   [NAME ...]                              take the pictures of docs/tour.md anew / 更新导览截图"""


class TaskError(Exception):
    """A step failed: the sentence that tells a person what to do, and the exit code (2: wrong command line)."""

    def __init__(self, english: str, chinese: str, code: int = 1) -> None:
        super().__init__(f"{english} / {chinese}")
        self.code = code


def say(english: str, chinese: str) -> None:
    """Print one line in both languages, before anything a child process prints."""
    print(f"{english} / {chinese}", flush=True)


def venv_python(venv: Path) -> Path:
    """The Python inside a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_usable(venv: Path) -> bool:
    """Whether `venv` was made in this very place by the Python version that runs now, and still starts."""
    try:
        config = (venv / "pyvenv.cfg").read_text("utf-8").splitlines()
        if not any(line.startswith("command") and line.endswith(f" {venv}") for line in config):
            return False  # made elsewhere and moved here, or made by another tool
        probe = [str(venv_python(venv)), "-c", "import pip, sys; print(*sys.version_info[:2])"]
        answer = subprocess.run(probe, capture_output=True, text=True, timeout=60, check=False).stdout
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False
    return answer.split() == [str(part) for part in sys.version_info[:2]]


def make_venv(venv: Path) -> None:
    """Make `venv` anew, in place of whatever is there."""
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        raise TaskError(
            "This Python cannot make a .venv: on Debian or Ubuntu `apt-get install python3-venv`, then try again",
            "当前 Python 缺少 venv 组件：Debian/Ubuntu 请执行 apt-get install python3-venv，然后重试",
        )
    base = getattr(sys, "_base_executable", "") or sys.executable  # not the Python in the folder to be cleared
    if subprocess.call([base, "-m", "venv", "--clear", str(venv)]) or not is_usable(venv):
        raise TaskError(
            f"{venv} could not be made: close what still uses it, delete that folder and try again",
            "无法创建该文件夹：请关闭正在使用它的程序，删除该文件夹后重试",
        )


def uv_environment(env: Mapping[str, str]) -> dict[str, str]:
    """`env` with what it says to pip said to uv too; what it says to uv already is kept."""
    told = {
        "UV_DEFAULT_INDEX": env.get("PIP_INDEX_URL", "").strip(),
        "UV_INDEX": env.get("PIP_EXTRA_INDEX_URL", "").strip(),
        # pip takes the best version of all its indexes, so uv must not stop at the first that knows a name
        "UV_INDEX_STRATEGY": "unsafe-best-match" if env.get("PIP_EXTRA_INDEX_URL") else "",
        "UV_INSECURE_HOST": env.get("PIP_TRUSTED_HOST", "").strip(),
        "UV_FIND_LINKS": ",".join(env.get("PIP_FIND_LINKS", "").split()),
        "SSL_CERT_FILE": env.get("PIP_CERT", ""),
    }
    return {**{name: value for name, value in told.items() if value}, **env}


def have_uv(python: Path) -> bool:
    """Put uv, the fast installer, into the environment; False where it cannot be had."""
    return subprocess.call([str(python), "-m", "pip", "install", "--quiet", "uv"]) == 0


def install(python: Path, lock: Path) -> None:
    """Install every pin of `lock`: with uv in seconds, else with pip in a few minutes."""
    offline = ["--no-index"] if os.environ.get("PIP_NO_INDEX", "") not in ("", "0", "false") else []
    uv = [str(python), "-m", "uv", "pip", "install", "--python", str(python), "-r", str(lock), *offline]
    if have_uv(python) and subprocess.call(uv, env=uv_environment(os.environ)) == 0:
        return
    say("uv did not work, trying pip (takes a few minutes)", "uv 不可用，改用 pip 安装（需要几分钟）")
    if subprocess.call([str(python), "-m", "pip", "install", "-r", str(lock)]):
        raise TaskError(
            "The packages could not be installed: check the network or set PIP_INDEX_URL to a mirror, then try again",
            "依赖安装失败：请检查网络，或用 PIP_INDEX_URL 指定镜像，然后重试",
        )


def setup(root: Path = ROOT, installer: Callable[[Path, Path], None] = install) -> Path:
    """Bring `.venv` in line with requirements.lock where it is not already; the path of its Python."""
    venv, lock = root / ".venv", root / "requirements.lock"
    stamp, python = venv / "installed.sha256", venv_python(venv)
    if not lock.is_file():
        raise TaskError("requirements.lock is missing: get the project again", "缺少该文件：请重新获取项目")
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    usable = is_usable(venv)
    if usable and stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return python
    say("Setting up (first time takes a minute)", "正在准备环境（首次约一分钟）")
    if not usable:
        make_venv(venv)
    stamp.unlink(missing_ok=True)
    installer(python, lock)
    stamp.write_text(wanted, "utf-8")  # last, so that a setup cut short is done again
    say("Ready", "环境已就绪")
    return python


def run(argv: Sequence[str], env: Mapping[str, str] = os.environ) -> int:
    """Run a program in the project's folder until it ends; its exit code. It never outlives this one."""
    with subprocess.Popen(argv, cwd=ROOT, env={"PYTHONUTF8": "1", **env}) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:  # the child was told by the same Ctrl+C: leave it the time to tidy up
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(10)
            raise
        finally:
            if child.poll() is None:
                child.terminate()


def free_port(address: str, first: int = 8501, tries: int = 100) -> int:
    """The first port from `first` on that nobody listens on."""
    for port in range(first, min(first + tries, 65536)):
        with socket.socket() as probe, contextlib.suppress(OSError):
            # Windows lets a port in use be bound again unless told so; elsewhere a port just left counts as free
            option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
            probe.setsockopt(socket.SOL_SOCKET, option, 1)
            probe.bind((address, port))
            return port
    raise TaskError(
        f"Port {first} at {address} is taken: stop what uses it, or name another with --port",
        "端口已被占用：请停止占用它的程序，或用 --port 另行指定",
    )


def app(arguments: Sequence[str]) -> int:
    """Start the app on a free port and stay until Ctrl+C."""
    parser = argparse.ArgumentParser(prog="python tasks.py app")
    parser.add_argument("--port", type=int, metavar="N", help="this port and no other")
    parser.add_argument("--address", default="127.0.0.1", help="0.0.0.0 lets other computers in")
    parser.add_argument("--pack", type=Path, metavar="DIR", help="a town pack other than data/")
    options = parser.parse_args(arguments)
    if options.port is not None and not 0 < options.port < 65536:
        parser.error("--port goes from 1 to 65535 / 端口范围为 1 至 65535")
    if options.pack and not options.pack.is_dir():
        parser.error(f"no such folder: {options.pack} / 文件夹不存在")
    python = setup()
    port = free_port(options.address, options.port, 1) if options.port else free_port(options.address)
    host = "127.0.0.1" if options.address == "0.0.0.0" else options.address
    say(f"Open http://{host}:{port} (Ctrl+C stops the app)", "请用浏览器打开此地址（按 Ctrl+C 停止）")
    argv = [str(python), "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    argv += ["--server.address", options.address, "--server.showEmailPrompt", "false"]
    argv += ["--logger.hideWelcomeMessage", "true"]
    if os.environ.get("CI"):  # without a display Streamlit by itself opens no window
        argv += ["--server.headless", "true"]
    pack = {"MATCHER_PACK": str(options.pack.resolve())} if options.pack else {}
    try:
        return run(argv, {**os.environ, **pack})
    except KeyboardInterrupt:
        return 0


def check_steps(python: Path) -> list[tuple[str, list[str]]]:
    """Everything that must hold, in the order it is told: the command's name, and how it is started."""
    commands = ["ruff format --check .", "ruff check .", "mypy", "python -m matcher check data"]
    commands += ["python -m matcher check examples/demo", " ".join(("pytest", *SIDE_BY_SIDE))]
    return [(text, [str(python), "-m", *text.replace("python -m ", "").split()]) for text in commands]


def run_steps(steps: Sequence[tuple[str, Sequence[str]]]) -> int:
    """Run all steps, also after one has failed, and sum up; 1 where any failed."""
    lines, failed = [], 0
    for name, argv in steps:
        print(f"\n== {name}", flush=True)
        start = time.perf_counter()
        code = run(argv)
        failed += code != 0
        lines.append(f"{'FAILED' if code else 'ok':6} {time.perf_counter() - start:7.1f} s  {name}")
    print("\n== Summary / 小结", *lines, sep="\n")
    say(f"{failed} of {len(steps)} steps failed", f"共 {len(steps)} 项，{failed} 项未通过")
    return 1 if failed else 0


def lock_pins(arguments: Sequence[str]) -> int:
    """Write requirements.lock from requirements.txt: for all systems, and without naming any index."""
    venv, python = ROOT / ".venv", str(venv_python(ROOT / ".venv"))
    if not is_usable(venv):  # not the whole setup: the lock file may be what has to be mended
        make_venv(venv)
    if not have_uv(venv_python(venv)):
        raise TaskError("This needs uv: check the network and try again", "此命令需要 uv：请检查网络后重试")
    argv = [python, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    argv += [
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--custom-compile-command",
        "python tasks.py lock",
    ]
    return run([*argv, "requirements.txt", "-o", "requirements.lock", *arguments], uv_environment(os.environ))


def bench(arguments: Sequence[str], folder: Path = ROOT / "benchmarks") -> int:
    """Run one benchmark, or list them where none is named."""
    names = sorted(path.stem for path in folder.glob("*.py") if not path.name.startswith("_"))
    if arguments and arguments[0] in names:
        return run([str(setup()), "-m", f"benchmarks.{arguments[0]}", *arguments[1:]])
    print(f"Benchmarks / 性能测试: {', '.join(names) or 'there are none / 暂无'}")
    if arguments:
        raise TaskError(f"No benchmark is called {arguments[0]}", "没有此性能测试", 2)
    return 0


def main(argv: Sequence[str], version: Sequence[int] = tuple(sys.version_info[:2])) -> int:
    """The whole program: 0 fine, 1 something failed, 2 the command line is wrong, 130 stopped by Ctrl+C."""
    commands: dict[str, Callable[[Sequence[str]], int]] = {
        "setup": lambda _: 0 if setup() else 1,
        "app": app,
        "test": lambda rest: run([str(setup()), "-m", "pytest", *(rest or SIDE_BY_SIDE)]),
        "check": lambda _: run_steps(check_steps(setup())),
        "lock": lock_pins,
        "bench": bench,
        "tour": lambda rest: run([str(setup()), "-m", "tests.browser.tour", *rest]),
    }
    command, rest = (argv[0], argv[1:]) if argv else ("", [])
    try:
        if tuple(version[:2]) < (3, 11):
            found = f"{version[0]}.{version[1]}"
            raise TaskError(
                f"Python 3.11 or newer is needed and this is {found}: install a newer one and use that",
                f"需要 Python 3.11 或更高版本，当前为 {found}：请安装新版本后重新运行",
            )
        if command not in commands or (rest and command in ("setup", "check")):
            asked = command in ("-h", "--help")
            print(USAGE, file=sys.stdout if asked else sys.stderr)
            return 0 if asked else 2
        return commands[command](rest)
    except (TaskError, OSError) as problem:
        print(problem, file=sys.stderr, flush=True)
        return getattr(problem, "code", 1)
    except KeyboardInterrupt:
        say("Stopped", "已停止")
        return 130


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # no Chinese here? then ? instead
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
