#!/usr/bin/env python3
"""Check the corpus against itself: every gold is well formed and says nothing its source does not print.

usage: check_corpus.py        (exit code 1 when something is wrong)

A gold is written by a person, so it can hold a slip. This finds what a program can find without reading French:
a holder or a voter who is no member, a family name, act number, title or amount that the source never prints,
a count of names above the printed tally, an unknown status; and wording cases that are not well formed.
It looks at the layout of a PDF (page.layout), not at the PDF, and needs nothing but Python 3.9+.
"""
import json
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent / "corpus"
ATTENDANCE = {"present", "represented", "excused", "absent"}
OUTCOMES = {"adopted", "rejected", "postponed", "withdrawn", "noted", None}
LISTS = (("for_names", "for"), ("against_names", "against"), ("abstention_names", "abstentions"), ("not_voting_names", None))


def fold(text):
    text = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"[\s\*\u00a0\u202f]+", " ", text)


def printed(amount, digits):
    """Whether the sum, or the same sum in thousands or millions, is printed."""
    value = abs(float(amount.split()[0]))
    forms = set()
    for scaled in (value, value / 1e3, value / 1e6):
        for places in (0, 1, 2):
            if abs(round(scaled, places) - scaled) < 1e-9:
                forms.add(f"{scaled:.{places}f}".replace(".", ","))
    return any(re.search(rf"(?<!\d){re.escape(form)}(?!\d)", digits) for form in forms)


def check_gold(folder):
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    source = ROOT / "documents" / gold["file"]
    if not source.exists() or source.parent != folder:
        return [f"no such source: {gold['file']}"]
    text_of = folder / "page.layout" if source.suffix == ".pdf" else source
    raw = text_of.read_text(encoding="utf-8")
    text = fold(raw)
    # figures as one run, whatever stands between the thousands; `1.234,5` and `1 234.50` alike
    digits = re.sub(r"(?<=\d)[ \u00a0\u202f.](?=\d{3}(?!\d))", "", raw)
    digits = re.sub(r"(?<=\d)\.(?=\d)", ",", digits)
    wrong = []
    names = [member["name"] for member in gold.get("members", [])]
    for member in gold.get("members", []):
        # What the document leaves open has no attendance in its gold.
        if member.get("attendance", "absent") not in ATTENDANCE:
            wrong.append(f"attendance of {member['name']}")
        if (member.get("attendance") == "represented") != ("holder" in member):
            wrong.append(f"holder of {member['name']}")
        if member.get("holder") and member["holder"] not in names:
            wrong.append(f"holder is no member: {member['holder']}")
        # « AUBIN- MORET »: extraction put a space behind the hyphen.
        if not all(fold(word) in text or fold(word) in text.replace("- ", "-") for word in member["name"].split()):
            wrong.append(f"name is not printed: {member['name']}")
    if len(set(names)) != len(names):
        wrong.append("a member twice")
    for key in ("chair", "secretary"):
        if gold.get(key) and gold[key] not in names:
            wrong.append(f"{key} is no member")
    for act in gold.get("deliberations", []):
        vote = act["vote"]
        if act["number"] and fold(act["number"]) not in text:
            wrong.append(f"number is not printed: {act['number']}")
        if fold(act["title"]) not in text:
            wrong.append(f"title is not printed: {act['title']}")
        if vote["outcome"] not in OUTCOMES:
            wrong.append(f"outcome of {act['title']}")
        for list_key, tally in LISTS:
            wrong += [f"voter is no member: {name}" for name in vote[list_key] if name not in names]
            if tally and vote[list_key] and vote[tally] is not None and len(vote[list_key]) > vote[tally]:
                wrong.append(f"more names than votes: {act['title']}")
        if vote["against"] and vote["unanimous"] is not False:
            wrong.append(f"unanimous with a vote against: {act['title']}")
    for amount in gold.get("amounts", []):
        if not printed(amount, digits):
            wrong.append(f"amount is not printed: {amount}")
    for reference in gold.get("references", []):
        number = re.search(r"(?:[LRDA]?\d[\d-]*)(?: \w+)*$", reference)
        plain = re.sub(r"[LRDA]\s?\.?\s?(?=\d)", lambda m: m[0][0], raw)
        if not number or number[0] not in plain:
            wrong.append(f"reference is not printed: {reference}")
    return wrong


def check_wordings(path):
    wrong = []
    cases = re.split(r"^===\n(.+)\n===\n", path.read_text(encoding="utf-8"), flags=re.M)
    titles = cases[1::2]
    for title, body in zip(titles, cases[2::2]):
        parts = body.rsplit("\n---\n", 1)
        try:
            json.loads(parts[1])
        except (IndexError, ValueError) as error:
            wrong.append(f"{title}: {error}")
    if len(set(titles)) != len(titles):
        wrong.append("a title twice")
    return len(titles), wrong


def main():
    bad = documents = wordings = 0
    for path in sorted(ROOT.glob("documents/*/gold.json")):
        documents += 1
        for line in check_gold(path.parent):
            bad += 1
            print(f"{path.parent.name}: {line}")
    for path in sorted(ROOT.glob("wordings/*.txt")):
        count, wrong = check_wordings(path)
        wordings += count
        for line in wrong:
            bad += 1
            print(f"{path.name}: {line}")
    print(f"{documents} documents, {wordings} wordings, {bad} to correct")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
