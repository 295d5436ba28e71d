# shellcheck shell=bash
# Sourced by run.sh and test.sh: system packages and the locked Python environment in .venv.
# Needs Debian or Ubuntu with Python 3.11 or newer; asks for root only when a package is missing.

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
VENV="$HERE/.venv"

say() { printf '%s\n' "$*" >&2; }
die() { say "✗ $1"; [ -z "${2:-}" ] || say "→ $2"; exit 69; }

# as_root COMMAND…: needs may_install to have said yes.
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# may_install PACKAGE…: asks for the right to install once, and says all that is needed if refused.
may_install() {
    [ "$(id -u)" = 0 ] && return 0
    if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || sudo true; }; then return 0; fi
    die "Cần quyền quản trị để cài gói hệ thống." "Nhờ quản trị chạy: apt-get install $* ; rồi chạy lại."
}

# apt_install PACKAGE…
apt_install() {
    say "Cài gói hệ thống: $*"
    may_install "$@"
    command -v apt-get >/dev/null || die "Máy không có apt-get." "Tự cài các gói: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq \
        || say "! Không cập nhật được danh sách gói; thử cài với danh sách đang có."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 \
        install -y -qq --no-install-recommends "$@" >/dev/null \
        || die "Không cài được: $*" "Kiểm tra mạng và nguồn gói rồi chạy lại."
}

# packages FILE…: installs what the lists name and the machine lacks.
packages() {
    command -v dpkg-query >/dev/null || {
        say "! Không phải Debian/Ubuntu: tự cài các gói tương đương trong $*"; return 0; }
    local wanted missing=() name
    wanted="$(grep -hv '^#' "$@" | grep -v '^$')"
    for name in $wanted; do
        dpkg-query -W -f='${db:Status-Abbrev}' "$name" 2>/dev/null | grep -q '^ii' || missing+=("$name")
    done
    [ ${#missing[@]} = 0 ] || apt_install "${missing[@]}"
}

find_python() {
    local name
    for name in python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
        then printf '%s' "$name"; return 0; fi
    done
    die "Cần Python 3.11 trở lên." "Debian 12, Ubuntu 24.04 hoặc mới hơn có sẵn."
}

# own_environment: .venv runs, and was made for this very folder (its scripts hold full paths).
own_environment() { "$VENV/bin/python" -c '' 2>/dev/null && grep -qsF "$VENV/" "$VENV/bin/pip"; }

# pip_install WHAT…
pip_install() { "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check "$@" 2>>"$VENV/pip.log"; }

# state_of LOCK: a line that changes with the lock, the project and the folder.
state_of() { printf '%s %s\n' "$(cat "$HERE/installer/$1" "$HERE/pyproject.toml" | sha256sum | cut -d' ' -f1)" "$HERE"; }

# environment LOCK: .venv holds what LOCK names; nothing is done when it already does.
environment() {
    local lock="$1" python stamp="$VENV/.installed"
    [ -x "$VENV/bin/tram" ] && grep -qsxF "$(state_of "$lock")" "$stamp" && return 0
    python="$(find_python)"
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
    say "Cài thư viện Python vào .venv (lần đầu mất vài phút)…"
    own_environment || "$python" -m venv --clear "$VENV" \
        || die "Không tạo được môi trường Python." "Cài gói python3-venv rồi chạy lại."
    : >"$VENV/pip.log"
    pip_install --require-hashes -r "$HERE/installer/$lock" \
        || { tail -n 5 "$VENV/pip.log" >&2; die "Không tải được thư viện Python." "Kiểm tra mạng rồi chạy lại."; }
    pip_install --no-deps --no-build-isolation -e "$HERE" \
        || { tail -n 5 "$VENV/pip.log" >&2; die "Không cài được chương trình vào .venv." "Xem $VENV/pip.log."; }
    # The test environment holds the run environment too, so one stamp line each.
    { if [ "$lock" = requirements-dev.lock ]; then state_of requirements.lock; fi; state_of "$lock"; } >"$stamp"
}
