#!/usr/bin/env python3
"""Print the fidelity set, tests/pdf/NAME.pdf, and beside each what a reader must find, NAME.txt.

usage: make_pdf_set.py [--only WORD]

The same invented council documents go through several programs that write PDF: reportlab, fpdf2, WeasyPrint, Typst and
LibreOffice. Needs `pip install reportlab fpdf2 weasyprint typst` and `soffice` on the path; what is missing is skipped
with a word, and its files stay as they are. NAME.txt holds one block a line in reading order; a line that begins with
`| ` is a row of a table, cell by cell.
"""
import datetime
import html
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

OUT = pathlib.Path(__file__).resolve().parent.parent / "tests" / "pdf"

TOWNS = ["Brévillon", "Sainte-Ombeline", "Courtefontaine-le-Haut", "Marnay-sous-Bois", "L'Hermitière", "Valdoisne"]
NAMES = [
    ("M.", "Théodule", "GARANCIER"), ("Mme", "Élodie", "FAUVERTEIX"), ("M.", "Jean-Loup", "D'ESTIENNE-MAROY"),
    ("Mme", "Françoise", "CÔTE-RÔTIE"), ("M.", "Aurèle", "PINÇONNET"), ("Mme", "Maïwenn", "KERGUIFFANT"),
    ("M.", "Régis", "LE BŒUF"), ("Mme", "Solène", "OFFENSTEIN"), ("M.", "Noël", "AFFRIQUE"), ("Mme", "Zoé", "HUÏTELEC"),
]
SENTENCES = [
    "Le Maire expose au conseil municipal que la réfection de la toiture de l'école élémentaire, sinistrée lors de la tempête du 1er novembre, ne peut être différée.",
    "Considérant que l'offre de l'entreprise Bâtifrance, d'un montant de 48 315,20 € hors taxes, est économiquement la plus avantageuse ;",
    "Vu le code général des collectivités territoriales, et notamment ses articles L. 2121-29 et L. 2131-1 ;",
    "Les crédits nécessaires sont inscrits au budget de l'exercice, chapitre 21, article 21312, et la dépense sera couverte par une subvention du département à hauteur de 30 %.",
    "Il est précisé que l'effectif affecté à la surveillance des coefficients d'efficacité énergétique sera réaffecté dès la fin des travaux.",
    "Après en avoir délibéré, le conseil municipal, par 9 voix pour, 2 contre et 1 abstention, adopte la proposition et autorise le Maire à signer tout document s'y rapportant.",
    "La séance est suspendue à vingt heures quarante-cinq et reprend à vingt et une heures dix sous la présidence du premier adjoint.",
]


def document(kind, seed):
    """Blocks: (kind, content). The text of a document depends on `seed` alone."""
    r = random.Random(f"{kind}-{seed}")
    town = r.choice(TOWNS)
    who = r.sample(NAMES, 7)
    full = [" ".join(n) for n in who]
    prose = lambda n: [("p", s) for s in r.sample(SENTENCES, n)]
    head = [("h", f"Commune de {town}"), ("h", "Extrait du registre des délibérations du conseil municipal")]
    if kind == "prose":
        return head + prose(6) + [("list", [f"{full[0]} rapporte le dossier ;", f"{full[1]} demande le huis clos, qui est refusé ;", "le dossier est renvoyé en commission."])] + prose(2)
    if kind == "roll":
        rows = []
        for k, name in enumerate(full):
            rows.append([name, "X" if k % 3 != 1 else "", "" if k % 3 != 1 else "X", full[0] if k % 3 == 1 else ""])
        return head + prose(2) + [("table", ["Nom", "Présent", "Absent", "Pouvoir à"], rows)] + prose(2)
    if kind == "grants":
        rows = [
            ["Amicale des sapeurs-pompiers volontaires de " + town + " et de ses environs", "Achat de matériel de manœuvre", "1 500,00"],
            ["Union sportive", "Déplacements", f"{r.randint(200, 900)},00"],
            ["Comité des fêtes", "Feu d'artifice du 14 juillet et bal populaire sur la place du marché couvert", "2 350,50"],
            ["Coopérative scolaire", "Classe de mer", f"{r.randint(200, 900)},50"],
        ]
        return head + prose(2) + [("table", ["Association", "Objet", "Montant en €"], rows)] + prose(3)
    if kind == "columns":
        left = [("p", "Nombre de conseillers en exercice : 12"), ("p", "Présents : 9"), ("p", "Votants : 12"), ("p", f"Objet : réfection de la toiture de l'école de {town}"), ("p", "Date de la convocation : 3 mars 2031")]
        right = prose(4)
        return head + [("columns", left, right)] + prose(2)
    if kind == "budget":
        rows = [["Charges à caractère général", "182 000,00", "174 310,25"], ["Charges de personnel et frais assimilés", "310 500,00", "309 981,17"], ["Autres charges de gestion courante", "45 000,00", "39 876,00"], ["Total", "537 500,00", "524 167,42"]]
        return head + prose(1) + [("table", ["Chapitre", "Budget voté (€)", "Réalisé (€)"], rows)] + prose(4)
    raise ValueError(kind)


