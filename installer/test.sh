#!/usr/bin/env bash
# Sets the machine up for testing and passes every check: style, types, import direction, tests.
set -euo pipefail
# shellcheck source=installer/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

lists=("$HERE/installer/packages.txt" "$HERE/installer/packages-test.txt")
command -v javac >/dev/null || lists+=("$HERE/installer/packages-test-java.txt")
packages "${lists[@]}"
environment requirements-dev.lock

cd "$HERE"
unset TRAM_HOME TRAM_LANG TRAM_PASSPHRASE TRAM_OFFICER DISPLAY WAYLAND_DISPLAY
export QT_QPA_PLATFORM=offscreen OMP_THREAD_LIMIT=1
"$VENV/bin/ruff" check .
"$VENV/bin/ruff" format --check --quiet . || { say "✗ Chạy: .venv/bin/ruff format ."; exit 1; }
"$VENV/bin/mypy"
"$VENV/bin/lint-imports"
"$VENV/bin/python" -m pytest -n 2 --dist loadgroup "$@"
