"""Validates a Popolo document: the properties of the Popolo specification, the Open Civic Data schemas of pupa, and that
every id that is named exists.

usage: popolo.py POPOLO.schema.json FILE.json
"""
import json
import sys

import jsonschema
from pupa.scrape.schemas.vote_event import schema as vote_schema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
data = json.load(open(sys.argv[2], encoding="utf-8"))
errors = []
validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
errors += [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(data)]

# pupa extends Draft 4 with types for dates; only its plain types are used here.
part = {k: v for k, v in vote_schema["properties"].items() if k in ("result", "votes", "counts")}
pupa = jsonschema.Draft4Validator({"type": "object", "properties": part})
for event in data["vote_events"]:
    errors += [f"pupa: {event['id']}: {e.message}" for e in pupa.iter_errors(event)]

ids = {c: [x["id"] for x in data[c]] for c in data}
for c, list_ in ids.items():
    if len(set(list_)) != len(list_):
        errors.append(f"{c}: an id stands twice")
known = {c: set(list_) for c, list_ in ids.items()}
links = [
    ("memberships", "person_id", "persons"), ("memberships", "organization_id", "organizations"),
    ("organizations", "parent_id", "organizations"), ("events", "organization_id", "organizations"),
    ("motions", "organization_id", "organizations"), ("motions", "legislative_session_id", "events"),
    ("motions", "creator_id", "persons"), ("vote_events", "motion_id", "motions"),
]
for c, key, to in links:
    errors += [f"{c}: {x[key]} is in no {to}" for x in data[c] if key in x and x[key] not in known[to]]
for event in data["vote_events"]:
    errors += [f"voter {v['voter_id']} is no person" for v in event["votes"] if v["voter_id"] not in known["persons"]]
print("\n".join(errors[:20]) or f"{sum(map(len, ids.values()))} objects valid")
sys.exit(bool(errors))
