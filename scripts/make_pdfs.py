#!/usr/bin/env python3
"""Print every corpus/documents/*/page.layout as source.pdf beside it.

usage: make_pdfs.py [FOLDER ...]        (without folders: every one that holds a page.layout)

The PDFs are committed; this script is kept so that they can be corrected. The same layout gives
the same bytes (reportlab's invariant mode, no date, no random id). Needs Python 3.9+ and reportlab 4
or later (`pip install reportlab`).

A layout is plain text, one block after another, blank lines between paragraphs:

    @font Times | Helvetica | Courier     family and size of the body: `@font Times 11`
    @header TEXT        @footer TEXT      on every page; {page} and {pages} are replaced
    @stamp A | B | C                      the préfecture's box, in the margin at the top right of page 1
    @side TEXT                            text printed vertically in the left margin of every page
    # TITLE    ## HEADING    ### UNDERLINED HEADING    > CENTRED LINE    >> LINE ON THE RIGHT
    ; LINE                                a line of its own, without space around it
    - ITEM                                a list item, printed with a dash
    @table ruled|plain W1 W2 ...          rows follow, `| cell | cell |`; widths in percent
    @columns 2                            lines until @end flow down each column in turn
    @page                                 page break
    **bold** and __underlined__ inside any text
"""
import pathlib
import re
import sys
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

BOLD = {"Times": "Times-Bold", "Helvetica": "Helvetica-Bold", "Courier": "Courier-Bold"}
PLAIN = {"Times": "Times-Roman", "Helvetica": "Helvetica", "Courier": "Courier"}
WIDTH = A4[0] - 4.4 * cm


def inline(text):
    text = escape(text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"__(.+?)__", r"<u>\1</u>", text)


class Layout:
    def __init__(self, text):
        self.family, self.size = "Times", 11.0
        self.header = self.footer = self.side = None
        self.stamp = []
        self.lines = text.split("\n")
        self.flow = []
        self.settings()
        self.styles()
        self.blocks()

    def settings(self):
        rest = []
        for line in self.lines:
            key, _, value = line.partition(" ")
            if key == "@font":
                self.family, _, size = value.partition(" ")
                self.size = float(size or 11)
            elif key == "@header":
                self.header = value
            elif key == "@footer":
                self.footer = value
            elif key == "@side":
                self.side = value
            elif key == "@stamp":
                self.stamp = [part.strip() for part in value.split("|")]
            else:
                rest.append(line)
        self.lines = rest

    def styles(self):
        base = dict(fontName=PLAIN[self.family], fontSize=self.size, leading=self.size * 1.22)
        gap = dict(spaceBefore=3, spaceAfter=4)
        bold = BOLD[self.family]
        self.body = ParagraphStyle("body", **base, **gap, alignment=TA_JUSTIFY)
        self.line = ParagraphStyle("line", **base)
        self.item = ParagraphStyle("item", **base, leftIndent=24, bulletIndent=10, spaceAfter=2)
        self.centre = ParagraphStyle("centre", **base, alignment=TA_CENTER)
        self.right = ParagraphStyle("right", **base, alignment=TA_RIGHT)
        self.cell = ParagraphStyle("cell", **{**base, "fontSize": self.size - 1, "leading": self.size * 1.1})
        big = {**base, "fontName": bold, "fontSize": self.size + 2, "leading": self.size * 1.5}
        self.title = ParagraphStyle("title", **big, spaceBefore=4, spaceAfter=8, alignment=TA_CENTER)
        self.heading = ParagraphStyle("heading", **{**base, "fontName": bold}, spaceBefore=9, spaceAfter=4, keepWithNext=1)
        self.under = ParagraphStyle("under", **base, spaceBefore=8, spaceAfter=4, keepWithNext=1)

    def blocks(self):
        pending, at = [], 0

        def flush():
            if pending:
                self.flow.append(Paragraph(inline(" ".join(pending)), self.body))
                pending.clear()

        while at < len(self.lines):
            line = self.lines[at]
            at += 1
            if line.startswith(("# ", "## ", "### ", "> ", ">> ", "; ", "- ", "@")) or not line.strip():
                flush()
            if line.startswith("# "):
                self.flow.append(Paragraph(inline(line[2:]), self.title))
            elif line.startswith("## "):
                self.flow.append(Paragraph(inline(line[3:]), self.heading))
            elif line.startswith("### "):
                self.flow.append(Paragraph("<u>" + inline(line[4:]) + "</u>", self.under))
            elif line.startswith(">> "):
                self.flow.append(Paragraph(inline(line[3:]), self.right))
            elif line.startswith("> "):
                self.flow.append(Paragraph(inline(line[2:]), self.centre))
            elif line.startswith("; "):
                self.flow.append(Paragraph(inline(line[2:]), self.line))
            elif line.startswith("- "):
                self.flow.append(Paragraph(inline(line[2:]), self.item, bulletText="\u2013"))
            elif line.startswith("@page"):
                self.flow.append(PageBreak())
            elif line.startswith("@table"):
                at = self.table(line.split()[1:], at)
            elif line.startswith("@columns"):
                at = self.columns(int(line.split()[1]), at)
            elif not line.strip():
                pass
            else:
                pending.append(line.strip())
        flush()

    def table(self, words, at):
        ruled, widths = words[0] == "ruled", [float(w) for w in words[1:]]
        rows = []
        while at < len(self.lines) and self.lines[at].startswith("|"):
            cells = [cell.strip() for cell in self.lines[at].strip().strip("|").split("|")]
            rows.append([Paragraph(inline(cell), self.cell) for cell in cells])
            at += 1
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
        if ruled:
            style.append(("GRID", (0, 0), (-1, -1), 0.6, colors.black))
        table = Table(rows, colWidths=[WIDTH * w / 100 for w in widths], repeatRows=1 if ruled else 0, style=TableStyle(style))
        self.flow += [Spacer(1, 4), table, Spacer(1, 6)]
        return at

    def columns(self, count, at):
        lines = []
        while at < len(self.lines) and self.lines[at] != "@end":
            if self.lines[at].strip():
                lines.append(self.lines[at].strip())
            at += 1
        height = -(-len(lines) // count)
        rows = [[Paragraph(inline(lines[c * height + r]), self.line) if c * height + r < len(lines) else "" for c in range(count)] for r in range(height)]
        style = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])
        self.flow += [Table(rows, colWidths=[WIDTH / count] * count, style=style), Spacer(1, 4)]
        return at + 1


