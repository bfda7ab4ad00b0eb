#!/usr/bin/env python3
"""Prints src/read/pdf/glyphs.txt and tables.rs from the Adobe tables that reportlab (BSD) carries.

Usage: python3 tools/pdf_tables.py src/read/pdf   (needs `pip install reportlab`)
"""
import sys
from reportlab.pdfbase import _fontdata as F
from reportlab.pdfbase import _glyphlist as G

out = sys.argv[1]
table = {}
for name, value in G._glyphname2unicode.items() if hasattr(G, "_glyphname2unicode") else G.__dict__["_glyphlist"].items():
    values = value if isinstance(value, (tuple, list)) else (value,)
    table[name] = [v for v in values]
for i, (lig, s) in enumerate({"ff": "ff", "fi": "fi", "fl": "fl", "ffi": "ffi", "ffl": "ffl"}.items()):
    table[lig] = [ord(c) for c in s]
with open(out + "/glyphs.txt", "w", encoding="utf-8") as f:
    for name in sorted(table, key=lambda n: n.encode()):
        f.write(name + " " + " ".join(f"{v:X}" for v in table[name]) + "\n")

def code(name):
    if not name or name == ".notdef":
        return 0
    v = table.get(name)
    return v[0] if v and len(v) == 1 else {"fi": 0xFB01, "fl": 0xFB02}.get(name, 0)

def rust(name, doc, values):
    rows = ["    " + ", ".join(str(v) for v in values[i:i + 16]) + "," for i in range(0, len(values), 16)]
    return f"/// {doc}\n#[rustfmt::skip]\npub(super) static {name}: [u16; {len(values)}] = [\n" + "\n".join(rows) + "\n];\n\n"

with open(out + "/tables.rs", "w", encoding="utf-8") as f:
    f.write("//! Encodings and widths of ISO 32000-1 annex D, printed by `tools/pdf_tables.py`.\n\n")
    for enc, name in (("WinAnsiEncoding", "WIN_ANSI"), ("MacRomanEncoding", "MAC_ROMAN"), ("StandardEncoding", "STANDARD"), ("SymbolEncoding", "SYMBOL")):
        f.write(rust(name, f"{enc}: code to UTF-16 unit, 0 where undefined.", [code(n) for n in F.encodings[enc]]))
    for font, name in (("Helvetica", "HELVETICA"), ("Helvetica-Bold", "HELVETICA_BOLD"), ("Times-Roman", "TIMES"), ("Times-Bold", "TIMES_BOLD")):
        w = {}
        for glyph, width in F.widthsByFontGlyph[font].items():
            w[code(glyph)] = width
        f.write(rust(name, f"Widths of {font} for U+0000 to U+00FF in thousandths of an em.", [w.get(i, 0) for i in range(256)]))
