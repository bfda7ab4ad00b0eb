//! The vote of a deliberation as the record has it: counts, names tied to members, outcome.

use super::deliberation::Draft;
use super::votes::{self, FoundVote, Side};
use super::writer::Writer;
use crate::finding::{Code, Finding};
use crate::grammar::list::List;
use crate::grammar::person::{self, Order, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Toks};
use crate::page::Span;
use crate::reconcile::Roster;
use crate::record::{Decision, Outcome, StatedBy, Vote};
use std::ops::Range;

/// Keys of the record for the sides of a vote: the count, the names.
const KEYS: [(&str, &str); 4] = [
    ("for", "for_names"),
    ("against", "against_names"),
    ("abstentions", "abstention_names"),
    ("not_voting", "not_voting_names"),
];

/// What the decisions of an act tell of its outcome where nothing else does.
fn told_outcome(decisions: &[Decision]) -> Option<Outcome> {
    let noted = |d: &Decision| matches!(d.verb.as_deref(), Some("PREND ACTE" | "DONNE ACTE"));
    match decisions {
        [] => None,
        all if all.iter().all(noted) => Some(Outcome::Noted),
        _ => Some(Outcome::Adopted),
    }
}

/// The vote of one act, and for each side its members.
pub(super) fn vote(
    text: &Text<'_>,
    found: &FoundVote,
    decisions: &[Decision],
    at: &str,
    roster: &mut Roster,
    out: &mut Writer<'_>,
) -> (Vote, [Vec<usize>; 4]) {
    let mut names: [Vec<usize>; 4] = Default::default();
    let mut counts: [Option<u32>; 4] = [None; 4];
    for (k, side) in found.sides.iter().enumerate() {
        let (count_at, names_at) = (format!("{at}/vote/{}", KEYS[k].0), format!("{at}/vote/{}", KEYS[k].1));
        names[k] = voters(text, side, &names_at, roster, out);
        printed_count(side, names[k].len(), (&count_at, &names_at), out);
        counts[k] = side.count.as_ref().map(|c| c.value).or((!names[k].is_empty()).then_some(names[k].len() as u32));
    }
    if let Some(u) = &found.unanimous {
        out.scalar(&format!("{at}/vote/unanimous"), u.span, "");
    }
    let outcome = found.outcome.or_else(|| told_outcome(decisions));
    if let (Some(s), Some(_)) = (found.span, outcome) {
        out.scalar(&format!("{at}/vote/outcome"), s, "");
    }
    let vote = Vote {
        outcome,
        unanimous: found.unanimous.as_ref().map(|u| u.value),
        for_: counts[votes::FOR],
        against: counts[votes::AGAINST],
        abstentions: counts[votes::ABSTENTIONS],
        not_voting: counts[votes::NOT_VOTING],
        ballot: found.ballot.as_ref().map(|b| b.value),
        stated_by: outcome.map(|_| if found.explicit { StatedBy::Explicit } else { StatedBy::Implicit }),
        ..Vote::default()
    };
    (vote, names)
}

/// The members who are named on a side.
fn voters(text: &Text<'_>, side: &Side, at: &str, roster: &mut Roster, out: &mut Writer<'_>) -> Vec<usize> {
    let mut names = Vec::new();
    for span in &side.names {
        for p in named(text, text.within(*span), roster) {
            if let Some(m) = roster.voter(&p)
                && !names.contains(&m)
            {
                out.scalar(&format!("{at}/{}", names.len()), p.span, "");
                names.push(m);
            }
        }
        // « M. Dupont et son pouvoir »: the grantor votes as the holder does.
        if let Some(own) = text.find(text.within(*span), &[Term::ProxyOwn]) {
            let printed = side.count.as_ref().map_or(usize::MAX, |c| c.value as usize);
            for g in names.clone().into_iter().flat_map(|h| roster.grantors(h)) {
                if names.len() < printed && !names.contains(&g) {
                    out.scalar(&format!("{at}/{}", names.len()), text.mark_span(own), "");
                    names.push(g);
                }
            }
        }
    }
    names
}

