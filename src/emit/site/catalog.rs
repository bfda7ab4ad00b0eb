//! The catalogue: DCAT-AP 3 as JSON-LD with its context inside, and a Data Package for the SCDL file.

use super::Options;
use super::feeds::{publisher, urn};
use super::tally::{Tally, period};
use super::words::count;
use crate::emit::EmitError;
use crate::emit::scdl::{SCDL_FIELDS, SCDL_VERSION};
use crate::emit::target::Folder;
use serde_json::{Map, Value, json};
use std::io::Write;

const THEME: &str = "http://publications.europa.eu/resource/authority/data-theme/GOVE";
const FRENCH: &str = "http://publications.europa.eu/resource/authority/language/FRA";
const CSV: &str = "http://publications.europa.eu/resource/authority/file-type/CSV";
const MEDIA_CSV: &str = "https://www.iana.org/assignments/media-types/text/csv";
const SCHEMA: &str = "https://schema.data.gouv.fr/scdl/deliberations/";

/// Writes `catalog.jsonld` and `datapackage.json`.
pub fn write(folder: &Folder, tally: &Tally, options: &Options) -> Result<(), EmitError> {
    for (name, value) in [("catalog.jsonld", catalog(tally, options)), ("datapackage.json", package(tally, options))] {
        let mut file = folder.file(name)?;
        serde_json::to_writer_pretty(&mut file, &value)?;
        file.write_all(b"\n")?;
        file.close()?;
    }
    Ok(())
}

fn description(tally: &Tally) -> String {
    let period = period(tally).map(|p| format!(", {p}")).unwrap_or_default();
    let of = count(tally.named(), "collectivité", "collectivités");
    format!("Délibérations lues dans les documents de séance de {of}{period}.")
}

fn catalog(tally: &Tally, options: &Options) -> Value {
    let title = options.title.as_deref().unwrap_or("Délibérations");
    // Relative addresses are resolved against the address of the catalogue itself.
    let id = |what: &str| {
        options.url.as_ref().map_or_else(|| urn(&format!("{title}\n{what}")), |u| format!("{u}catalog.jsonld#{what}"))
    };
    let text = |s: &str| json!({"@value": s, "@language": "fr"});
    let agent = json!({"@id": id("editeur"), "@type": "foaf:Agent", "foaf:name": text(&publisher(tally, options))});
    let file = options.address("donnees/deliberations.csv");
    let mut distribution = Map::new();
    let mut put = |k: &str, v: Value| distribution.insert(k.into(), v);
    put("@id", json!(id("deliberations-csv")));
    put("@type", json!("dcat:Distribution"));
    put("dct:title", text("Délibérations (SCDL, CSV)"));
    put("dcat:accessURL", json!({"@id": file}));
    put("dcat:downloadURL", json!({"@id": file}));
    put("dct:format", json!({"@id": CSV, "@type": "dct:MediaTypeOrExtent"}));
    put("dcat:mediaType", json!({"@id": MEDIA_CSV, "@type": "dct:MediaType"}));
    put("dct:conformsTo", json!({"@id": SCHEMA, "@type": "dct:Standard"}));
    if let Some(licence) = &options.licence {
        put("dct:license", json!({"@id": licence, "@type": "dct:LicenseDocument"}));
    }
    let mut dataset = json!({
        "@id": id("deliberations"),
        "@type": "dcat:Dataset",
        "dct:title": text(title),
        "dct:description": text(&description(tally)),
        "dct:publisher": agent,
        "dct:language": {"@id": FRENCH, "@type": "dct:LinguisticSystem"},
        "dcat:theme": {"@id": THEME, "@type": "skos:Concept", "skos:prefLabel": {"@value": "Gouvernement et secteur public", "@language": "fr"}},
        "dcat:keyword": [text("délibérations"), text("collectivités territoriales"), text("SCDL")],
        "dcat:distribution": Value::Object(distribution),
    });
    let date = |d: &str| json!({"@value": d, "@type": "xsd:date"});
    if let (Some(oldest), Some(newest), Some(map)) = (&tally.oldest, &tally.newest, dataset.as_object_mut()) {
        map.insert("dct:modified".into(), date(newest));
        map.insert(
            "dct:temporal".into(),
            json!({"@type": "dct:PeriodOfTime", "dcat:startDate": date(oldest), "dcat:endDate": date(newest)}),
        );
    }
    json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/", "skos": "http://www.w3.org/2004/02/skos/core#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": id("catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": text(title),
        "dct:description": text(&description(tally)),
        "dct:publisher": {"@id": id("editeur")},
        "dct:language": {"@id": FRENCH},
        "dcat:themeTaxonomy": {"@id": "http://publications.europa.eu/resource/authority/data-theme", "@type": "skos:ConceptScheme", "dct:title": {"@value": "Data theme", "@language": "en"}},
        "dcat:dataset": dataset,
    })
}

fn package(tally: &Tally, options: &Options) -> Value {
    let fields: Vec<Value> = SCDL_FIELDS.iter().map(|(name, kind)| json!({"name": name, "type": kind})).collect();
    let licences = options.licence.as_ref().map(|l| json!([{"path": l, "title": "Licence des données"}]));
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": "deliberations",
        "title": options.title.as_deref().unwrap_or("Délibérations"),
        "description": description(tally),
        "contributors": [{"title": publisher(tally, options), "role": "publisher"}],
        "resources": [{
            "profile": "tabular-data-resource",
            "name": "deliberations",
            "title": format!("SCDL Délibérations {SCDL_VERSION}"),
            "path": "donnees/deliberations.csv",
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "schema": {"fields": fields},
        }],
    });
    if let (Some(licences), Some(map)) = (licences, package.as_object_mut()) {
        map.insert("licenses".into(), licences);
    }
    package
}
