#!/bin/bash
# Chromium and fonts for the journeys and screenshots, from Debian.
set -euo pipefail
needed=()
command -v chromium >/dev/null || needed+=(chromium)
command -v curl >/dev/null || needed+=(curl)
[ -d /usr/share/fonts/truetype/noto ] || needed+=(fonts-noto-core)
ls /usr/share/fonts/opentype/noto/NotoSansCJK* >/dev/null 2>&1 || needed+=(fonts-noto-cjk)
if [ ${#needed[@]} -gt 0 ]; then
    echo "Installing ${needed[*]} for the browser tests ..."
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
fi