/// The persons of a stretch who may vote. In « Mme X (pouvoir à M. Y) » he is none; in « MM. GARNIER et MAIRE » the office is
/// the family name of a member.
fn named(text: &Text<'_>, toks: Toks<'_>, roster: &Roster) -> Vec<Person> {
    let mut out = person::persons(text, toks);
    let to = |at: usize| at > toks.start && matches!(text.doc.text(text.tokens[at - 1].span), "à" | "À");
    out.retain(|p| !to(text.within(p.span).start));
    for p in out.iter_mut().filter(|p| p.given.is_some() && roster.find(p).is_none()) {
        let whole = all_family(text, p);
        if roster.find(&whole).is_some() {
            *p = whole;
        }
    }
    let taken = |out: &[Person], at: Span| out.iter().any(|p| p.span.start <= at.start && at.end <= p.span.end);
    for at in toks.start..toks.end {
        let span = text.tokens[at].span;
        if let Some(p) = office_as_name(text, at).filter(|p| !taken(&out, span) && roster.find(p).is_some()) {
            out.push(p);
        }
    }
    out.sort_by_key(|p| p.span.start);
    out
}

/// « M. NGUYEN VAN »: both words are the family name, though one is a given name elsewhere.
fn all_family(text: &Text<'_>, p: &Person) -> Person {
    let toks = text.within(p.span);
    let from = person::title(text, toks.start).map_or(toks.start, |(_, _, end)| end);
    let name = text.toks(from, toks.end).span();
    Person { given: None, family: text.doc.text(name).to_owned(), ..p.clone() }
}

/// « MAIRE »: an office of one word in capitals, behind no article.
fn office_as_name(text: &Text<'_>, at: usize) -> Option<Person> {
    let t = text.tokens[at];
    let article = at.checked_sub(1).is_some_and(|b| text.listed(text.tokens[b], List::Determiner));
    let office = text.longest_at(at).is_some_and(|m| m.end as usize == at + 1 && text.is(m, Term::Office));
    let family = text.doc.text(t.span).to_owned();
    (t.case == Case::Upper && office && !article).then_some(Person {
        honorific: None,
        given: None,
        family,
        role: None,
        head: false,
        order: Order::Sure,
        span: t.span,
    })
}

/// The evidence of a count, and a finding where it is not the number of the names beside it.
fn printed_count(side: &Side, names: usize, (count_at, names_at): (&str, &str), out: &mut Writer<'_>) {
    let Some(c) = &side.count else { return };
    out.scalar(count_at, c.span, &c.value.to_string());
    if names > 0 && c.value as usize != names {
        let message = format!("« {} » is printed beside {names} name(s)", c.value);
        out.find(Finding::new(Code::VoteNamesMismatch, message).on(c.span).at(names_at.to_owned()));
    }
}

/// « Toutes les délibérations ci-dessus ont été prises à l'unanimité »: holds for every act that says nothing itself.
pub(super) fn blanket_vote(
    text: &Text<'_>,
    range: Range<usize>,
    at: &str,
    deliberations: &mut [Draft],
    out: &mut Writer<'_>,
) {
    let Some(mark) = text.find(text.lines(range.start, range.end), &[Term::BlanketVote]) else { return };
    let span = text.mark_span(mark);
    for (i, d) in deliberations.iter_mut().enumerate() {
        let Some(vote) =
            d.record.vote.as_mut().filter(|v| v.unanimous.is_none() && v.against.is_none() && v.for_.is_none())
        else {
            continue;
        };
        vote.unanimous = Some(true);
        vote.stated_by = Some(StatedBy::Explicit);
        if matches!(vote.outcome, None | Some(Outcome::Noted)) {
            vote.outcome = vote.outcome.or(Some(Outcome::Adopted));
        }
        out.scalar(&format!("{at}/deliberations/{i}/vote/unanimous"), span, "");
        out.find(
            Finding::new(Code::BlanketVote, "the vote is stated once for all points")
                .on(span)
                .at(format!("{at}/deliberations/{i}/vote")),
        );
    }
}
