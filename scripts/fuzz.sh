#!/usr/bin/env bash
# Fuzzes the readers: scripts/fuzz.sh [SECONDS [TARGET…]], 300 s of each target of fuzz/ if not said otherwise. Needs
# `cargo install cargo-fuzz` and a C++ compiler; runs on stable Rust. What is found interesting is kept under
# target/fuzz/corpus, findings under target/fuzz/findings; exit code 1: there is one.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-300}
shift || true
[ $# -gt 0 ] || set -- pdf pdf_content text archive
export RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$PWD/target/fuzz/build

# A document with the byte before it that chooses how it is read.
seed() { { printf "\\$(printf %o "$2")"; cat; } > "$seeds/$1"; }

for target in "$@"; do
  seeds=target/fuzz/seeds/$target kept=target/fuzz/corpus/$target
  rm -rf "$seeds"
  mkdir -p "$seeds" "$kept" "target/fuzz/findings/$target"
  case $target in
    pdf) for f in corpus/documents/*/source.pdf tests/pdf*/*.pdf; do cp "$f" "$seeds/$(cksum < "$f" | cut -d' ' -f1)"; done ;;
    text) for f in corpus/documents/*/source.{md,txt}; do
        name=$(basename "$(dirname "$f")")
        seed "$name-md" 0 < "$f"
        seed "$name-txt" 1 < "$f"
        { echo '<html><body><table><tr><td>'; sed 's/^$/<p>/' "$f"; } | seed "$name-html" 2
      done ;;
    pdf_content) for kind in 0 1 2 4 5 8 12 13 14; do
        printf 'q 1 0 0 1 50 700 cm BT /F 11 Tf 14 TL (Le conseil) Tj T* [(mu) -50 <6e6963>] TJ ET 0 0 m 9 9 l S /X Do Q\xffbegincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <4c> <0041> endbfchar 1 beginbfrange <20> <7e> <0020> endbfrange endcmap\xff' \
          | seed "$kind" "$kind"
      done ;;
    archive)
      scratch=$(mktemp -d)
      cp "$(ls corpus/documents/*/source.txt | head -1)" "$scratch/a.txt"
      echo mot > "$scratch/b.md"
      tar -C "$scratch" -cf - a.txt b.md | tee >(gzip | seed tgz 2) | seed tar 1
      gzip -c "$scratch/b.md" | seed gz 2
      if command -v zstd > /dev/null; then zstd -qc "$scratch/b.md" | seed zst 3; fi
      if command -v python3 > /dev/null; then
        (cd "$scratch" && python3 -m zipfile -c a.zip a.txt b.md)
        seed zip 0 < "$scratch/a.zip"
      fi
      rm -rf "$scratch" ;;
  esac
  # Sanitizers look for faults of unsafe code, of which there is none here: without them twice as much is tried.
  cargo fuzz run --sanitizer none "$target" "$kept" "$seeds" -- -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 \
    -artifact_prefix="target/fuzz/findings/$target/" -print_final_stats=1 -verbosity=0 -print_funcs=0 -max_len=200000
done
