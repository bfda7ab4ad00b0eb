"""Word recall on damaged PDFs, of greffier and of peers: every hundredth that a file can be cut at, and mutants.

    damage.py [--mutants 2000] [--seed 1] [--binary target/release/greffier] [--peers pdftotext,pymupdf,pypdfium2]
              [--keep DIR] [FILE.pdf ...]

Without files, ten of tests/pdf. The words that count are those that every reader gives of the whole file, so that none
is measured by another's taste; recall is the part of them that it still gives of the damaged one. Printed for each
family of damage: mean recall of each reader, in how many files it recovers clearly more than greffier and clearly less
(a tenth of the words), how often it gives nothing, crashes or hangs. `--keep` writes the files where a peer does better.
pymupdf and pypdfium2 are used where this Python has them.
"""

import argparse
import collections
import importlib.util
import pathlib
import random
import re
import select
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
SECONDS = 20
CLEARLY = 0.1
DEFAULT = [
    f"{writer}-{kind}-all"
    for writer, kind in [
        ("reportlab", "roll"), ("reportlab", "prose"), ("typst", "grants"), ("typst", "prose"), ("weasyprint", "budget"),
        ("weasyprint", "columns"), ("libreoffice", "columns"), ("libreoffice", "prose"), ("fpdf2", "roll"),
        ("fpdf2", "grants"),
    ]
]


# Damage: a name, and what it makes of the bytes.


def bits(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randint(1, 30)):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def zeros(data: bytes, rng: random.Random) -> bytes:
    at, size = rng.randrange(len(data)), rng.choice([16, 512, 4096])
    return data[:at] + bytes(len(data[at : at + size])) + data[at + size :]


def lost(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.choice([1, 16, 512, 4096]) :]


