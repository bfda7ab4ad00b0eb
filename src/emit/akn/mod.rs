//! Akoma Ntoso 3.0 (OASIS LegalDocML): one `debate` a sitting, a folder of XML files.
//!
//! The roll is `rollCall`, an act a `debateSection` whose sections keep their order and text, a decision `resolutions`;
//! tallies and the count of those present stand in `analysis/parliamentary`. A sitting without a date has no FRBR
//! address and gives no file; a note says so.

mod analysis;
mod meta;

use super::names::Names;
use super::target::{Folder, Target};
use super::xml::Xml;
use super::{EmitError, Format, Notes, Piece, Settings, Sink};
use crate::page::fold::slug;
use crate::record::{Attendance, Deliberation, Kind, Record, SectionKind, Sitting};
use std::io::Write;

/// One XML file a sitting.
pub const AKN: Format = Format {
    name: "akn",
    about: "a folder of Akoma Ntoso 3.0 files, one debate a sitting",
    folder: true,
    encode,
    open: |target, settings| Ok(Box::new(Files::open(target, settings)?)),
};

fn encode(record: Record) -> Result<Piece, EmitError> {
    let mut files = Vec::new();
    if record.kind != Kind::Convocation {
        for (i, sitting) in record.sittings.iter().enumerate() {
            let name =
                if i == 0 { slug(&record.source.path) } else { format!("{}-{}", slug(&record.source.path), i + 1) };
            let xml = match &sitting.date {
                Some(date) => debate(&record, sitting, date)?,
                None => Vec::new(),
            };
            files.push((name, xml));
        }
    }
    Ok(Piece::Files(files))
}

/// The document of one sitting.
fn debate(record: &Record, sitting: &Sitting, date: &str) -> Result<Vec<u8>, EmitError> {
    let mut x = Xml::new();
    x.open("akomaNtoso", &[("xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0")])?;
    x.open("debate", &[("name", "procesVerbal"), ("contains", "originalVersion")])?;
    meta::write(&mut x, record, sitting, date)?;
    x.open("debateBody", &[])?;
    roll(&mut x, sitting)?;
    for act in &sitting.deliberations {
        self::act(&mut x, act)?;
    }
    x.close("debateBody")?;
    x.close("debate")?;
    x.close("akomaNtoso")?;
    Ok(x.finish())
}

/// The id in the document of a status, which `meta` declares as a role.
const fn status(attendance: Attendance) -> (&'static str, &'static str) {
    match attendance {
        Attendance::Present => ("present", "présent"),
        Attendance::Represented => ("represented", "représenté"),
        Attendance::Excused => ("excused", "excusé"),
        Attendance::Absent => ("absent", "absent"),
    }
}

fn roll(x: &mut Xml, sitting: &Sitting) -> Result<(), EmitError> {
    x.open("rollCall", &[("eId", "rollCall")])?;
    if sitting.members.is_empty() {
        x.text_in("p", &[], "")?;
    }
    for m in &sitting.members {
        let (role, french) = status(m.attendance);
        x.open("p", &[])?;
        x.text_in(
            "person",
            &[("refersTo", &format!("#{}", meta::person(&m.id))), ("as", &format!("#{role}"))],
            &m.name,
        )?;
        x.text(&format!(", {french}"))?;
        if let Some(proxy) = sitting.proxies.iter().find(|p| p.grantor == m.id) {
            let holder =
                sitting.members.iter().find(|h| h.id == proxy.holder).map_or(proxy.holder.as_str(), |h| &h.name);
            x.text(" par ")?;
            let refers = format!("#{}", meta::person(&proxy.holder));
            x.text_in("person", &[("refersTo", &refers), ("as", "#proxyHolder")], holder)?;
        }
        x.close("p")?;
    }
    x.close("rollCall")
}

fn act(x: &mut Xml, act: &Deliberation) -> Result<(), EmitError> {
    let id = format!("dbsect_{}", act.ordinal);
    x.open("debateSection", &[("name", "deliberation"), ("eId", &id)])?;
    x.text_in("num", &[], act.number.as_deref().unwrap_or(&act.ordinal.to_string()))?;
    if let Some(title) = &act.title {
        x.text_in("heading", &[], title)?;
    }
    for (i, section) in act.sections.iter().enumerate() {
        let part = format!("{id}__part_{}", i + 1);
        let name = match section.kind {
            SectionKind::Report => "report",
            SectionKind::Discussion => "discussion",
            SectionKind::Visa => "visa",
            SectionKind::Recital => "recital",
            SectionKind::Formula => "formula",
            SectionKind::Decision => "decision",
            SectionKind::Vote => "vote",
            SectionKind::Signature => "signature",
            SectionKind::Certification => "certification",
            SectionKind::Appeal => "appeal",
            SectionKind::Stamp => "stamp",
            SectionKind::Annex => "annex",
            SectionKind::Other => "other",
        };
        let decision = section.kind == SectionKind::Decision;
        if decision {
            x.open("resolutions", &[("eId", &part)])?;
        } else {
            x.open("debateSection", &[("name", name), ("eId", &part)])?;
        }
        if let Some(heading) = &section.heading {
            x.text_in("heading", &[], heading)?;
        }
        for line in section.text.split('\n') {
            x.text_in("p", &[], line)?;
        }
        x.close(if decision { "resolutions" } else { "debateSection" })?;
    }
    x.close("debateSection")
}

struct Files {
    folder: Folder,
    names: Names,
    written: u64,
    undated: u64,
}

impl Files {
    fn open(target: Target, _: &Settings) -> Result<Self, EmitError> {
        Ok(Self { folder: target.folder("akn")?, names: Names::default(), written: 0, undated: 0 })
    }
}

impl Sink for Files {
    fn put(&mut self, piece: Piece) -> Result<(), EmitError> {
        let files = match piece {
            Piece::Files(files) => files,
            Piece::Bytes(_) | Piece::Rows(_) | Piece::Record(_) => return Ok(()),
        };
        for (name, xml) in files {
            if xml.is_empty() {
                self.undated += 1;
                continue;
            }
            let mut file = self.folder.file(&format!("{}.xml", self.names.unique(&name)))?;
            file.write_all(&xml)?;
            file.close()?;
            self.written += 1;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Notes, EmitError> {
        let mut notes = vec![format!("Akoma Ntoso: {} fichier(s)", self.written)];
        if self.undated > 0 {
            notes.push(format!("  {} séance(s) sans date : pas de fichier", self.undated));
        }
        Ok(Notes(notes))
    }
}
