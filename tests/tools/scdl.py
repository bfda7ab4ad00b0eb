"""Validates an SCDL CSV file with frictionless and with validata, the validator of the national schemas.

usage: scdl.py SCHEMA.json FILE.csv
"""
import sys

import frictionless
from validata_core.main import validate

schema, path = sys.argv[1:3]
errors = []
with frictionless.system.use_context(trusted=True):
    report = frictionless.Resource(path, schema=frictionless.Schema.from_descriptor(schema)).validate()
rows = report.tasks[0].stats.get("rows")
errors += [f"frictionless: {e[0]}: {e[1]}" for e in report.flatten(["rowNumber", "message"])]
report = validate(path, schema)
errors += [f"validata: {getattr(e, 'message', None) or e.title}" for e in report.errors]
if report.stats.rows != rows:
    errors.append(f"validata read {report.stats.rows} rows, frictionless {rows}")
print("\n".join(errors[:20]) or f"{rows} rows valid")
sys.exit(bool(errors))