def doubled(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + data[at : at + rng.choice([1, 16, 512, 4096])] + data[at:]


def swapped(data: bytes, rng: random.Random) -> bytes:
    size = max(1, min(512, len(data) // 4))
    a, b = sorted(rng.sample(range(0, len(data) - size, size), 2))
    return data[:a] + data[b : b + size] + data[a + size : b] + data[a : a + size] + data[b + size :]


def headless(data: bytes, rng: random.Random) -> bytes:
    return data[rng.randint(1, 2048) :]


def numbers(data: bytes, rng: random.Random) -> bytes:
    """Numbers outside streams: lengths, references, offsets."""
    out = bytearray(data)
    places = [m.start() for m in re.finditer(rb"\d", re.sub(rb"(?s)stream.*?endstream", lambda m: b" " * len(m[0]), data))]
    for _ in range(rng.randint(1, 8)):
        if places:
            out[rng.choice(places)] = ord(rng.choice("0123456789"))
    return bytes(out)


def keywords(data: bytes, rng: random.Random) -> bytes:
    """Words that hold the file together, struck out."""
    words = list(re.finditer(rb"endobj|\bobj|endstream|stream|xref|trailer|startxref|/Root|/Pages|/Kids|/Length|>>|<<", data))
    out = bytearray(data)
    for m in rng.sample(words, min(len(words), rng.randint(1, 5))):
        out[m.start() : m.end()] = b" " * len(m[0])
    return bytes(out)


FAMILIES = [bits, zeros, lost, doubled, swapped, headless, numbers, keywords]


# Readers: pdftotext and greffier are programs; the others run in a child that is started again when it dies.


def serve(name: str) -> None:
    """Reads paths, answers each with the text and a line of its own."""
    for path in sys.stdin:
        try:
            if name == "pymupdf":
                import pymupdf

                pymupdf.TOOLS.mupdf_display_errors(False)
                with pymupdf.open(path.strip()) as doc:
                    body = "\n".join(page.get_text() for page in doc)
            else:
                import pypdfium2

                doc = pypdfium2.PdfDocument(path.strip())
                body = "\n".join(page.get_textpage().get_text_range() for page in doc)
        except Exception:  # noqa: BLE001: whatever it says, there is no text
            body = ""
        sys.stdout.write(body.encode("utf-8", "replace").decode().replace("\x00", " ") + "\n\x00\n")
        sys.stdout.flush()


class Reader:
    def __init__(self, name: str, binary: str) -> None:
        self.name, self.binary, self.child = name, binary, None
        self.faults = collections.Counter()

    def text(self, path: str) -> str:
        if self.name in ("greffier", "pdftotext"):
            greffier = [self.binary, "text", "--ocr", "never", path]
            command = greffier if self.name == "greffier" else ["pdftotext", path, "-"]
            try:
                run = subprocess.run(command, capture_output=True, timeout=SECONDS)
            except subprocess.TimeoutExpired:
                self.faults["hang"] += 1
                return ""
            if run.returncode < 0 or run.returncode == 101 or b"internal fault" in run.stderr:
                self.faults["crash"] += 1
            return run.stdout.decode("utf-8", "replace")
        return self.ask(path)

    def ask(self, path: str) -> str:
        if self.child is None:
            command = [sys.executable, __file__, "--serve", self.name]
            self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.child.stdin.write(path.encode() + b"\n")
        self.child.stdin.flush()
        got = b""
        while not got.endswith(b"\n\x00\n"):
            ready, _, _ = select.select([self.child.stdout], [], [], SECONDS)
            part = self.child.stdout.read1(1 << 16) if ready else b""
            if not part:
                self.faults["crash" if ready else "hang"] += 1
                self.child.kill()
                self.child.wait()
                self.child = None
                return ""
            got += part
        return got.decode("utf-8", "replace")


def words(text: str) -> collections.Counter:
    return collections.Counter(re.findall(r"\w+", text.lower()))


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("files", nargs="*")
    args.add_argument("--mutants", type=int, default=2000)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--binary", default=str(ROOT / "target/release/greffier"))
    args.add_argument("--peers", default="pdftotext,pymupdf,pypdfium2")
    args.add_argument("--keep")
    args.add_argument("--serve", help=argparse.SUPPRESS)
    args = args.parse_args()
    if args.serve:
        serve(args.serve)
        return
    peers = [p for p in args.peers.split(",") if p == "pdftotext" or importlib.util.find_spec(p)]
    readers = [Reader(name, args.binary) for name in ["greffier", *peers]]
    files = [pathlib.Path(f) for f in args.files] or [ROOT / f"tests/pdf/{name}.pdf" for name in DEFAULT]
    rng = random.Random(args.seed)
    recalls: dict[str, list[list[float]]] = collections.defaultdict(list)
    keep = pathlib.Path(args.keep) if args.keep else None
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp:
        at = pathlib.Path(tmp) / "damaged.pdf"

        def measure(family: str, label: str, data: bytes, whole: collections.Counter) -> None:
            at.write_bytes(data)
            row = [(words(r.text(str(at))) & whole).total() / whole.total() for r in readers]
            recalls[family].append(row)
            if keep and max(row[1:]) > row[0] + CLEARLY:
                (keep / f"{family}-{label}.pdf").write_bytes(data)

        whole_of = {}
        for file in files:
            whole = words(readers[0].text(str(file)))
            for reader in readers[1:]:
                whole &= words(reader.text(str(file)))
            if not whole:
                print(f"{file}: no words that all readers give; left out", file=sys.stderr)
                continue
            whole_of[file] = whole
            data = file.read_bytes()
            for percent in range(1, 100):
                measure("cut short", f"{file.stem}-{percent}", data[: len(data) * percent // 100], whole)
        left = list(whole_of)
        for n in range(args.mutants):
            file, damage = left[n % len(left)], FAMILIES[n // len(left) % len(FAMILIES)]
            measure(damage.__name__, f"{file.stem}-{n}", damage(file.read_bytes(), rng), whole_of[file])
    every = [row for rows in recalls.values() for row in rows]
    mutants = [row for family, rows in recalls.items() for row in rows if family != "cut short"]
    print(f"{'':12}{'files':>6}" + "".join(f"{r.name:>11}{'+':>5}{'-':>5}{'none':>5}" for r in readers))
    for family, rows in [*recalls.items(), ("all mutants", mutants), ("all", every)]:
        line = f"{family:12}{len(rows):6}"
        for k in range(len(readers)):
            mean = sum(row[k] for row in rows) / max(len(rows), 1)
            more = sum(row[k] > row[0] + CLEARLY for row in rows)
            less = sum(row[k] < row[0] - CLEARLY for row in rows)
            line += f"{mean:11.4f}{more:5}{less:5}{sum(row[k] == 0 for row in rows):5}"
        print(line)
    for reader in readers:
        print(f"{reader.name}: {reader.faults['crash']} crashes, {reader.faults['hang']} hangs")


if __name__ == "__main__":
    main()
