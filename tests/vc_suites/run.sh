#!/bin/bash
# Runs the W3C's suites for credentials against our code, through the adapter in tests/vc_api.
#
#   tests/vc_suites/run.sh FOLDER     FOLDER: where the suites and what they need are cloned side by side: vc-data-model-2.0-test-suite,
#                                     vc-di-eddsa-test-suite, vc-bitstring-status-list-test-suite, vc-test-suite-implementations (all github.com/w3c)
#                                     and data-integrity-test-suite-assertion (github.com/w3c-ccg)
#
# Needs Node. The suites name their last two dependencies by repository; here they are taken from FOLDER.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../.." && pwd)
folder=$(cd "${1:?the folder with the suites}" && pwd)
port=${PORT:-34557}
"$project/.venv/bin/python" - "$folder" <<'PY'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
for suite in ("data-integrity-test-suite-assertion", *(one.name for one in folder.glob("vc-*-test-suite"))):
    path = folder / suite / "package.json"
    found = json.loads(path.read_text())
    found.pop("devDependencies", None)
    for name in ("vc-test-suite-implementations", "data-integrity-test-suite-assertion"):
        if name in found.get("dependencies", {}):
            found["dependencies"][name] = f"file:../{name}"
    path.write_text(json.dumps(found, indent=1))
PY
cd "$project"
"$project/.venv/bin/python" -m tests.vc_api "$port" --tls > "$folder/adapter.log" 2>&1 &
adapter=$!
trap 'kill $adapter' EXIT
until grep -q '^did:' "$folder/adapter.log"; do kill -0 $adapter; sleep 0.3; done
export BASE_URL=https://localhost:$port NODE_TLS_REJECT_UNAUTHORIZED=0 NODE_NO_WARNINGS=1
ISSUER_DID=$(grep '^did:' "$folder/adapter.log")
export ISSUER_DID
failed=0
for suite in vc-data-model-2.0-test-suite vc-di-eddsa-test-suite vc-bitstring-status-list-test-suite; do
    cd "$folder/$suite"
    [ -d node_modules ] || npm install --install-links --ignore-scripts --no-audit --no-fund >/dev/null
    cp "$here/localConfig.cjs" localConfig.cjs
    cp "$here/localConfig.cjs" .localConfig.cjs
    # Only ours: the list of everybody's implementations would be asked over the network.
    find node_modules/vc-test-suite-implementations/implementations -name '*.json' -delete
    WITH_STATUS=$([ "$suite" = vc-bitstring-status-list-test-suite ] && echo yes || true) \
        npx mocha tests/ --timeout 15000 --preserve-symlinks --reporter json --reporter-option output="$folder/$suite.json" >"$folder/$suite.log" 2>&1 || true
    node -e 'const { stats, failures } = require(process.argv[1]); console.log(`${process.argv[2]}: ${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped`); for (const one of failures) console.log("  " + one.fullTitle.slice(0, 200) + "\n    " + String(one.err.message).slice(0, 300)); process.exit(stats.failures ? 1 : 0)' "$folder/$suite.json" "$suite" || failed=1
done
exit $failed
