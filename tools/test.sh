#!/bin/bash
# Everything that must hold: linters, unit tests on SQLite and PostgreSQL and on the newest Python, journeys in Chromium.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
began=$(date +%s)
if [ -z "${UJUZI_FIELD_DATA:-}" ] && [ -d ../shared/field ]; then
    UJUZI_FIELD_DATA=$(cd ../shared/field && pwd)
    export UJUZI_FIELD_DATA
fi
failed=()
step() {
    local name=$1; shift
    echo; echo "=== $name"
    local from; from=$(date +%s)
    "$@" || failed+=("$name")
    echo "=== $name: $(( $(date +%s) - from )) s"
}
tools/browser.sh || failed+=("browser set-up")
tools/node.sh || failed+=("set-up of other people's verifiers")
database_url=$(tools/postgres.sh start) || failed+=("PostgreSQL set-up")
trap 'tools/postgres.sh stop' EXIT
$bin/ujuzi messages compile

step "linters" tools/check.sh
step "unit tests, SQLite" $bin/python -m pytest -m "not browser" -n 2
# Standards know no database (import-linter sees to it), nor do the readers of texts and the converters: a second one has nothing to say.
step "unit tests, PostgreSQL" env DATABASE_URL="$database_url" $bin/python -m pytest -m "not browser" -n 2 --ignore=tests/standards \
    --ignore=tests/courses/text --ignore=tests/courses/converting --ignore=tests/courses/packages/conversions \
    --ignore=tests/evidence/sheets --ignore=tests/credentials/certificates --ignore=tests/credentials/independent
newest=
for candidate in python3.13 "$HOME"/.pyenv/versions/3.13*/bin/python3.13 /usr/local/bin/python3.13; do
    if "$candidate" --version >/dev/null 2>&1; then newest=$candidate; break; fi
done
if [ -n "$newest" ]; then
    newest_tests() {
        [ -f .venv-3.13/.installed-dev ] || { UJUZI_VENV=.venv-3.13 UJUZI_PYTHON=$newest tools/install.sh core && UJUZI_VENV=.venv-3.13 UJUZI_PYTHON=$newest tools/install.sh dev; } || return 1
        # Processes that are killed, and made-up statements by the thousand, do not depend on the version: they ran above.
        .venv-3.13/bin/python -m pytest -m "not browser" -n 2 --ignore=tests/records/test_torture.py \
            --ignore=tests/catalogue/harvest/test_kill.py --ignore=tests/config/test_serving.py --ignore=tests/standards/xapi/test_strategies.py \
            --ignore=tests/courses/converting/test_anything.py --ignore=tests/courses/converting/test_field.py \
            --ignore=tests/credentials/independent --ignore=tests/evidence/sheets --ignore=tests/standards/openbadges/test_verifying.py
    }
    step "unit tests, Python 3.13" newest_tests
else
    echo "(Python 3.13 is not on this machine: its run is left out)"
fi
step "journeys in Chromium" $bin/python -m pytest -m browser -n 2

echo; echo "$(( $(date +%s) - began )) s in all"
if [ ${#failed[@]} -gt 0 ]; then printf 'FAILED: %s\n' "${failed[@]}"; exit 1; fi
echo "All checks passed."
