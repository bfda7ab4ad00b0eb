#!/usr/bin/env python3
"""Build data/places.tsv: communes and intercommunal bodies of France.

usage: places.py DATA_DIR > data/places.tsv

DATA_DIR is `data` of the npm package `@etalab/decoupage-administratif` 6.0.0 (MIT; from INSEE's and the DGCL's open
files). Three kinds of lines, sorted by their key, which is the name folded to letters and digits:

  key  C  INSEE code  population [SIREN]     a commune; its SIREN follows from the code unless it is given
  key  E  department  population  SIREN      a body with its own taxes, under its name without « communauté de … »
  key  D  department                         a department

A SIREN of a commune is « 21 », the department, « 0 », the commune's number and a check digit.
"""
import json
import pathlib
import re
import sys
import unicodedata


def key(name):
    name = name.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain.lower() if c.isalnum() and not unicodedata.combining(c))


def check_digit(digits):
    total = 0
    for i, c in enumerate(reversed(digits)):
        n = int(c) * (2 if i % 2 == 0 else 1)
        total += n - 9 if n > 9 else n
    return str(-total % 10)


def derived(code):
    """The SIREN that follows from an INSEE code, where it does."""
    digits = f"21{code[:2]}0{code[2:]}"
    return digits + check_digit(digits) if digits.isdigit() else ""


def main():
    data = pathlib.Path(sys.argv[1])
    load = lambda name: json.loads((data / name).read_text(encoding="utf-8"))
    rows = []
    home = {}
    for c in load("communes.json"):
        if c["type"] != "commune-actuelle" or "departement" not in c:
            continue
        home[c["code"]] = c["departement"]
        row = [key(c["nom"]), "C", c["code"], str(c.get("population", ""))]
        siren = c.get("siren", "")
        if siren and siren != derived(c["code"]):
            row.append(siren)
        rows.append(row)
    for e in load("epci.json"):
        name = re.sub(r"^(CC|CA|CU|MET\d*|METRO|Métropole|M)\b\.?\s+", "", e["nom"])
        name = re.sub(r"^(d[eu]s?\s+(la\s+|l['’])?|d['’])", "", name, flags=re.I)
        seat = max(e["membres"], key=lambda m: m.get("populationMunicipale") or 0)
        department = home.get(seat["code"], "")
        rows.append([key(name), "E", department, str(e.get("populationMunicipale") or ""), e["code"]])
    for d in load("departements.json"):
        rows.append([key(d["nom"]), "D", d["code"]])
    for row in sorted(rows, key=lambda r: (r[0].encode(), r[1:])):
        print("\t".join(row))


if __name__ == "__main__":
    main()
