#!/bin/bash
# Other people's verifiers of credentials, for tests: Node and the packages of tests/credentials/independent, into .node/.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v node >/dev/null && command -v npm >/dev/null || {
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    $sudo apt-get update -qq && $sudo apt-get install -y -qq nodejs npm >/dev/null
}
mkdir -p .node
if ! cmp -s tests/credentials/independent/package-lock.json .node/package-lock.json || [ ! -d .node/node_modules ]; then
    echo "Installing other people's verifiers (once) ..."
    cp tests/credentials/independent/package.json tests/credentials/independent/package-lock.json .node/
    (cd .node && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
fi
