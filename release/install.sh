#!/bin/sh
# Installs dateline for this user, without Rust:
#
#     sh install.sh
#
# It fetches the archive for this computer, compares its checksum, and puts the program into ~/.local/bin, or into $DATELINE_BIN.
set -eu

# Where the files of the release are. The release writes its own address here.
RELEASE=${DATELINE_RELEASE:-@RELEASE@}
VERSION=${DATELINE_VERSION:-@VERSION@}
bin=${DATELINE_BIN:-$HOME/.local/bin}

fail() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 1
}

case "$(uname -s)/$(uname -m)" in
Linux/x86_64) target=x86_64-unknown-linux-musl ;;
Linux/aarch64 | Linux/arm64) target=aarch64-unknown-linux-musl ;;
Darwin/x86_64) target=x86_64-apple-darwin ;;
Darwin/arm64) target=aarch64-apple-darwin ;;
*) fail "there is no archive for $(uname -s) on $(uname -m); build dateline from source, as README.md says" ;;
esac
name=dateline-$VERSION-$target

if command -v sha256sum >/dev/null; then
    sum() { sha256sum "$1" | cut -d ' ' -f 1; }
elif command -v shasum >/dev/null; then
    sum() { shasum -a 256 "$1" | cut -d ' ' -f 1; }
else
    fail "neither sha256sum nor shasum is there, so the archive cannot be checked; install one of them"
fi
command -v curl >/dev/null || fail "curl is missing; install it and run this again"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in SHA256SUMS "$name.tar.gz"; do
    curl --fail --silent --show-error --location --output "$work/$file" "$RELEASE/$file" ||
        fail "$RELEASE/$file could not be fetched, for the reason above; nothing was installed"
done
wanted=$(sed -n "s/^\([0-9a-f]*\)  $name.tar.gz\$/\1/p" "$work/SHA256SUMS")
[ -n "$wanted" ] || fail "SHA256SUMS does not name $name.tar.gz; nothing was installed"
[ "$(sum "$work/$name.tar.gz")" = "$wanted" ] ||
    fail "$name.tar.gz is damaged or was changed: its checksum is not that in SHA256SUMS; nothing was installed"

tar -xzf "$work/$name.tar.gz" -C "$work"
"$work/$name/dateline" --version >/dev/null || fail "the program does not run on this computer; nothing was installed"
mkdir -p "$bin"
# Renamed into place, so that a program that runs just now is not disturbed.
cp "$work/$name/dateline" "$bin/.dateline.new"
mv "$bin/.dateline.new" "$bin/dateline"
echo "installed $("$bin/dateline" --version) as $bin/dateline"
case ":$PATH:" in
*":$bin:"*) ;;
*) echo "add $bin to PATH, as in: export PATH=\"$bin:\$PATH\"" ;;
esac
