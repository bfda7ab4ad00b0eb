//! The metadata of a debate: addresses (FRBR), analysis, references.

use super::analysis;
use crate::emit::EmitError;
use crate::emit::xml::Xml;
use crate::page::fold::slug;
use crate::record::{Record, Sitting};

/// Who says what stands in the metadata.
const SOURCE: &str = "#greffier";

/// The eId of a person.
pub fn person(member: &str) -> String {
    format!("person-{}", slug(member))
}

/// Writes `meta`.
pub fn write(x: &mut Xml, record: &Record, sitting: &Sitting, date: &str) -> Result<(), EmitError> {
    let mut parts = sitting.id.split('/');
    let authority = parts.next().unwrap_or("inconnu");
    let body = parts.next().unwrap_or("inconnu");
    let work = format!("/akn/fr/debate/{authority}/{date}/{body}");
    let expression = format!("{work}/fra@{date}");
    x.open("meta", &[])?;
    x.open("identification", &[("source", SOURCE)])?;
    frbr(x, "FRBRWork", &work, "/!main", date, &|x| {
        x.empty("FRBRcountry", &[("value", "fr")])?;
        x.empty("FRBRname", &[("value", &record.source.path)])
    })?;
    frbr(x, "FRBRExpression", &expression, "/!main", date, &|x| x.empty("FRBRlanguage", &[("language", "fra")]))?;
    frbr(x, "FRBRManifestation", &expression, "/!main.xml", date, &|x| {
        x.empty("FRBRformat", &[("value", "application/akn+xml")])
    })?;
    x.close("identification")?;
    analysis::write(x, sitting)?;
    references(x, sitting, authority)?;
    x.close("meta")
}

fn frbr(
    x: &mut Xml,
    level: &str,
    uri: &str,
    this: &str,
    date: &str,
    more: &dyn Fn(&mut Xml) -> Result<(), EmitError>,
) -> Result<(), EmitError> {
    x.open(level, &[])?;
    x.empty("FRBRthis", &[("value", &format!("{uri}{this}"))])?;
    x.empty("FRBRuri", &[("value", uri)])?;
    x.empty("FRBRdate", &[("date", date), ("name", "sitting")])?;
    x.empty("FRBRauthor", &[("href", "#authority"), ("as", "#author")])?;
    more(x)?;
    x.close(level)
}

fn references(x: &mut Xml, sitting: &Sitting, authority: &str) -> Result<(), EmitError> {
    x.open("references", &[("source", SOURCE)])?;
    let name = sitting.authority.name.as_deref().unwrap_or(authority);
    let reference = |x: &mut Xml, tag: &str, class: &str, id: &str, show: &str| {
        let href = format!("/akn/ontology/{class}/fr/{}", slug(show));
        x.empty(tag, &[("eId", id), ("href", &href), ("showAs", show)])
    };
    reference(x, "TLCOrganization", "organization", "authority", name)?;
    reference(x, "TLCOrganization", "organization", "greffier", "greffier")?;
    if let Some(body) = &sitting.body {
        reference(x, "TLCOrganization", "organization", "body", body)?;
    }
    for m in &sitting.members {
        let href = format!("/akn/ontology/person/fr/{authority}/{}", slug(&m.id));
        x.empty("TLCPerson", &[("eId", &person(&m.id)), ("href", &href), ("showAs", &m.name)])?;
    }
    for (id, show) in [
        ("author", "auteur"),
        ("present", "présent"),
        ("represented", "représenté"),
        ("excused", "excusé"),
        ("absent", "absent"),
        ("proxyHolder", "mandataire"),
    ] {
        reference(x, "TLCRole", "role", id, show)?;
    }
    for (id, show) in analysis::CONCEPTS {
        reference(x, "TLCConcept", "concept", id, show)?;
    }
    x.close("references")
}
