#!/usr/bin/env python3
"""Print tests/pdf-points/NN-NAME.pdf: one small PDF for each point that a reader of PDF text must get right, with what
must be read in NN-NAME.txt. Written byte by byte, so that each holds its oddity and nothing else.

usage: make_pdf_points.py        (Python 3.9+; 04-codes needs `pip install fonttools`)
"""
import base64
import io
import pathlib
import zlib

OUT = pathlib.Path(__file__).resolve().parent.parent / "tests" / "pdf-points"
HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def stream(data, extra="", length=None):
    data = data.encode("latin-1") if isinstance(data, str) else data
    return f"<< /Length {len(data) if length is None else length} {extra} >>\nstream\n".encode() + data + b"\nendstream"


class Pdf:
    """Objects by number; 1 is the catalog, 2 the page tree, 3 Helvetica."""

    def __init__(self):
        self.objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: HELVETICA.encode()}
        self.kids = []
        self.next = 10

    def add(self, body):
        n, self.next = self.next, self.next + 1
        self.objects[n] = body if isinstance(body, bytes) else body.encode("latin-1")
        return n

    def page(self, content, fonts="/F1 3 0 R", more="", resources="", box="0 0 595 842"):
        c = self.add(content if isinstance(content, bytes) and b"stream" in content else stream(content))
        p = self.add(f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {c} 0 R /Resources << /Font << {fonts} >> {resources} >> {more} >>")
        self.kids.append(p)

    def bytes(self, tree=True, header=b"%PDF-1.7\n"):
        kids = " ".join(f"{k} 0 R" for k in self.kids) if tree else ""
        self.objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(self.kids) if tree else 0} >>".encode()
        out, at = bytearray(header), {}
        for n in sorted(self.objects):
            at[n] = len(out)
            out += f"{n} 0 obj\n".encode() + self.objects[n] + b"\nendobj\n"
        start, size = len(out), max(self.objects) + 1
        out += f"xref\n0 {size}\n".encode() + b"0000000000 65535 f \n"
        for n in range(1, size):
            out += f"{at.get(n, 0):010d} {'00000 n' if n in at else '65535 f'} \n".encode()
        out += f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


def write(name, data, text):
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{name}.pdf").write_bytes(data)
    (OUT / f"{name}.txt").write_text(text.rstrip("\n") + "\n")


def lexer():
    p = Pdf()
    p.page(
        "BI /W 4 /H 1 /BPC 8 /CS /G ID \x01EI\x02 EI % a comment ) ]\n"
        "BT /F1 12 Tf 1 0 0 1 72 --700 Tm 1 0 0 1 72 700.5.0 Tm [(num\\351ro)-.300(s \\(deux\\))+0] TJ "
        "/Span << /A [ [ << /B (x) >> ] ] >> BDC ( et <trois>) Tj EMC ET "
        "BT /F1 12 Tf 1 0 0 1 72 680 Tm [(crochet) 0 Tc (oubli\\\n\\351)] TJ ET"
    )
    write("01-lexer", p.bytes(), "numéros (deux) et <trois>\ncrochetoublié")


def text_state():
    p = Pdf()
    p.page(
        "/G gs BT 14 TL 1 0 0 1 72 700 Tm (police de l'\\351tat) Tj (ligne suivante) ' 2 0 (encore une) \" "
        "50 Tz (\\351troit) ' 100 Tz 0 Tw /F1 12 Tf T* (le 1) Tj 5 Ts /F1 7 Tf (er) Tj 0 Ts /F1 12 Tf ( mars) Tj "
        "3 Tr T* (couche invisible) Tj ET",
        resources="/ExtGState << /G << /Font [3 0 R 12] >> >>",
    )
    write("02-text-state", p.bytes(), "police de l'état\nligne suivante\nencore une\nétroit\nle 1er mars\ncouche invisible")


