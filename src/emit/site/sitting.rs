//! The page of a sitting: who sat, who voted for whom, what was decided.

use super::Options;
use super::layout::page as frame;
use super::place::Place;
use super::sessions::{self, Kept};
use super::words::{day, hour};
use crate::emit::scdl::encode;
pub use crate::emit::whose::name as authority;
use crate::emit::{EmitError, told};
use crate::record::{Attendance, ChangeKind, Finding, Member, Outcome, Record, Severity, Sitting, Vote};
use maud::{Markup, PreEscaped, html};

/// The name of a body and its date: « conseil municipal du 14 octobre 2019 ».
pub fn title(sitting: &Sitting) -> String {
    let body = sitting.body.as_deref().unwrap_or("séance");
    match &sitting.date {
        Some(date) => format!("{} du {}", capital(body), day(date)),
        None => format!("{} sans date", capital(body)),
    }
}

fn capital(s: &str) -> String {
    let mut chars = s.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The name of a member.
pub fn member<'a>(sitting: &'a Sitting, id: &'a str) -> &'a str {
    let staff = || sitting.staff.iter().find(|s| s.id == id).map_or(id, |s| &s.name);
    sitting.members.iter().find(|m| m.id == id).map_or_else(staff, |m| &m.name)
}

/// How a vote ended, in words.
pub fn outcome(vote: Option<&Vote>) -> &'static str {
    let Some(vote) = vote else { return "Non précisé" };
    match vote.outcome {
        Some(Outcome::Adopted) if vote.unanimous == Some(true) => "Adoptée à l’unanimité",
        Some(Outcome::Adopted) => "Adoptée",
        Some(Outcome::Rejected) => "Rejetée",
        Some(Outcome::Postponed) => "Reportée",
        Some(Outcome::Withdrawn) => "Retirée",
        Some(Outcome::Noted) => "Prise d’acte",
        None => "Non précisé",
    }
}

/// Where a value stands in the document, as text or as a link to its page.
pub fn source(record: &Record, pointer: &str, options: &Options) -> Markup {
    let span = record.evidence.entries().iter().find(|(p, _)| p == pointer).map(|(_, s)| s);
    let Some(span) = span else { return html! {} };
    let place = match span.page {
        Some(page) => format!("page\u{a0}{page}, ligne\u{a0}{}", span.line),
        None => format!("ligne\u{a0}{}", span.line),
    };
    html! {
        span class="source" {
            @if let Some(base) = &options.sources {
                a href=(document(base, record, span.page)) { "source\u{a0}: " (place) }
            } @else { "source\u{a0}: " (place) }
        }
    }
}

/// The address of a document, and of a page of it.
pub fn document(base: &str, record: &Record, page: Option<u32>) -> String {
    let path = record.source.path.split('/').map(encode).collect::<Vec<_>>().join("/");
    let page = page.map(|n| format!("#page={n}")).unwrap_or_default();
    format!("{base}{path}{page}")
}

fn status(m: &Member) -> String {
    let word = match m.attendance {
        Attendance::Present => "présent",
        Attendance::Represented => "représenté",
        Attendance::Excused => "excusé",
        Attendance::Absent => "absent",
    };
    format!("{word}{}", if m.honorific.as_deref() == Some("Mme") { "e" } else { "" })
}

/// What is told of a sitting, in pieces: the pages of its document, of its extract and of the whole sitting are made of
/// them. Links lead from a folder to its neighbours, so that all three can hold them.
pub struct Parts {
    facts: String,
    acts: Vec<sessions::Act>,
    roll: String,
    findings: String,
}

impl Parts {
    /// The pieces of a sitting in a document.
    pub fn of(record: &Record, index: usize, s: &Sitting, place: &Place, options: &Options) -> Self {
        let at = format!("/sittings/{index}");
        let act = |(j, act): (usize, &crate::record::Deliberation)| sessions::Act {
            path: format!("{}{}", place.folder, place.act(j)),
            number: act.number.clone(),
            title: super::act::title(act),
            outcome: outcome(act.vote.as_ref()).into(),
        };
        let people = html! {
            @if !s.members.is_empty() { h2 { "Présences" } (roll(s)) }
            @if !s.attendance_changes.is_empty() { h2 { "Arrivées et départs" } (changes(s)) }
        };
        Self {
            facts: facts(record, s, &at, options).into_string(),
            acts: s.deliberations.iter().enumerate().map(act).collect(),
            roll: people.into_string(),
            findings: findings(record, &at).into_string(),
        }
    }

    /// The page of a sitting in one document.
    pub fn page(&self, place: &Place, s: &Sitting, options: &Options) -> String {
        let title = title(s);
        let name = authority(s);
        let content = html! {
            h1 { (title) }
            (PreEscaped(&self.facts))
            h2 { "Délibérations" }
            @if self.acts.is_empty() { p { "Aucune délibération dans ce document." } }
            @else { (sessions::list(self.acts.iter().map(|a| (a, &[][..])))) }
            (PreEscaped(&self.roll))
            (PreEscaped(&self.findings))
        };
        let home = home(place);
        frame(&format!("{title}, {name}"), "../../", &[(&home, &name)], options, &content)
    }

