"""What people do without a parser: the text of each PDF, and a few regular expressions over it."""

import re
import subprocess
import sys

DATE = re.compile(r"\b(\d{1,2}(?:er)? \w+ \d{4}|\d{1,2}/\d{1,2}/\d{4})\b")
VOTE = re.compile(r"unanimité|(\d+) voix (?:pour|contre)|abstention", re.I)
SUM = re.compile(r"\d[\d\s.]*,\d\d ?€")


def text(reader: str, path: str) -> str:
    if reader == "pdftotext":
        return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    if reader == "pymupdf":
        import pymupdf

        with pymupdf.open(path) as doc:
            return "\n".join(page.get_text() for page in doc)
    import pypdfium2

    doc = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in doc)
    finally:
        doc.close()


for path in sys.argv[2:]:
    body = text(sys.argv[1], path)
    print(path, DATE.findall(body)[:1], len(VOTE.findall(body)), len(SUM.findall(body)))