def forms():
    p = Pdf()
    inner = p.add(stream("BT /F1 12 Tf 1 0 0 1 72 500 Tm (texte du formulaire) Tj ET", "/Type /XObject /Subtype /Form /BBox [0 0 900 900]"))
    stamp = p.add(stream("BT /F1 8 Tf 1 0 0 1 4 24 Tm (Accus\\351 de r\\351ception) Tj 0 -12 Td (Re\\347u le 04/03/2031) Tj ET", f"/Type /XObject /Subtype /Form /BBox [0 0 120 40] /Resources << /Font << /F1 3 0 R >> >>"))
    note = p.add(f"<< /Type /Annot /Subtype /Stamp /Rect [400 740 520 780] /AP << /N {stamp} 0 R >> >>")
    p.page("BT /F1 12 Tf 1 0 0 1 72 760 Tm (S\\351ance du 3 mars) Tj 1 0 0 1 72 745 Tm (sous la pr\\351sidence du maire) Tj 1 0 0 1 900 600 Tm (hors page) Tj ET /Fm Do", resources=f"/XObject << /Fm {inner} 0 R >>", more=f"/Annots [{note} 0 R]")
    p.page("BT /F1 12 Tf 0 1 -1 0 200 100 Tm (page tourn\\351e) Tj ET", more="/Rotate 90")
    write("03-forms-annotations-rotation", p.bytes(), "Accusé de réception\nReçu le 04/03/2031\nSéance du 3 mars\nsous la présidence du maire\ntexte du formulaire\npage tournée")


def truetype():
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    names = [".notdef", "v", "o", "t", "eacute"]
    fb = FontBuilder(1000, isTTF=True)
    fb.setupGlyphOrder(names)
    fb.setupCharacterMap({ord("v"): "v", ord("o"): "o", ord("t"): "t", 0xE9: "eacute"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0)); pen.lineTo((400, 0)); pen.lineTo((0, 400)); pen.closePath()
    glyph = pen.glyph()
    fb.setupGlyf({n: glyph for n in names})
    fb.setupHorizontalMetrics({n: (500, 0) for n in names})
    fb.setupHorizontalHeader(ascent=800, descent=-200)
    fb.setupNameTable({"familyName": "P", "styleName": "R"}); fb.setupOS2(); fb.setupPost(keepGlyphNames=False)
    fb.font["head"].created = fb.font["head"].modified = 0
    fb.font.recalcTimestamp = False
    out = io.BytesIO()
    fb.save(out)
    return out.getvalue()


