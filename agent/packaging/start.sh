#!/bin/sh
# Starts the key agent in this window; Ctrl-C ends it.
cd "$(dirname "$0")" && exec ./node key-agent.mjs
