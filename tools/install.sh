#!/bin/bash
# Makes .venv with the locked dependencies: `install.sh core` for running, `install.sh dev` for tests as well.
# UJUZI_PYTHON chooses another interpreter, UJUZI_VENV another folder.
set -euo pipefail
cd "$(dirname "$0")/.."
part=${1:-core}
venv=${UJUZI_VENV:-.venv}

find_python() {
    for candidate in "${UJUZI_PYTHON:-}" python3.11 python3.12 python3.13 python3; do
        [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
            && { command -v "$candidate"; return; }
    done
    echo "Python 3.11, 3.12 or 3.13 is needed (Debian 12: apt install python3)." >&2
    return 1
}

if [ ! -x "$venv/bin/python" ]; then
    python=$(find_python)
    echo "Making $venv with $("$python" --version) ..."
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        # Debian ships venv apart from Python; install it where we may, else say so.
        echo "Python's venv module is missing; installing python3-venv ..."
        if [ "$(id -u)" = 0 ]; then
            apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
        elif command -v sudo >/dev/null; then
            sudo apt-get update -qq && sudo apt-get install -y -qq python3-venv >/dev/null
        else
            echo "Please run: apt install python3-venv" >&2; exit 1
        fi
    fi
    "$python" -m venv "$venv"
fi
echo "Installing the $part dependencies (once) ..."
"$venv/bin/python" -m pip install -q --disable-pip-version-check -r "requirements/$part.txt" 2> >(grep -v 'is ignored: it is neither' >&2)
if [ "$part" = core ]; then
    # The project itself, editable, without the network: its build back end is among the locked packages.
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e . 2> >(grep -v 'is ignored: it is neither' >&2)
    touch "$venv/.installed"
else
    touch "$venv/.installed-dev"
fi
