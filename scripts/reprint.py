#!/usr/bin/env python3
"""Print the Markdown documents of the folds as PDF, with their golds, to measure what is lost between paper and text.

usage: reprint.py OUT [STEP]     (every STEP-th document; needs `pip install weasyprint markdown`)

OUT/md and OUT/pdf hold the same documents under the same names, in two styles by turns: A (serif, justified, ruled tables, wide gaps between
paragraphs) and B (sans, ragged, tables without lines, narrow gaps). A document must score as PDF what it scores as Markdown:

    greffier extract OUT/pdf -o pdf.ndjson && greffier score OUT/pdf pdf.ndjson --by-doc
"""

import json
import shutil
import sys
from pathlib import Path

import markdown
import weasyprint

STYLES = {
    "A": """@page{size:A4;margin:22mm 20mm;@bottom-right{content:counter(page) '/' counter(pages)}}
        body{font:11pt serif;text-align:justify} table{border-collapse:collapse;width:100%}
        td,th{border:.5pt solid #000;padding:2pt 4pt;text-align:left;font-weight:inherit}
        h1{font-size:15pt;text-align:center} h2{font-size:13pt} h3{font-size:11.5pt}""",
    "B": """@page{size:A4;margin:20mm 25mm;@bottom-center{content:'Page ' counter(page)}}
        body{font:10.5pt sans-serif} table{border-collapse:collapse} td,th{padding:2pt 10pt;text-align:left;vertical-align:top}
        h1{font-size:16pt} h2{font-size:12pt;text-decoration:underline} h3{font-size:11pt} p{margin:4pt 0}""",
}


def put(gold: Path, to: Path, file: str) -> None:
    """Copy a gold, told which file it is of."""
    record = json.loads(gold.read_text(encoding="utf-8"))
    record["file"] = file
    to.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")


def main() -> None:
    out, step = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    folds = Path(__file__).resolve().parent.parent / "corpus" / "folds"
    sources = [p for p in sorted(folds.glob("*/*.md")) if p.with_suffix(".gold.json").exists()][::step]
    for kind in ("md", "pdf"):
        (out / kind).mkdir(parents=True, exist_ok=True)
    for i, path in enumerate(sources):
        style = "AB"[i % 2]
        stem = f"{style}_{path.parent.name}_{path.stem}"
        body = markdown.markdown(path.read_text(encoding="utf-8"), extensions=["tables", "sane_lists", "nl2br"])
        page = f'<html lang="fr"><head><meta charset="utf-8"><style>{STYLES[style]}</style></head><body>{body}</body></html>'
        weasyprint.HTML(string=page).write_pdf(out / "pdf" / f"{stem}.pdf")
        shutil.copy(path, out / "md" / f"{stem}.md")
        for kind in ("md", "pdf"):
            put(path.with_suffix(".gold.json"), out / kind / f"{stem}.gold.json", f"{stem}.{kind}")


if __name__ == "__main__":
    main()
