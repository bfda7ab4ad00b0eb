"""Time and memory of greffier over archives of growing size, and of peers on the same PDFs. See README.md."""

import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from make import make

ROOT = pathlib.Path(__file__).resolve().parents[2]


def resident(root: int) -> int:
    """Resident bytes of a process and all its descendants."""
    parents, sizes = {}, {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = pathlib.Path(entry.path, "stat").read_text().rsplit(")", 1)[1].split()
                sizes[int(entry.name)] = int(stat[21]) * os.sysconf("SC_PAGESIZE")
                parents[int(entry.name)] = int(stat[1])
            except OSError:
                pass
    total = 0
    for pid, size in sizes.items():
        at = pid
        while at in parents and at != root:
            at = parents[at]
        total += size if at == root else 0
    return total


def timed(command) -> tuple[float, int]:
    start, peak = time.perf_counter(), 0
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while child.poll() is None:
        peak = max(peak, resident(child.pid))
        time.sleep(0.02)
    return time.perf_counter() - start, peak


def peers(folder: pathlib.Path, python: str, own: float) -> None:
    pdfs = sorted(folder.rglob("*.pdf"))
    programs = {"pdftotext + regex": ([python, str(ROOT / "benches/archive/baseline.py"), "pdftotext"], shutil.which("pdftotext"))}
    for module in ("pymupdf", "pypdfium2"):
        there = subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0
        programs[module] = ([python, str(ROOT / "benches/archive/baseline.py"), module], there)
    for name, (command, there) in programs.items():
        if not there:
            print(f"  {name}: not installed")
            continue
        start = time.perf_counter()
        subprocess.run([*command, *map(str, pdfs)], check=True, stdout=subprocess.DEVNULL)
        spent = time.perf_counter() - start
        print(f"  {name}: {spent:.2f} s, {spent / own:.1f} times greffier's whole record with one worker")


def main() -> None:
    args = argparse.ArgumentParser()
    args.add_argument("--sizes", default="100,1000,10000")
    args.add_argument("--jobs", default="1,2")
    args.add_argument("--binary", default=str(ROOT / "target/release/greffier"))
    args.add_argument("--isolate", default="process,none")
    args.add_argument("--peers", type=int, default=500, help="documents of the archive that peers read; 0: none")
    args.add_argument("--python", default=shutil.which("python3"))
    args = args.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        print("documents jobs isolate  seconds  doc/s  peak MiB")
        for size in map(int, args.sizes.split(",")):
            folder = tmp / str(size)
            make(size, folder)
            for isolate in args.isolate.split(","):
                for jobs in args.jobs.split(","):
                    out = tmp / "out"
                    spent, peak = timed(
                        [args.binary, "extract", "-q", "-j", jobs, "--isolate", isolate, str(folder), "-o", f"{out}/"]
                    )
                    shutil.rmtree(out)
                    print(f"{size:9} {jobs:>4} {isolate:8}{spent:8.2f} {size / spent:6.0f} {peak / 2**20:9.0f}", flush=True)
            shutil.rmtree(folder)
        if args.peers:
            folder = tmp / "peers"
            make(args.peers, folder)
            for path in folder.rglob("*"):
                if path.is_file() and path.suffix != ".pdf":
                    path.unlink()
            own, _ = timed([args.binary, "extract", "-q", "-j", "1", "--isolate", "none", str(folder), "-o", f"{tmp}/o.ndjson"])
            print(f"the PDFs alone: greffier {own:.2f} s")
            peers(folder, args.python, own)


if __name__ == "__main__":
    main()
