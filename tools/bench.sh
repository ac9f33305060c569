#!/bin/bash
# Prints the figures of docs/performance.md; needs wrk for the page rates (installed when missing).
set -euo pipefail
cd "$(dirname "$0")/.."
command -v wrk >/dev/null || { sudo=$([ "$(id -u)" = 0 ] || echo sudo); $sudo apt-get update -qq; $sudo apt-get install -y -qq wrk >/dev/null; }
exec .venv/bin/python -m bench "$@"
