"""Compares the tables, read back by DuckDB (Parquet and CSV) and polars (Parquet), with the records they came from.

usage: tables.py RECORDS.ndjson CSV_FOLDER PARQUET_FOLDER
"""
import collections
import json
import pathlib
import sys

import duckdb
import frictionless
import polars

records, csv, parquet = sys.argv[1:4]
want = collections.defaultdict(collections.Counter)
names = {"for": "for_names", "against": "against_names", "abstention": "abstention_names", "not_voting": "not_voting_names"}
for line in open(records, encoding="utf-8"):
    r = json.loads(line)
    doc = r["source"]["path"]
    want["findings"].update((doc, f["code"], f["at"]) for f in r["findings"])
    want["evidence"].update((doc, p, s["line"]) for p, s in r["evidence"].items())
    for s in r["sittings"]:
        key = (doc, s["id"], s["date"])
        want["sittings"][key] += 1
        want["members"].update((*key, m["id"], m["name"], m["attendance"]) for m in s["members"])
        of = {m["id"]: m["name"] for m in s["members"]}
        want["proxies"].update((*key, of.get(p["grantor"]), of.get(p["holder"])) for p in s["proxies"])
        want["staff"].update((*key, p["id"], p["name"]) for p in s.get("staff", []))
        above = (*key, None, None)
        want["amounts"].update((*above, f"{float(a['value']):.4f}", a["currency"], a["text"]) for a in s.get("amounts", []))
        want["references"].update((*above, x["key"], x["text"]) for x in s.get("references", []))
        for d in s["deliberations"]:
            act = (*key, d["id"], d["title"])
            want["deliberations"][act] += 1
            v = d["vote"]
            if v:
                want["votes"][(*act, v["outcome"], v["unanimous"], v["for"], v["against"], v["abstentions"])] += 1
                for choice, k in names.items():
                    want["named_votes"].update((*act, choice, of.get(m)) for m in v[k])
            want["amounts"].update((*act, f"{float(a['value']):.4f}", a["currency"], a["text"]) for a in d["amounts"])
            want["references"].update((*act, x["key"], x["text"]) for x in d["references"])

S = "s.document, s.sitting_id, CAST(s.date AS VARCHAR)"
SJ = "JOIN sittings s ON t.document = s.document AND t.sitting = s.pointer"
D = S + ", d.deliberation_id, d.title"
DJ = SJ + " JOIN deliberations d ON t.document = d.document AND t.deliberation = d.pointer"
# What a sitting names before its first act has none.
DL = SJ + " LEFT JOIN deliberations d ON t.document = d.document AND t.deliberation = d.pointer"
M = "LEFT JOIN members {0} ON t.document = {0}.document AND t.sitting = {0}.sitting AND t.{1} = {0}.member"
QUERIES = {
    "findings": "SELECT document, code, about FROM findings",
    "evidence": "SELECT document, pointer, line FROM evidence",
    "sittings": f"SELECT {S} FROM sittings s",
    "members": f"SELECT {S}, t.member, t.name, t.attendance FROM members t {SJ}",
    "staff": f"SELECT {S}, t.member, t.name FROM staff t {SJ}",
    "proxies": f"SELECT {S}, g.name, h.name FROM proxies t {SJ} {M.format('g', 'grantor')} {M.format('h', 'holder')}",
    "deliberations": f"SELECT {S}, t.deliberation_id, t.title FROM deliberations t {SJ}",
    "votes": f"SELECT {D}, t.outcome, t.unanimous, t.votes_for, t.votes_against, t.abstentions FROM votes t {DJ}",
    "named_votes": f"SELECT {D}, t.choice, m.name FROM named_votes t {DJ} {M.format('m', 'member')}",
    "amounts": f"SELECT {D}, CAST(CAST(t.value AS DECIMAL(18,4)) AS VARCHAR), t.currency, t.text FROM amounts t {DL}",
    "references": f'SELECT {D}, t.key, t.text FROM "references" t {DL}',
}
errors, rows = [], 0
folders = {"parquet": parquet, "csv": csv}
package = json.load(open(pathlib.Path(csv) / "datapackage.json", encoding="utf-8"))
types = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
for kind, folder in folders.items():
    db = duckdb.connect()
    for resource in package["resources"]:
        table = resource["path"].removesuffix(".csv")
        file = pathlib.Path(folder) / f"{table}.{kind}"
        source = f"'{file}'"
        if kind == "csv":
            columns = {f["name"]: "DECIMAL(18,4)" if f["name"] in ("value", "words") else types[f["type"]] for f in resource["schema"]["fields"]}
            source = f'''read_csv('{file}', header=true, delim=',', quote='"', escape='"', columns={columns}, allow_quoted_nulls=false)'''
        db.execute(f'CREATE TABLE "{table}" AS SELECT * FROM {source}')
    for table, query in QUERIES.items():
        got = collections.Counter(db.execute(query).fetchall())
        rows += sum(got.values())
        missing, more = want[table] - got, got - want[table]
        if missing or more:
            errors.append(f"{kind} {table}: missing {list(missing)[:2]}, too many {list(more)[:2]}")
for table in QUERIES:
    n = polars.read_parquet(pathlib.Path(parquet) / f"{table}.parquet").height
    if n != sum(want[table].values()):
        errors.append(f"polars: {table} has {n} rows, the records {sum(want[table].values())}")
with frictionless.system.use_context(trusted=True):
    report = frictionless.Package(str(pathlib.Path(csv) / "datapackage.json")).validate()
errors += [f"frictionless: {e}" for e in report.flatten(["title", "message"])[:5]]
print("\n".join(errors) or f"{rows} rows joined back")
sys.exit(bool(errors) or not rows)
