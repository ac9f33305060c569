#!/bin/bash
# Renews the locked versions from pyproject.toml: what a fresh environment resolves to today becomes requirements/*.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=${UJUZI_PYTHON:-.venv/bin/python}
"$python" -m venv "$folder/core"
"$folder/core/bin/pip" install -q --disable-pip-version-check -U pip
"$folder/core/bin/pip" install -q --disable-pip-version-check hatchling editables .
{ echo "# Locked by tools/lock.sh from pyproject.toml: what a hub runs with (SQLite)."
  "$folder/core/bin/pip" freeze --exclude ujuzi; } > requirements/core.txt
"$folder/core/bin/pip" install -q --disable-pip-version-check ".[postgres]" --group dev
{ echo "# Locked by tools/lock.sh from pyproject.toml: what tests and linters need beside."
  echo "-r core.txt"
  "$folder/core/bin/pip" freeze --exclude ujuzi | grep -vxFf requirements/core.txt; } > requirements/dev.txt
