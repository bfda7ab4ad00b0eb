#!/usr/bin/env bash
# Builds the wheel, installs it in an environment under target/python, and runs its tests: examples of python/README.md,
# Ray, and Spark on two executors where there is Java 17 (--no-clusters: neither). What builds and tests it is in
# python/tests/requirements.txt. --release tests the wheel that people install; GREFFIER_SPARK_DOCUMENTS=5000 has the
# cluster read as many generated documents.
# Exit code 0: passed. 1: failed. 3: Python 3 or its packages cannot be had here (said in one line).
set -euo pipefail
cd "$(dirname "$0")/.."
profile=dev folder=debug clusters=yes
for arg in "$@"; do
  case $arg in
    --release) profile=release folder=release ;;
    --no-clusters) clusters=no ;;
    *) echo "usage: scripts/test_python.sh [--release] [--no-clusters]" >&2; exit 2 ;;
  esac
done
skip() { echo "test_python: skipped: $*"; exit 3; }

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}
home=$CARGO_TARGET_DIR/python
mkdir -p "$home"
want=$(cksum < python/tests/requirements.txt)
if [ "$(cat "$home/ok" 2> /dev/null)" != "$want" ]; then
  command -v python3 > /dev/null || skip "no python3"
  python3 -m venv "$home/venv" > "$home/log" 2>&1 || skip "python3 cannot make a venv (on Debian: apt-get install python3-venv)"
  timeout 300 "$home/venv/bin/python" -m pip install -q -r python/tests/requirements.txt >> "$home/log" 2>&1 \
    || skip "the packages cannot be installed (offline?), see $home/log"
  echo "$want" > "$home/ok"
fi

# The program to compare with and the wheel in one build, so that what both depend on is built once.
cargo build --quiet --profile "$profile" -p greffier-python -p greffier --lib --bin greffier
rm -rf "$home/wheels"
VIRTUAL_ENV=$PWD/$home/venv "$home/venv/bin/maturin" build --quiet --profile "$profile" -o "$home/wheels"
"$home/venv/bin/python" -m pip install -q --no-deps --force-reinstall "$home"/wheels/*.whl

tests=(python/tests)
if [ "$clusters" = no ]; then
  tests+=(--ignore python/tests/test_spark.py --ignore python/tests/test_ray.py)
elif ! java -version 2>&1 | grep -qE 'version "(1[7-9]|[2-9][0-9])'; then
  echo "test_python: the test on a cluster is skipped: no Java 17"
  tests+=(--ignore python/tests/test_spark.py)
fi
cp "$CARGO_TARGET_DIR/$folder/greffier" "$home/greffier"
GREFFIER=$PWD/$home/greffier "$home/venv/bin/python" -m pytest -q -p no:cacheprovider "${tests[@]}"
