#!/bin/bash
# The linters; every one runs, the exit code says whether all were content.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=0
step() { echo "== $1"; shift; "$@" || failed=1; }
command -v msgfmt >/dev/null && command -v xgettext >/dev/null || {
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    $sudo apt-get update -qq && $sudo apt-get install -y -qq gettext >/dev/null
}
step "ruff" $bin/ruff check .
step "ruff format" $bin/ruff format --check .
step "mypy" $bin/mypy src tests tools
step "import-linter" $bin/lint-imports --no-cache
step "migrations" $bin/ujuzi manage makemigrations --check --dry-run
step "translations" tools/stale.sh
exit $failed
