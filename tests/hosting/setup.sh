#!/usr/bin/env bash
# Installs what the tests of publishing need: rsync, nginx, Caddy, rclone, minisign, a server that speaks S3 (moto, in Python), and the npm packages
# that check workflow files. As root on Debian it installs what is missing. On other systems, and for other users, it names everything
# that is missing at once. The tests run on the Node of the browser tests, so tests/browser/setup.sh comes first.
set -euo pipefail
cd "$(dirname "$0")"

MOTO='moto[server]==5.2.1'

fail() {
    printf 'tests/hosting/setup.sh: %s\n' "$*" >&2
    exit 1
}

# Prints nothing unless the command fails, and then everything that the command printed.
quietly() {
    local printed
    printed=$("$@" 2>&1) || { printf '%s\n' "$printed" >&2; return 1; }
}

# On Debian, nginx is where only root looks.
PATH="$PATH:/usr/sbin"
packages=()
for program in rsync nginx caddy rclone minisign curl git python3; do
    command -v "$program" >/dev/null || packages+=("$program")
done
has_moto() { [ -x .moto/bin/python ] || python3 -c 'import flask, moto' 2>/dev/null; }
has_moto || python3 -c 'import ensurepip' 2>/dev/null || packages+=(python3-venv)

if [ ${#packages[@]} -gt 0 ]; then
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        fail "missing: ${packages[*]}; install what is missing and run this again; on Debian, as root:

    apt-get install --no-install-recommends ${packages[*]}"
    fi
    echo "installing ${packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    # The package lists may be missing or too old. So a failure counts only with new lists.
    apt-get install -y --no-install-recommends "${packages[@]}" >/dev/null 2>&1 ||
        { quietly apt-get update && quietly apt-get install -y --no-install-recommends "${packages[@]}"; } ||
        fail "apt-get could not install ${packages[*]}, for the reason above; install them and run this again"
fi

if ! has_moto; then
    echo "installing $MOTO into tests/hosting/.moto"
    quietly python3 -m venv .moto.new && quietly .moto.new/bin/python -m pip install --quiet "$MOTO" ||
        { rm -rf .moto.new; fail "pip could not install $MOTO, for the reason above; install it and run this again"; }
    # Renamed last, so that a broken-off installation is done again.
    mv .moto.new .moto
fi

if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
    quietly npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier ||
        fail "npm could not install the packages of tests/hosting/package-lock.json, for the reason above"
    cp package-lock.json node_modules/.installed-lock.json
fi
