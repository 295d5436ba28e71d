# Sourced by run.sh and test.sh: system packages and the locked Python environment in .venv.
# Needs Debian or Ubuntu with Python 3.11 or newer; asks for root only when a package is missing.

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
VENV="$HERE/.venv"

say() { printf '%s\n' "$*" >&2; }
die() { say "✗ $1"; [ -z "${2:-}" ] || say "→ $2"; exit 69; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "Cần quyền quản trị để cài: $*" "Nhờ quản trị chạy lệnh trên rồi chạy lại."
    fi
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
    [ ${#missing[@]} = 0 ] && return 0
    say "Cài gói hệ thống: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq \
        || die "Không cập nhật được danh sách gói." "Kiểm tra mạng rồi chạy lại."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
        || die "Không cài được: ${missing[*]}" "Kiểm tra mạng và nguồn gói rồi chạy lại."
}

find_python() {
    local name
    for name in python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
        then printf '%s' "$name"; return 0; fi
    done
    die "Cần Python 3.11 trở lên." "Debian 12, Ubuntu 24.04 hoặc mới hơn có sẵn."
}

# environment LOCK: .venv holds exactly what LOCK names; nothing is done when it already does.
environment() {
    local lock="$HERE/installer/$1" python stamp="$VENV/.installed" state
    python="$(find_python)"
    state="$(cat "$lock" "$HERE/pyproject.toml" | sha256sum | cut -d' ' -f1) $HERE"
    [ -x "$VENV/bin/tram" ] && grep -qxF "$state" "$stamp" 2>/dev/null && return 0
    "$python" -c 'import ensurepip, venv' 2>/dev/null || {
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; }
    say "Cài thư viện Python vào .venv (lần đầu mất vài phút)…"
    [ -x "$VENV/bin/python" ] && "$VENV/bin/python" -c '' 2>/dev/null || "$python" -m venv --clear "$VENV" \
        || die "Không tạo được môi trường Python." "Cài gói python3-venv rồi chạy lại."
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" 2>"$VENV/pip.log" \
        || { tail -n 5 "$VENV/pip.log" >&2; die "Không tải được thư viện Python." "Kiểm tra mạng rồi chạy lại."; }
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e "$HERE" 2>>"$VENV/pip.log" \
        || { tail -n 5 "$VENV/pip.log" >&2; die "Không cài được chương trình vào .venv."; }
    # The test environment holds the run environment too, so one stamp line each.
    { [ "$1" = requirements-dev.lock ] && cat "$HERE/installer/requirements.lock" "$HERE/pyproject.toml" | sha256sum | cut -d' ' -f1 | sed "s|\$| $HERE|"
      printf '%s\n' "$state"; } >"$stamp"
}