    /// What the page of an extract tells of its sitting.
    pub fn of_extract(&self) -> Markup {
        html! {
            h2 { "Séance" }
            (PreEscaped(&self.facts))
            (PreEscaped(&self.roll))
            (PreEscaped(&self.findings))
        }
    }

    /// What the page of the whole sitting needs of this document.
    pub fn kept(self, record: &Record, s: &Sitting, place: &Place) -> Result<Vec<u8>, EmitError> {
        let kept = Kept {
            document: record.source.path.clone(),
            page: place.extract.is_none().then(|| format!("{}index.html", place.folder)),
            members: s.members.len(),
            facts: self.facts,
            acts: self.acts,
            roll: self.roll,
        };
        kept.to_bytes()
    }
}

/// The address of the authority's page, at the place of the sitting, from a folder of pages.
pub fn home(place: &Place) -> String {
    place.anchor().map_or_else(|| "../index.html".to_owned(), |a| format!("../index.html#{a}"))
}

fn facts(record: &Record, s: &Sitting, at: &str, options: &Options) -> Markup {
    let c = &s.counts;
    let counts: Vec<String> = [
        (c.in_office, "en exercice"),
        (c.present, "présents"),
        (c.represented, "représentés"),
        (c.absent, "absents"),
        (c.voting, "votants"),
        (c.quorum, "requis pour le quorum"),
    ]
    .iter()
    .filter_map(|(n, what)| n.map(|n| format!("{n} {what}")))
    .collect();
    let rows: [(&str, Option<String>, &str); 7] = [
        ("Date", s.date.as_deref().map(day), "date"),
        ("Ouverture", s.opened_at.as_deref().map(hour), "opened_at"),
        ("Clôture", s.closed_at.as_deref().map(hour), "closed_at"),
        ("Lieu", s.place.clone(), "place"),
        ("Convocation", s.convened_on.as_deref().map(day), "convened_on"),
        ("Présidence", s.chair.as_deref().map(|id| member(s, id).to_owned()), "chair"),
        ("Secrétaire", s.secretary.as_deref().map(|id| member(s, id).to_owned()), "secretary"),
    ];
    html! {
        dl {
            dt { "Collectivité" } dd { (authority(s)) }
            @for (label, value, key) in &rows {
                @if let Some(value) = value {
                    dt { (label) } dd { (value) " " (source(record, &format!("{at}/{key}"), options)) }
                }
            }
            @if !counts.is_empty() { dt { "Effectifs" } dd { (counts.join(", ")) } }
            dt { "Document" }
            dd {
                @if let Some(base) = &options.sources { a href=(document(base, record, None)) { (record.source.path) } }
                @else { (record.source.path) }
            }
        }
    }
}

fn roll(s: &Sitting) -> Markup {
    // A column that would be empty is left out.
    let roles = s.members.iter().any(|m| m.role.is_some());
    let proxies = !s.proxies.is_empty();
    html! {
        div class="scroll" {
            table {
                caption { "Membres à l’ouverture de la séance" }
                thead {
                    tr {
                        th scope="col" { "Nom" }
                        @if roles { th scope="col" { "Fonction" } }
                        th scope="col" { "Présence" }
                        @if proxies { th scope="col" { "Pouvoir donné à" } }
                    }
                }
                tbody {
                    @for m in &s.members {
                        tr {
                            th scope="row" { (m.name) }
                            @if roles { td { (m.role.as_deref().unwrap_or("")) } }
                            td { (status(m)) }
                            @if proxies { td { @if let Some(p) = s.proxies.iter().find(|p| p.grantor == m.id) { (member(s, &p.holder)) } } }
                        }
                    }
                }
            }
        }
    }
}

fn changes(s: &Sitting) -> Markup {
    html! {
        ul {
            @for c in &s.attendance_changes {
                li {
                    (member(s, &c.member)) " "
                    (match c.kind { ChangeKind::Arrives => "arrive", ChangeKind::Leaves => "quitte la séance", ChangeKind::Returns => "revient" })
                    @if let Some(time) = &c.time { " à " (hour(time)) }
                    @if let Some(n) = c.from_deliberation { ", à partir de la délibération n°\u{a0}" (n) " de la séance" }
                }
            }
        }
    }
}

/// What a reader should know, by the meaning of its code: once each, with how often.
fn findings(record: &Record, at: &str) -> Markup {
    let mut shown: Vec<(&str, u32)> = Vec::new();
    // A register holds several sittings: what is said of another one is on its page.
    let here = |f: &&Finding| {
        f.at.as_deref().is_none_or(|p| !p.starts_with("/sittings/") || p == at || p.starts_with(&format!("{at}/")))
    };
    for f in record.findings.iter().filter(|f| f.severity != Severity::Info).filter(here) {
        let words = told::finding(&f.code, true).unwrap_or(&f.message);
        match shown.iter_mut().find(|(w, _)| *w == words) {
            Some((_, n)) => *n += 1,
            None => shown.push((words, 1)),
        }
    }
    html! {
        @if !shown.is_empty() {
            h2 { "À vérifier" }
            ul { @for (words, n) in shown { li { (capital(words)) @if n > 1 { " (" (n) " fois)" } } } }
        }
    }
}
