#!/usr/bin/env bash
# Sets the station up on a fresh Debian/Ubuntu machine and starts it: the window where there is
# a screen, else a practice day whose papers and pictures you can open.
set -euo pipefail
# shellcheck source=installer/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

packages "$HERE/installer/packages.txt"
environment requirements.lock

if [ $# -gt 0 ]; then
    exec "$VENV/bin/tram" "$@"
elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "Mở cửa sổ Trạm Một Cửa."
    exec "$VENV/bin/tram"
else
    say "Không có màn hình: chạy một ngày thực hành (tram practice) thay cho cửa sổ."
    exec "$VENV/bin/tram" practice
fi
