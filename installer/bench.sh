#!/usr/bin/env bash
# Measures how well, how fast and how small papers are digitised, beside OCRmyPDF in an
# environment of its own (.venv-bench). Words are handed on: bash installer/bench.sh --quick
set -euo pipefail
# shellcheck source=installer/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# peer: OCRmyPDF where its lock wants it. Without it the station is measured alone.
peer() {
    local VENV="$HERE/.venv-bench" lock=requirements-bench.lock python
    [ -x "$VENV/bin/ocrmypdf" ] && grep -qsxF "$(state_of "$lock")" "$VENV/.installed" && return 0
    python="$(find_python)"
    say "Cài OCRmyPDF vào .venv-bench để so sánh…"
    own_environment || "$python" -m venv --clear "$VENV" || return 1
    : >"$VENV/pip.log"
    pip_install --require-hashes -r "$HERE/installer/$lock" || return 1
    state_of "$lock" >"$VENV/.installed"
}

packages "$HERE/installer/packages.txt"
environment requirements.lock
peer || say "! Không cài được OCRmyPDF: chỉ đo riêng phần mềm này."

cd "$HERE"
unset TRAM_HOME TRAM_LANG TRAM_PASSPHRASE TRAM_OFFICER
export OMP_THREAD_LIMIT=1
exec "$VENV/bin/python" -m tests.bench.digitise "$@"
