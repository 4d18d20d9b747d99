#!/usr/bin/env bash
# Installs what the whole run of the tests needs: Chromium, Node with npm, Java for the HTML checker, a C compiler for the
# program under test, the npm packages, also those with the examples of how Markdown is read, and exiftool, with which a test
# looks for hidden data in published pictures. As root on Debian it installs what is missing. On other systems, and for other
# users, it names everything that is missing at once.
set -euo pipefail
cd "$(dirname "$0")"

OLDEST_NODE=20.15
chromium=${CHROMIUM:-/usr/bin/chromium}

fail() {
    printf 'tests/browser/setup.sh: %s\n' "$*" >&2
    exit 1
}

# Prints nothing unless the command fails, and then everything that the command printed.
quietly() {
    local printed
    printed=$("$@" 2>&1) || { printf '%s\n' "$printed" >&2; return 1; }
}

missing=()
packages=()
# miss WHAT PACKAGE...: notes that something is missing, and the Debian packages that bring it.
miss() {
    missing+=("$1")
    packages+=("${@:2}")
}

[ -x "$chromium" ] || miss "Chromium (no program at $chromium; \$CHROMIUM can name another)" chromium
# On Debian the package npm brings Node as well.
command -v node >/dev/null && command -v npm >/dev/null || miss "Node with npm" npm
command -v java >/dev/null || miss "Java" default-jre-headless
command -v cc >/dev/null || miss "a C compiler (cc)" gcc libc6-dev
command -v exiftool >/dev/null || miss "exiftool" libimage-exiftool-perl

if [ ${#missing[@]} -gt 0 ]; then
    list=$(printf ', %s' "${missing[@]}")
    list=${list:2}
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        fail "missing: $list
install what is missing and run this again; on Debian, as root:

    apt-get install --no-install-recommends ${packages[*]}"
    fi
    echo "missing: $list; installing ${packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    # The package lists may be missing or too old. So a failure counts only with new lists.
    apt-get install -y --no-install-recommends "${packages[@]}" >/dev/null 2>&1 ||
        { quietly apt-get update && quietly apt-get install -y --no-install-recommends "${packages[@]}"; } ||
        fail "apt-get could not install ${packages[*]}, for the reason above; install them and run this again"
    [ -x "$chromium" ] || fail "there is still no program at $chromium; unset \$CHROMIUM, or let it name a Chromium"
fi

# A user without a home directory has no place for npm's cache.
if [ ! -w "${HOME:-/nonexistent}" ]; then
    npm_config_cache=$(mktemp -d)
    export npm_config_cache
    trap 'rm -rf "$npm_config_cache"' EXIT
fi

# Installs the packages of the lock file in FOLDER, unless they are installed.
install_packages() {
    local folder=$1 installed=$1/node_modules/.installed-lock.json
    cmp -s "$folder/package-lock.json" "$installed" && return
    quietly npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --no-update-notifier ||
        fail "npm could not install the packages of tests/browser/$folder/package-lock.json, for the reason above"
    # The copy is made last, so that a broken-off installation is done again.
    cp "$folder/package-lock.json" "$installed"
}

install_packages .
# The examples of how Markdown is read, for tests/it/markdown.rs.
install_packages ../markdown

# Where the system's Node is too old, npm brings a newer one. Debian 12 has Node 18.
version=$(node --version)
older=$(printf '%s\n' "$OLDEST_NODE" "${version#v}" | sort -V | head -n 1)
if [ "$older" != "$OLDEST_NODE" ]; then
    install_packages runtime
    ./node --version >/dev/null 2>&1 && [ "$(./node --version)" != "$version" ] ||
        fail "Node is $version, the browser tests need $OLDEST_NODE or newer, and npm has none for this system; install a newer Node"
fi
