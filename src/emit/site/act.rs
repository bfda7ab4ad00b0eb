//! The page of a deliberation: its vote, its sums, its text, its legal references.

use super::Options;
use super::charts;
use super::layout::{page as frame, paragraphs};
use super::place::Place;
use super::sitting::{Parts, authority, home, member, outcome, source, title as sitting_title};
use super::words::{day, sum};
use crate::record::{AmountRole, Deliberation, Outcome, Record, SectionKind, Sitting, Vote};
use maud::{Markup, html};

/// The title of an act, or what stands for it.
pub fn title(act: &Deliberation) -> String {
    act.title.clone().unwrap_or_else(|| {
        act.number.as_deref().map_or_else(|| format!("Délibération {}", act.ordinal), |n| format!("Délibération {n}"))
    })
}

/// The page.
pub fn page(
    record: &Record,
    (i, sitting): (usize, &Sitting),
    (j, act): (usize, &Deliberation),
    (place, parts): (&Place, &Parts),
    options: &Options,
) -> String {
    let at = format!("/sittings/{i}/deliberations/{j}");
    let title = title(act);
    let of = sitting_title(sitting);
    let content = html! {
        h1 { (title) }
        dl {
            dt { "Séance" } dd { a href="index.html" { (of) } }
            @if let Some(number) = &act.number {
                dt { "Numéro" } dd { (number) " " (source(record, &format!("{at}/number"), options)) }
            }
            @if let Some(m) = &act.matter {
                dt { "Matière" }
                dd {
                    (m.code) " "
                    @if let Some((_, label)) = crate::emit::scdl::nomenclature::matter(&m.code) { (label.replace('/', " / ")) }
                    @if m.inferred { " (déduite de l’objet)" }
                }
            }
            @if let Some(id) = &act.rapporteur { dt { "Rapporteur" } dd { (member(sitting, id)) } }
            @if let Some(t) = &act.transmission {
                @if let Some(date) = &t.prefecture_received_on { dt { "Reçue en préfecture" } dd { (day(date)) } }
                @if let Some(date) = &t.published_on { dt { "Publiée" } dd { (day(date)) } }
            }
        }
        @if let Some(v) = &act.vote { (vote(record, sitting, v, &at, options)) }
        @if !act.amounts.is_empty() { (amounts(record, act, &at, options)) }
        h2 { "Texte" }
        @for (k, section) in act.sections.iter().enumerate().filter(|(_, s)| !s.text.trim().is_empty()) {
            @let again = k > 0 && section.heading.is_none() && act.sections[k - 1].kind == section.kind;
            @if !again { h3 { (section.heading.as_deref().unwrap_or(name(section.kind))) } }
            (paragraphs(&section.text))
            @if section.kind == SectionKind::Decision || section.kind == SectionKind::Vote {
                p { (source(record, &format!("{at}/sections/{k}"), options)) }
            }
        }
        @if !act.references.is_empty() {
            h2 { "Textes cités" }
            ul {
                @for r in &act.references {
                    li { @if let Some(uri) = &r.uri { a href=(uri) { (r.key) } } @else { (r.key) } }
                }
            }
        }
        @if place.extract.is_some() { (parts.of_extract()) }
    };
    let (home, name) = (home(place), authority(sitting));
    let trail = [(home.as_str(), name.as_str()), ("index.html", of.as_str())];
    let head = format!("{title}, {name}, {of}");
    frame(&head, "../../", &trail, options, &content)
}

const fn name(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Report => "Exposé",
        SectionKind::Discussion => "Débat",
        SectionKind::Visa => "Visas",
        SectionKind::Recital => "Considérants",
        SectionKind::Formula => "Délibéré",
        SectionKind::Decision => "Décision",
        SectionKind::Vote => "Vote",
        SectionKind::Signature => "Signature",
        SectionKind::Certification => "Caractère exécutoire",
        SectionKind::Appeal => "Voies de recours",
        SectionKind::Stamp => "Télétransmission",
        SectionKind::Annex => "Annexe",
        SectionKind::Other => "Autre texte",
    }
}

fn vote(record: &Record, sitting: &Sitting, v: &Vote, at: &str, options: &Options) -> Markup {
    let class = match v.outcome {
        Some(Outcome::Adopted) => "panel adopted",
        Some(Outcome::Rejected) => "panel rejected",
        _ => "panel",
    };
    let numbers =
        [("Pour", v.for_), ("Contre", v.against), ("Abstention", v.abstentions), ("Ne prend pas part", v.not_voting)];
    let names = [
        ("Pour", &v.for_names),
        ("Contre", &v.against_names),
        ("Abstention", &v.abstention_names),
        ("Ne prend pas part au vote", &v.not_voting_names),
    ];
    html! {
        h2 { "Vote" }
        div class=(class) {
            p { strong { (outcome(Some(v))) } " " (source(record, &format!("{at}/vote/outcome"), options)) }
            @if numbers.iter().any(|(_, n)| n.is_some()) { (charts::vote(numbers, v.unanimous == Some(true))) }
            @if names.iter().any(|(_, list)| !list.is_empty()) {
                dl {
                    @for (label, list) in names {
                        @if !list.is_empty() {
                            dt { (label) }
                            dd { (list.iter().map(|id| member(sitting, id)).collect::<Vec<_>>().join(", ")) }
                        }
                    }
                }
            }
        }
    }
}

fn amounts(record: &Record, act: &Deliberation, at: &str, options: &Options) -> Markup {
    // A column that would be empty is left out.
    let roles = act.amounts.iter().any(|a| a.role != AmountRole::Other);
    let beneficiaries = act.amounts.iter().any(|a| a.beneficiary.is_some());
    html! {
        h2 { "Montants" }
        div class="scroll" {
            table {
                caption { "Sommes citées dans l’acte" }
                thead {
                    tr {
                        th scope="col" class="n" { "Montant" }
                        @if roles { th scope="col" { "Nature" } }
                        @if beneficiaries { th scope="col" { "Bénéficiaire" } }
                        th scope="col" { "Imprimé" }
                    }
                }
                tbody {
                    @for (k, a) in act.amounts.iter().enumerate() {
                        tr {
                            td class="n" { (sum(&a.value, &a.currency)) }
                            @if roles { td { (role(a.role)) } }
                            @if beneficiaries { td { (a.beneficiary.as_deref().unwrap_or("")) } }
                            td { "«\u{a0}" (a.text.trim()) "\u{a0}» " (source(record, &format!("{at}/amounts/{k}"), options)) }
                        }
                    }
                }
            }
        }
    }
}

const fn role(role: AmountRole) -> &'static str {
    match role {
        AmountRole::Grant => "subvention",
        AmountRole::Price => "prix",
        AmountRole::Fee => "tarif",
        AmountRole::Loan => "emprunt",
        AmountRole::Guarantee => "garantie",
        AmountRole::Budget => "budget",
        AmountRole::Salary => "rémunération",
        AmountRole::Other => "",
    }
}