KINDS = ["prose", "roll", "grants", "columns", "budget"]


def expected(blocks):
    out = []
    for b in blocks:
        if b[0] in "hp":
            out.append(b[1])
        elif b[0] == "list":
            out += ["– " + i for i in b[1]]
        elif b[0] == "table":
            out += ["| " + " | ".join(row) for row in [b[1], *b[2]]]
        elif b[0] == "columns":
            out += expected(b[1]) + expected(b[2])
    return out


def as_html(blocks, ruled, size):
    e = html.escape
    out = [
        f"<html lang='fr'><head><meta charset='utf-8'><style>@page{{size:A4;margin:2cm}}body{{font-family:Liberation Serif;font-size:{size}pt}}"
        "p{margin:0 0 6pt 0;text-align:justify}h3{text-align:center;font-size:12pt;margin:4pt}"
        f"table.t{{border-collapse:collapse;width:100%}}table.t td,table.t th{{padding:3pt;vertical-align:{'middle' if ruled == 'all' else 'top'};"
        f"{'border:0.75pt solid black' if ruled == 'all' else 'border-bottom:0.75pt solid black'}}}</style></head><body>"
    ]
    for b in blocks:
        if b[0] == "h":
            out.append(f"<h3>{e(b[1])}</h3>")
        elif b[0] == "p":
            out.append(f"<p>{e(b[1])}</p>")
        elif b[0] == "list":
            out += [f"<p>– {e(i)}</p>" for i in b[1]]
        elif b[0] == "table":
            widths = [200 // (len(b[1]) + 1)] + [100 // (len(b[1]) + 1)] * (len(b[1]) - 1)
            out.append(f"<table class='t' width='100%' {'border=1 cellspacing=0' if ruled == 'all' else ''}><tr>" + "".join(f"<th width='{w}%'>{e(c)}</th>" for c, w in zip(b[1], widths)) + "</tr>")
            out += ["<tr>" + "".join(f"<td width='{w}%'>{e(c)}</td>" for c, w in zip(row, widths)) + "</tr>" for row in b[2]]
            out.append("</table><p></p>")
        elif b[0] == "columns":
            side = lambda bs, s: "".join(f"<p style='font-size:{s}pt'>{e(x[1])}</p>" for x in bs)
            out.append(f"<table width='100%'><tr><td width='30%' valign='top' style='padding-right:14pt'>{side(b[1], size - 2)}</td><td width='70%' valign='top'>{side(b[2], size)}</td></tr></table>")
    return "".join(out) + "</body></html>"


def weasy(blocks, path, ruled, size):
    import weasyprint
    weasyprint.HTML(string=as_html(blocks, ruled, size)).write_pdf(path)


def office(blocks, path, ruled, size):
    soffice = shutil.which("soffice")
    if not soffice:
        raise ImportError("soffice")
    with tempfile.TemporaryDirectory() as tmp:
        source = pathlib.Path(tmp) / "d.html"
        # Without lines, the tags alone tell the table.
        tagged = ruled == "rows"
        text = as_html(blocks, "none" if tagged else "all", size)
        source.write_text(text.replace("border-bottom:0.75pt solid black", "") if tagged else text)
        run = lambda *a: subprocess.run([soffice, f"-env:UserInstallation=file://{tempfile.gettempdir()}/greffier-office", "--headless", *a, "--outdir", tmp], check=True, capture_output=True)
        run("--infilter=HTML (StarWriter)", "--convert-to", "odt", str(source))
        filter_ = f'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{str(tagged).lower()}"}}}}'
        run("--convert-to", filter_, str(pathlib.Path(tmp) / "d.odt"))
        shutil.copy(pathlib.Path(tmp) / "d.pdf", path)


def typst_(blocks, path, ruled, size):
    import typst
    def e(text):
        return "#" + '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    out = [f'#set page(paper: "a4", margin: 2cm)\n#set text(lang: "fr", size: {size}pt, hyphenate: false)\n#set par(justify: true)\n']
    for b in blocks:
        if b[0] == "h":
            out.append(f"#align(center)[*{e(b[1])}*]\n\n")
        elif b[0] == "p":
            out.append(e(b[1]) + "\n\n")
        elif b[0] == "list":
            out += [f"{e('– ' + i)}\n\n" for i in b[1]]
        elif b[0] == "table":
            stroke = "stroke: 0.5pt" if ruled == "all" else "stroke: (x: none, y: 0.5pt)"
            cells = ", ".join(f"[{e(c)}]" if c else "[]" for row in [b[1], *b[2]] for c in row)
            out.append(f"#[#set par(justify: false)\n#table(columns: (2fr, {'1fr, ' * (len(b[1]) - 1)}), {stroke}, align: horizon, {cells})]\n\n")
        elif b[0] == "columns":
            side = lambda bs: "\n\n".join(e(x[1]) for x in bs)
            out.append(f"#grid(columns: (30%, 70%), gutter: 14pt, [#set text(size: {size - 2}pt)\n#set par(justify: false)\n{side(b[1])}], [{side(b[2])}])\n\n")
    with tempfile.TemporaryDirectory() as tmp:
        source = pathlib.Path(tmp) / "d.typ"
        source.write_text("".join(out))
        typst.compile(str(source), output=str(path))


def reportlab_(blocks, path, ruled, size):
    from reportlab.lib import colors
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
    base = dict(fontName="Times-Roman", fontSize=size, leading=size * 1.2, spaceAfter=5)
    p = ParagraphStyle("p", **base, alignment=TA_JUSTIFY)
    h = ParagraphStyle("h", **{**base, "fontName": "Times-Bold"}, alignment=TA_CENTER)
    small = ParagraphStyle("s", **{**base, "fontSize": size - 2, "leading": (size - 2) * 1.2})
    cell = ParagraphStyle("c", **{**base, "spaceAfter": 0})
    para = lambda t, s: Paragraph(html.escape(t), s)
    flow, width = [], A4[0] - 120
    for b in blocks:
        if b[0] in "hp":
            flow.append(para(b[1], h if b[0] == "h" else p))
        elif b[0] == "list":
            flow += [para("– " + i, p) for i in b[1]]
        elif b[0] == "table":
            lines = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled == "all" else [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)]
            t = Table([[para(c, cell) for c in row] for row in [b[1], *b[2]]], colWidths=[2 * width / (len(b[1]) + 1)] + [width / (len(b[1]) + 1)] * (len(b[1]) - 1))
            t.setStyle(TableStyle([*lines, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
            flow += [t, Spacer(1, 8)]
        elif b[0] == "columns":
            t = Table([[[para(x[1], small) for x in b[1]], [para(x[1], p) for x in b[2]]]], colWidths=[width * 0.3, width * 0.7])
            t.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("RIGHTPADDING", (0, 0), (0, 0), 16)]))
            flow.append(t)
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=60, rightMargin=60, invariant=1).build(flow)


