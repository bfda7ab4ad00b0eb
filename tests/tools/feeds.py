"""Validates the feed, the catalogue and the data package of a site with feedparser, atoma, pyshacl and frictionless.

usage: feeds.py SHAPES.ttl FOLDER
"""
import pathlib
import sys

import atoma
import feedparser
import frictionless
import pyshacl
import rdflib

shapes, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
errors = []
feed = feedparser.parse(str(folder / "atom.xml"))
if feed.bozo or feed.version != "atom10":
    errors.append(f"feedparser: {feed.get('bozo_exception')} {feed.version}")
atom = atoma.parse_atom_file(str(folder / "atom.xml"))
ids = [e.id_ for e in atom.entries]
if len(set(ids)) != len(ids) or len(ids) != len(feed.entries):
    errors.append("atom: an id stands twice, or entries are lost")
errors += [f"atom: {e.title.value} leads nowhere" for e in atom.entries
           if not (folder / e.links[0].href.removeprefix("https://exemple.fr/")).exists()]

data = rdflib.Graph().parse(folder / "catalog.jsonld", format="json-ld", publicID="https://exemple.fr/catalog.jsonld")
ok, _, text = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(shapes), meta_shacl=True)
if not ok:
    errors.append(text)
for url in data.objects(None, rdflib.URIRef("http://www.w3.org/ns/dcat#accessURL")):
    if not (folder / str(url).removeprefix("https://exemple.fr/")).exists():
        errors.append(f"catalogue: {url} is not in the site")

with frictionless.system.use_context(trusted=True):
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
errors += [f"frictionless: {e}" for e in report.flatten(["title", "message"])[:5]]
print("\n".join(errors[:20]) or f"{len(ids)} entries, {len(data)} triples valid")
sys.exit(bool(errors) or not ids)
