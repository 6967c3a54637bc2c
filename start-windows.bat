@echo off
rem Double-click to start the app. The first start needs a network and takes about a minute.
chcp 65001 >nul
cd /d "%~dp0"
set "PYTHON="
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=py -3"
if not defined PYTHON python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=python"
if not defined PYTHON (
  echo Python 3.11 or newer is needed: install it from python.org or the Microsoft Store, then double-click this file again.
  echo 需要 Python 3.11 或更高版本：请从 python.org 或微软应用商店安装，然后再次双击本文件。
  pause
  exit /b 1
)
%PYTHON% tasks.py app %*
if errorlevel 1 (
  echo.
  echo The app stopped with an error, see above. / 应用因错误停止，原因见上方。
  pause
  exit /b 1
)
