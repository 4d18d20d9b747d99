#!/usr/bin/env bash
# Installs mdBook, which makes the book of the manual, if it is missing. Without optimization it compiles much faster: in about a minute on two
# cores. It is built in a temporary folder and kept in cargo's own.
set -euo pipefail
command -v mdbook >/dev/null && exit
echo "mdbook is missing; installing it, which takes a minute or more, once"
env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 \
    cargo install --quiet --debug --locked --no-default-features --features search mdbook@0.5.4
