"""Kills runs at random moments, fills the disk, takes the right to write; the bytes must be those of a calm run.

    faults.py [--kills 200] [--documents 2000] [--seed N] [--binary target/release/greffier]

Needs root for the disk parts (a small tmpfs); without, they are named and left out.
"""

import argparse
import hashlib
import os
import pathlib
import random
import subprocess
import tempfile
import time

from make import make

ROOT = pathlib.Path(__file__).resolve().parents[2]


def digest(folder: pathlib.Path) -> dict[str, str]:
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != ".lock")
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def main() -> None:
    args = argparse.ArgumentParser()
    args.add_argument("--kills", type=int, default=200)
    args.add_argument("--documents", type=int, default=2000)
    args.add_argument("--seed", type=int, default=None)
    args.add_argument("--binary", default=str(ROOT / "target/release/greffier"))
    args = args.parse_args()
    seed = args.seed if args.seed is not None else random.randrange(1 << 32)
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        make(args.documents, tmp / "in")

        def command(out: pathlib.Path) -> list[str]:
            return [args.binary, "extract", "-q", str(tmp / "in"), "-o", f"{out}/", "--resume"]

        start = time.perf_counter()
        subprocess.run(command(tmp / "calm"), stderr=subprocess.DEVNULL)
        whole = time.perf_counter() - start
        want = digest(tmp / "calm")
        kills = runs = 0
        while kills < args.kills:
            runs += 1
            out = tmp / f"run{runs}"
            while True:
                child = subprocess.Popen(command(out), stderr=subprocess.DEVNULL)
                try:
                    child.wait(rng.uniform(0, whole * 0.6))
                    break
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()
                    kills += 1
                if kills >= args.kills:
                    subprocess.run(command(out), stderr=subprocess.DEVNULL)
                    break
            assert digest(out) == want, f"bytes differ; seed {seed}, run {runs}, kill {kills}"
            subprocess.run(["rm", "-r", out], check=True)
        print(f"{kills} kills in {runs} runs over {args.documents} documents: bytes equal (seed {seed})")
        disk(tmp, command, want)


def disk(tmp: pathlib.Path, command, want: dict[str, str]) -> None:
    small = tmp / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", small]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        print("full disk, read-only disk: no right to mount here, left out")
        return
    try:
        out = small / "run"
        code = subprocess.run(command(out), stderr=subprocess.DEVNULL).returncode
        assert code == 2, f"a full disk ended with {code}"
        subprocess.run(["mount", "-o", "remount,size=2g,ro", small], check=True)
        code = subprocess.run(command(out), stderr=subprocess.DEVNULL).returncode
        assert code == 2, f"a read-only disk ended with {code}"
        subprocess.run(["mount", "-o", "remount,rw", small], check=True)
        subprocess.run(command(out), stderr=subprocess.DEVNULL)
        assert digest(out) == want, "bytes differ after a full and a read-only disk"
        print("full disk, then read-only disk, then room: bytes equal")
    finally:
        subprocess.run(["umount", small], check=True)


if __name__ == "__main__":
    main()
