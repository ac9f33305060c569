#!/bin/bash
# Runs the LMS part of CATAPULT, the public test suite for cmi5, against a hub of this checkout.
#
#   tests/cmi5_suite/run.sh FOLDER     FOLDER: the folder lts of a clone of github.com/adlnet/CATAPULT
#
# Needs Node and Chromium. Installs the suite's own packages into FOLDER the first time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../.." && pwd)
suite=$(cd "${1:?the folder lts of a clone of CATAPULT}" && pwd)
port=${PORT:-8866}
export UJUZI_PYTHON=$project/.venv/bin/python
UJUZI_DATA=$(mktemp -d)
export UJUZI_DATA UJUZI_ORIGIN=http://127.0.0.1:$port UJUZI_LOG_LEVEL=warning
export PUPPETEER_SKIP_DOWNLOAD=1 PUPPETEER_SKIP_CHROMIUM_DOWNLOAD=1

cd "$suite"
[ -d node_modules ] || npm ci --no-audit --no-fund
# The suite's webpack is older than the OpenSSL of newer Nodes.
[ -f pkg/dist/001-essentials.zip ] || (cd pkg && NODE_OPTIONS=--openssl-legacy-provider npx webpack)

"$project/.venv/bin/ujuzi" serve --prepare --bind "127.0.0.1:$port" &
hub=$!
trap 'kill $hub; wait $hub || true; rm -r "$UJUZI_DATA"' EXIT
until "$UJUZI_PYTHON" -c "import urllib.request as r; r.urlopen('http://127.0.0.1:$port/readyz')" 2>/dev/null; do
    kill -0 $hub; sleep 0.5
done
CATAPULT_LMS=$here/lms.ujuzi.js JEST_PUPPETEER_CONFIG=$here/jest-puppeteer.config.js npx jest --ci --runInBand "${@:2}"