def fpdf_(blocks, path, ruled, size):
    from fpdf import FPDF
    pdf = FPDF()
    # An embedded font: fpdf2's own ones have no accents beyond Latin-1.
    font = next(pathlib.Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
    if font is None:
        raise ImportError("DejaVuSans.ttf")
    pdf.add_font("D", "", str(font))
    pdf.set_font("D", size=size - 2)
    pdf.add_page()
    line = size * 0.5
    for b in blocks:
        if b[0] == "h":
            pdf.multi_cell(0, line, b[1], align="C", new_x="LMARGIN", new_y="NEXT")
        elif b[0] == "p":
            pdf.multi_cell(0, line, b[1], align="J", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(2)
        elif b[0] == "list":
            for i in b[1]:
                pdf.multi_cell(0, line, "– " + i, align="L", new_x="LMARGIN", new_y="NEXT")
        elif b[0] == "table":
            with pdf.table(borders_layout="ALL" if ruled == "all" else "HORIZONTAL_LINES", line_height=line, first_row_as_headings=False) as t:
                for row in [b[1], *b[2]]:
                    r = t.row()
                    for c in row:
                        r.cell(c)
            pdf.ln(3)
        elif b[0] == "columns":
            y = pdf.get_y()
            pdf.set_font_size(size - 4)
            for x in b[1]:
                pdf.set_x(10)
                pdf.multi_cell(52, line * 0.85, x[1], align="L", new_x="LMARGIN", new_y="NEXT")
            end = pdf.get_y()
            pdf.set_font_size(size - 2)
            pdf.set_y(y)
            for x in b[2]:
                pdf.set_x(70)
                pdf.multi_cell(130, line, x[1], align="J", new_x="LMARGIN", new_y="NEXT")
            pdf.set_y(max(end, pdf.get_y()) + 3)
    pdf.set_creation_date(datetime.datetime(2031, 3, 3, tzinfo=datetime.timezone.utc))
    pdf.output(str(path))


WRITERS = {"weasyprint": weasy, "typst": typst_, "reportlab": reportlab_, "fpdf2": fpdf_, "libreoffice": office}


def main():
    only = sys.argv[2] if len(sys.argv) > 2 and sys.argv[1] == "--only" else ""
    OUT.mkdir(parents=True, exist_ok=True)
    for writer, write in WRITERS.items():
        for k, kind in enumerate(KINDS):
            for ruled, size in (("all", 11), ("rows", 10)):
                name = f"{writer}-{kind}-{ruled}"
                if only not in name:
                    continue
                blocks = document(kind, f"{writer}-{ruled}")
                try:
                    write(blocks, OUT / f"{name}.pdf", ruled, size)
                except ImportError as e:
                    print(f"{name}: skipped, needs {e}", file=sys.stderr)
                    continue
                (OUT / f"{name}.txt").write_text("\n".join(expected(blocks)) + "\n")


if __name__ == "__main__":
    main()
