#!/usr/bin/env bash
# Makes the man page and the completions that the Debian package holds: packaging/prepare.sh && cargo deb --no-build
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --bin greffier
mkdir -p target/deb
target/release/greffier man >target/deb/greffier.1
target/release/greffier completions bash >target/deb/greffier.bash
target/release/greffier completions fish >target/deb/greffier.fish
target/release/greffier completions zsh >target/deb/_greffier