def codes():
    p = Pdf()
    full = p.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /ff /uni00E9 /f_i /Euro /eacute.sc] >> >>")
    cmap = p.add(stream("/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <43> <0061> endbfrange 1 beginbfchar <44> <00E9006E> endbfchar end"))
    unicode = p.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode {cmap} 0 R >>")
    program = "%!PS-AdobeFont-1.0: Own\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 33 /v put\ndup 34 /ocircumflex put\ndup 35 /t put\ndup 36 /eacute put\nreadonly def\ncurrentfile eexec\n"
    file1 = p.add(stream(program, f"/Length1 {len(program)} /Length2 0 /Length3 0"))
    desc1 = p.add(f"<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontFile {file1} 0 R >>")
    own = p.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /Own /FontDescriptor {desc1} 0 R /FirstChar 33 /LastChar 36 /Widths [500 500 500 500] >>")
    file2 = p.add(stream(zlib.compress(truetype(), 9), "/Filter /FlateDecode"))
    desc2 = p.add(f"<< /Type /FontDescriptor /FontName /Sub /Flags 4 /FontFile2 {file2} 0 R >>")
    gids = p.add(stream(bytes([0, 0, 0, 4, 0, 3, 0, 2, 0, 1])))
    cid = p.add(f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sub /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {desc2} 0 R /DW 500 /CIDToGIDMap {gids} 0 R >>")
    composite = p.add(f"<< /Type /Font /Subtype /Type0 /BaseFont /Sub /Encoding /Identity-H /DescendantFonts [{cid} 0 R] >>")
    p.page(
        "BT /F1 12 Tf 1 0 0 1 72 700 Tm (a\\001aire, \\002t\\002, \\003n, 10 \\004, \\005t\\005) Tj /F2 12 Tf 1 0 0 1 72 680 Tm (ABCD) Tj "
        "/F3 12 Tf 1 0 0 1 72 660 Tm (!\"#$) Tj /F4 12 Tf 1 0 0 1 72 640 Tm <0004000300020001> Tj ET",
        fonts=f"/F1 {full} 0 R /F2 {unicode} 0 R /F3 {own} 0 R /F4 {composite} 0 R",
    )
    write("04-codes", p.bytes(), "affaire, été, fin, 10 €, été\nabcén\nvôté\nvoté")


def ligatures():
    p = Pdf()
    cmap = p.add(stream("1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <01> <006600660069> <02> <FB01> <20> <0020> endbfchar 1 beginbfrange <61> <7A> <0061> endbfrange"))
    f = p.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 1 /LastChar 2 /Widths [800 500] /ToUnicode {cmap} 0 R >>")
    p.page("BT /F1 12 Tf 1 0 0 1 72 700 Tm (a) Tj 1 0 0 1 78.7 700 Tm (\\001che) Tj 1 0 0 1 150 700 Tm (\\002nal) Tj ET", fonts=f"/F1 {f} 0 R")
    write("05-ligatures", p.bytes(), "affiche       final")


def accents():
    p = Pdf()
    p.page("BT /F1 12 Tf 1 0 0 1 72 700 Tm (D) Tj 1 0 0 1 82.0 700 Tm (\\264) Tj 1 0 0 1 80.66 700 Tm (elib) Tj 1 0 0 1 101.1 700 Tm (\\264) Tj 1 0 0 1 99.4 700 Tm (eration) Tj ET")
    write("06-accents-apart", p.bytes(), "Délibération")


def spaced():
    p = Pdf()
    p.page("BT /F1 12 Tf 1 0 0 1 72 700 Tm [(E)-400(X)-400(T)-400(R)-400(A)-330(I)-400(T)-1300(D)-400(U)] TJ 1 0 0 1 72 680 Tm [(A)74(T)74(A)-300(V)80(A)] TJ ET")
    write("07-letter-spaced", p.bytes(), "E X T R A I T  D U\nATA VA")


def table():
    p = Pdf()
    xs, ys = [60, 230, 300, 370, 530], [700, 676, 640, 616]
    rules = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S " for y in ys) + "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S " for x in xs)
    put = lambda x, y, t: f"1 0 0 1 {x} {y} Tm ({t}) Tj "
    text = put(64, 685, "Nom") + put(234, 685, "Pr\\351sent") + put(304, 685, "Absent") + put(374, 685, "Pouvoir \\340")
    text += put(64, 663, "Mme Th\\351odora-Marie de") + put(64, 650, "PONTFARCY") + put(325, 656, "X") + put(374, 656, "M. Aur\\350le VISSAC")
    text += put(64, 625, "M. Aur\\350le VISSAC") + put(255, 625, "X")
    p.page(f"{rules} BT /F1 10 Tf {text} ET")
    write("08-tables", p.bytes(), "| Nom | Présent | Absent | Pouvoir à\n| Mme Théodora-Marie de PONTFARCY |  | X | M. Aurèle VISSAC\n| M. Aurèle VISSAC | X |  | ")


def garbage():
    words = "Le conseil municipal apres en avoir delibere a la majorite des membres presents decide d approuver le budget primitif de la commune et autorise le maire a signer les documents".split() * 3
    shift = lambda w: "".join(chr((ord(c) * 7) % 90 + 33) for c in w).replace("\\", "^").replace("(", "[").replace(")", "]")
    p = Pdf()
    lines = [" ".join(shift(w) for w in words[i:i + 10]) for i in range(0, len(words), 10)]
    p.page("BT /F1 11 Tf 14 TL 1 0 0 1 72 700 Tm " + " ".join(f"({l}) '" for l in lines) + " ET")
    write("09-garbage", p.bytes(), "@needs_ocr")


def filters():
    p = Pdf()
    c1 = zlib.compress(b"BT /F1 12 Tf 1 0 0 1 72 700 Tm (filtre indirect) Tj ET")
    f = p.add("[/FlateDecode]")
    p.page(stream(c1, f"/Filter {f} 0 R"))
    c2 = base64.a85encode(zlib.compress(b"BT /F1 12 Tf 1 0 0 1 72 700 Tm (filtres abr\\351g\\351s) Tj ET")) + b"~>"
    p.page(stream(c2, "/Filter [/A85 /Fl]"))
    p.page(stream(c1.replace(b"", b""), "/Filter [/Crypt /FlateDecode] /DecodeParms [<< /Name /Identity >> null]"))
    whole = zlib.compress(b"BT /F1 12 Tf 1 0 0 1 72 700 Tm (flux coup\\351) Tj ET " + b"0 0 m 1 1 l S " * 400, 0)
    p.page(stream(whole[: len(whole) * 2 // 3], "/Filter /FlateDecode"))
    write("10-filters", p.bytes(), "filtre indirect\nfiltres abrégés\nfiltre indirect\nflux coupé")


def repair():
    p = Pdf()
    p.page("BT /F1 12 Tf 1 0 0 1 72 700 Tm (page sans arbre) Tj ET")
    write("12-repair-empty-tree", p.bytes(tree=False), "page sans arbre")
    p = Pdf()
    p.page("BT /F1 12 Tf 1 0 0 1 72 700 Tm (sans en-t\\352te) Tj ET")
    write("12-repair-no-header", p.bytes(header=b"%oubli\n"), "sans en-tête")
    write("12-repair-junk-before", b"HTTP/1.1 200 OK\r\n\r\n" + p.bytes(), "sans en-tête")
    p = Pdf()
    p.page("BT /F1 12 Tf 1 0 0 1 72 700 Tm (fin perdue) Tj ET")
    data = p.bytes()
    write("12-repair-truncated", data[: data.index(b"xref")], "fin perdue")


def actual_text():
    p = Pdf()
    p.page("BT /F1 12 Tf 1 0 0 1 72 700 Tm /Span << /ActualText <FEFF00C9007400E9> >> BDC (ete) Tj EMC ( comme hiver) Tj ET")
    write("13-actual-text", p.bytes(), "Été comme hiver")


def seal():
    import math
    p = Pdf()
    ring = ""
    for k, c in enumerate("MAIRIE DE BRENAY"):
        a = math.radians(160 - 18 * k)
        t = a - math.pi / 2
        ring += f"{math.cos(t):.4f} {math.sin(t):.4f} {-math.sin(t):.4f} {math.cos(t):.4f} {300 + 40 * math.cos(a):.2f} {600 + 40 * math.sin(a):.2f} Tm ({c}) Tj "
    slant = f"{math.cos(0.07):.4f} {math.sin(0.07):.4f} {-math.sin(0.07):.4f} {math.cos(0.07):.4f}"
    p.page(f"BT /F1 11 Tf 1 0 0 1 72 700 Tm (Le conseil municipal) Tj 1 0 0 1 72 686 Tm (de la commune de Brenay) Tj 1 0 0 1 72 600 Tm (Pour extrait conforme) Tj {slant} 150 690 Tm (Accus\\351 de r\\351ception) Tj {slant} 151 679 Tm (Re\\347u le 04/03/2031) Tj /F1 8 Tf {ring} ET")
    write("14-slanted-stamp-and-seal", p.bytes(), "Le conseil municipal\nde la commune de Brenay\nPour extrait conforme\nAccusé de réception\nReçu le 04/03/2031\nM A I R I E  D E  B R E N A Y")


if __name__ == "__main__":
    for make in (lexer, text_state, forms, codes, ligatures, accents, spaced, table, garbage, filters, repair, actual_text, seal):
        make()
