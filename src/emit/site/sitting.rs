//! The page of a sitting: who sat, who voted for whom, what was decided.

use super::Options;
use super::layout::{day, page as frame};
use crate::emit::scdl::encode;
use crate::record::{Attendance, ChangeKind, Outcome, Record, Severity, Sitting, Vote};
use maud::{Markup, html};

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

/// The name of the authority, or what stands for it.
pub fn authority(sitting: &Sitting) -> &str {
    sitting.authority.name.as_deref().unwrap_or("Collectivité non identifiée")
}

/// The name of a member.
pub fn member<'a>(sitting: &'a Sitting, id: &'a str) -> &'a str {
    sitting.members.iter().find(|m| m.id == id).map_or(id, |m| &m.name)
}

/// How a vote ended, in words.
pub fn outcome(vote: Option<&Vote>) -> &'static str {
    let Some(vote) = vote else { return "Non précisé" };
    match vote.outcome {
        Some(Outcome::Adopted) if vote.unanimous == Some(true) => "Adoptée à l'unanimité",
        Some(Outcome::Adopted) => "Adoptée",
        Some(Outcome::Rejected) => "Rejetée",
        Some(Outcome::Postponed) => "Reportée",
        Some(Outcome::Withdrawn) => "Retirée",
        Some(Outcome::Noted) => "Prise d'acte",
        None => "Non précisé",
    }
}

/// Where a value stands in the document, as text or as a link to its page.
pub fn source(record: &Record, pointer: &str, options: &Options) -> Markup {
    let span = record.evidence.entries().iter().find(|(p, _)| p == pointer).map(|(_, s)| s);
    let Some(span) = span else { return html! {} };
    let place = match span.page {
        Some(page) => format!("page {page}, ligne {}", span.line),
        None => format!("ligne {}", span.line),
    };
    html! {
        span class="source" {
            @if let Some(base) = &options.sources {
                a href=(document(base, record, span.page)) { "source : " (place) }
            } @else { "source : " (place) }
        }
    }
}

/// The address of a document, and of a page of it.
pub fn document(base: &str, record: &Record, page: Option<u32>) -> String {
    let path = record.source.path.split('/').map(encode).collect::<Vec<_>>().join("/");
    let page = page.map(|n| format!("#page={n}")).unwrap_or_default();
    format!("{base}{path}{page}")
}

const fn status(attendance: Attendance) -> &'static str {
    match attendance {
        Attendance::Present => "présent",
        Attendance::Represented => "représenté",
        Attendance::Excused => "excusé",
        Attendance::Absent => "absent",
    }
}

/// The page.
pub fn page(record: &Record, index: usize, sitting: &Sitting, options: &Options) -> String {
    let title = title(sitting);
    let name = authority(sitting);
    let at = format!("/sittings/{index}");
    let content = html! {
        h1 { (title) }
        (facts(record, sitting, &at, options))
        h2 { "Délibérations" }
        @if sitting.deliberations.is_empty() { p { "Aucune délibération dans ce document." } }
        @else { (acts(sitting)) }
        @if !sitting.members.is_empty() { h2 { "Présences" } (roll(sitting)) }
        @if !sitting.attendance_changes.is_empty() { h2 { "Arrivées et départs" } (changes(sitting)) }
        (findings(record))
    };
    frame(&format!("{title}, {name}"), "../../", &[("../index.html", name)], options, &content)
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
        ("Ouverture", s.opened_at.clone(), "opened_at"),
        ("Clôture", s.closed_at.clone(), "closed_at"),
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

fn acts(s: &Sitting) -> Markup {
    html! {
        div class="scroll" {
            table {
                caption { "Ce qui a été délibéré" }
                thead { tr { th scope="col" { "Numéro" } th scope="col" { "Objet" } th scope="col" { "Vote" } } }
                tbody {
                    @for (j, act) in s.deliberations.iter().enumerate() {
                        tr {
                            td { (act.number.as_deref().unwrap_or("–")) }
                            td { a href=(format!("{}.html", j + 1)) { (super::act::title(act)) } }
                            td { (outcome(act.vote.as_ref())) }
                        }
                    }
                }
            }
        }
    }
}

fn roll(s: &Sitting) -> Markup {
    html! {
        div class="scroll" {
            table {
                caption { "Membres à l'ouverture de la séance" }
                thead { tr { th scope="col" { "Nom" } th scope="col" { "Fonction" } th scope="col" { "Présence" } th scope="col" { "Pouvoir donné à" } } }
                tbody {
                    @for m in &s.members {
                        tr {
                            th scope="row" { (m.name) }
                            td { (m.role.as_deref().unwrap_or("")) }
                            td { (status(m.attendance)) }
                            td { @if let Some(p) = s.proxies.iter().find(|p| p.grantor == m.id) { (member(s, &p.holder)) } }
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
                    @if let Some(time) = &c.time { " à " (time) }
                    @if let Some(n) = c.from_deliberation { ", à partir de la délibération n° " (n) " de la séance" }
                }
            }
        }
    }
}

fn findings(record: &Record) -> Markup {
    let shown: Vec<_> = record.findings.iter().filter(|f| f.severity != Severity::Info).collect();
    html! {
        @if !shown.is_empty() {
            h2 { "À vérifier" }
            ul { @for f in shown { li { (f.message) } } }
        }
    }
}
