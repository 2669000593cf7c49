#!/bin/sh
# Lets the key agent start with this user's session: systemd on Linux, launchd on macOS. `install.sh remove` undoes it.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
name=cn.yinxin.key-agent

if [ "$(uname)" = Darwin ]; then
  plist="$HOME/Library/LaunchAgents/$name.plist"
  launchctl bootout "gui/$(id -u)/$name" 2>/dev/null || true
  if [ "${1:-}" = remove ]; then rm -f "$plist"; exit; fi
  mkdir -p "$(dirname "$plist")"
  cat >"$plist" <<PLIST
<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
  <key>Label</key><string>$name</string>
  <key>ProgramArguments</key><array><string>$here/node</string><string>$here/key-agent.mjs</string></array>
  <key>RunAtLoad</key><true/><key>KeepAlive</key><true/>
</dict></plist>
PLIST
  launchctl bootstrap "gui/$(id -u)" "$plist"
else
  unit="$HOME/.config/systemd/user/$name.service"
  systemctl --user disable --now "$name.service" 2>/dev/null || true
  if [ "${1:-}" = remove ]; then rm -f "$unit"; exit; fi
  mkdir -p "$(dirname "$unit")"
  cat >"$unit" <<UNIT
[Unit]
Description=Yinxin key agent
[Service]
ExecStart="$here/node" "$here/key-agent.mjs"
Restart=on-failure
NoNewPrivileges=true
[Install]
WantedBy=default.target
UNIT
  systemctl --user enable --now "$name.service"
fi
echo "✓ installed; it starts with your session"
