@echo off
rem Lets the key agent start with this user's session. "install.cmd remove" undoes it.
set key=HKCU\Software\Microsoft\Windows\CurrentVersion\Run
if "%1"=="remove" (
  reg delete "%key%" /v YinxinKeyAgent /f
  exit /b
)
reg add "%key%" /v YinxinKeyAgent /d "conhost.exe --headless \"%~dp0node.exe\" \"%~dp0key-agent.mjs\"" /f
start "" conhost.exe --headless "%~dp0node.exe" "%~dp0key-agent.mjs"
