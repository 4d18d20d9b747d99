#!/usr/bin/env bash
# Sets up what the browser tests need: Chromium, Node with npm, Java for the checker of HTML, and the packages in node_modules.
# As root on Debian it installs what is missing. Anybody else is told what to install.
set -euo pipefail
cd "$(dirname "$0")"

OLDEST_NODE=20.15
chromium=${CHROMIUM:-/usr/bin/chromium}

fail() {
    printf 'tests/browser/setup.sh: %s\n' "$*" >&2
    exit 1
}

# Says nothing unless the command fails, and then all that it said.
quietly() {
    local said
    said=$("$@" 2>&1) || { printf '%s\n' "$said" >&2; return 1; }
}

# install WHAT PACKAGE...
install() {
    local what=$1
    shift
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        fail "$what is missing; install it (on Debian, as root: apt-get install --no-install-recommends $*) and run this again"
    fi
    echo "$what is missing; installing $*"
    export DEBIAN_FRONTEND=noninteractive
    # The lists may be missing or too old, so a failure counts only once they are new.
    apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 ||
        { quietly apt-get update && quietly apt-get install -y --no-install-recommends "$@"; } ||
        fail "apt-get could not install $*, for the reason above; install $what and run this again"
}

if [ ! -x "$chromium" ]; then
    [ -z "${CHROMIUM:-}" ] || fail "CHROMIUM says $CHROMIUM, and no program is there"
    install Chromium chromium
fi
command -v node >/dev/null || install Node nodejs
command -v npm >/dev/null || install npm npm
command -v java >/dev/null || install Java default-jre-headless

version=$(node --version)
# The older of the two comes first.
[ "$(printf '%s\n' "$OLDEST_NODE" "${version#v}" | sort -V | head -n 1)" = "$OLDEST_NODE" ] ||
    fail "Node is $version, and the browser tests need $OLDEST_NODE or newer; install one from https://nodejs.org"

# The copy is made last, so that an installation that broke off is begun again.
installed=node_modules/.installed-lock.json
if ! cmp -s package-lock.json "$installed"; then
    # An account without a home has no place for npm's cache.
    if [ ! -w "${HOME:-/nonexistent}" ]; then
        npm_config_cache=$(mktemp -d)
        export npm_config_cache
        trap 'rm -rf "$npm_config_cache"' EXIT
    fi
    quietly npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier ||
        fail "npm could not install the packages of package-lock.json, for the reason above"
    cp package-lock.json "$installed"
fi