def canvas_of(layout):
    class Numbered(Canvas):
        """Keeps the pages back until their number is known, then prints header and footer."""

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **{**kwargs, "invariant": 1})
            self.kept = []

        def showPage(self):
            self.kept.append(dict(self.__dict__))
            self._startPage()

        def save(self):
            for state in self.kept:
                self.__dict__.update(state)
                self.furniture(len(self.kept))
                super().showPage()
            super().save()

        def furniture(self, pages):
            fill = lambda text: text.format(page=self._pageNumber, pages=pages)
            self.setFont(PLAIN[layout.family], 8.5)
            if layout.header:
                self.drawString(2.2 * cm, A4[1] - 1.2 * cm, fill(layout.header))
            if layout.footer:
                self.drawCentredString(A4[0] / 2, 1.1 * cm, fill(layout.footer))
            if layout.side:
                self.saveState()
                self.translate(1.1 * cm, A4[1] / 2)
                self.rotate(90)
                self.setFont("Helvetica", 7)
                self.drawCentredString(0, 0, layout.side)
                self.restoreState()
            if layout.stamp and self._pageNumber == 1:
                left, top, high = A4[0] - 7.4 * cm, A4[1] - 0.8 * cm, 10 * len(layout.stamp) + 6
                self.rect(left, top - high, 6.6 * cm, high)
                self.setFont("Helvetica", 7)
                for n, text in enumerate(layout.stamp):
                    self.drawString(left + 4, top - 11 - 10 * n, text)

    return Numbered


def make(folder):
    layout = Layout((folder / "page.layout").read_text(encoding="utf-8"))
    target = folder / "source.pdf"
    top = 2.2 * cm + (10 * max(0, len(layout.stamp) - 3))
    pdf = SimpleDocTemplate(str(target), pagesize=A4, leftMargin=2.2 * cm, rightMargin=2.2 * cm, topMargin=top, bottomMargin=1.9 * cm, invariant=1, title="", author="", pageCompression=1)
    pdf.build(layout.flow, canvasmaker=canvas_of(layout))
    print(f"{target}: {target.stat().st_size} bytes")


def main():
    root = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "documents"
    folders = [pathlib.Path(a) for a in sys.argv[1:]] or sorted(p.parent for p in root.glob("*/page.layout"))
    for folder in folders:
        make(folder)


if __name__ == "__main__":
    main()
