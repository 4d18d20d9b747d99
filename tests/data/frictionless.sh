#!/usr/bin/env bash
# Holds the data of the sample site to their own description, by somebody else's reading of the standard.
# It needs the Frictionless validator, which nothing else in this project needs.
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v frictionless >/dev/null 2>&1 || {
    echo "frictionless.sh: \`frictionless\` is missing; pip install 'frictionless[json]'" >&2
    exit 1
}
site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
cargo run --locked --quiet -- build --output "$site/public"
cd "$site/public/data"
frictionless validate datapackage.json
