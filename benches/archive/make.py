"""Makes an archive of N documents, Markdown, text and PDF mixed, from those of the corpus: make.py N DIR"""

import pathlib
import sys

CORPUS = pathlib.Path(__file__).resolve().parents[2] / "corpus" / "documents"


def make(count: int, folder: pathlib.Path) -> None:
    sources = [(p.suffix, p.read_bytes()) for p in sorted(CORPUS.glob("*/source.*"))]
    for i in range(count):
        suffix, body = sources[i % len(sources)]
        sub = folder / f"{i // 1000:04}"
        if i % 1000 == 0:
            sub.mkdir(parents=True, exist_ok=True)
        # A comment behind the end of a PDF, a line behind that of a text: no two have the same bytes.
        own = f"\n%% copy {i}\n" if suffix == ".pdf" else f"\n\nExemplaire {i}\n"
        (sub / f"{i:07}{suffix}").write_bytes(body + own.encode())


if __name__ == "__main__":
    make(int(sys.argv[1]), pathlib.Path(sys.argv[2]))
