@echo off
rem Starts the key agent in this window; Ctrl-C ends it.
cd /d "%~dp0"
node.exe key-agent.mjs
pause
