#!/bin/bash
# Fails when a screen string of the code is missing in a catalogue, or a catalogue has gaps: collects into a copy and compares.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"; ' EXIT
cp -rp src/ujuzi/locale "$folder/before"  # with its dates: a compiled catalogue must not seem newer than its text
.venv/bin/ujuzi messages collect
status=0
for po in $(cd "$folder/before" && find . -name '*.po'); do
    if ! diff -q <(grep -v '^"POT-Creation-Date' "$folder/before/$po") <(grep -v '^"POT-Creation-Date' "src/ujuzi/locale/$po") >/dev/null; then
        echo "stale: src/ujuzi/locale/$po (run: make messages, then translate what is new)"
        status=1
    fi
done
rm -rf src/ujuzi/locale && cp -rp "$folder/before" src/ujuzi/locale
.venv/bin/ujuzi messages check || status=1
exit $status
