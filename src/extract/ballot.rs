//! The vote of a deliberation as the record has it: counts, names tied to members, outcome.

use super::deliberation::Draft;
use super::votes::{self, FoundVote};
use super::writer::Writer;
use crate::finding::{Code, Finding};
use crate::grammar::person::{self};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::reconcile::Roster;
use crate::record::{Decision, Outcome, StatedBy, Vote};
use std::ops::Range;

pub(super) fn vote(
    text: &Text<'_>,
    found: &FoundVote,
    decisions: &[Decision],
    at: &str,
    roster: &mut Roster,
    ev: &mut Writer<'_>,
    findings: &mut Vec<Finding>,
) -> (Vote, [Vec<usize>; 4]) {
    let mut names: [Vec<usize>; 4] = Default::default();
    let mut counts: [Option<u32>; 4] = [None; 4];
    let keys = [
        ("for", "for_names"),
        ("against", "against_names"),
        ("abstentions", "abstention_names"),
        ("not_voting", "not_voting_names"),
    ];
    for (k, side) in found.sides.iter().enumerate() {
        for span in &side.names {
            for p in person::persons(text, text.within(*span)) {
                if let Some(m) = roster.voter(&p)
                    && !names[k].contains(&m)
                {
                    ev.scalar(&format!("{at}/vote/{}/{}", keys[k].1, names[k].len()), p.span, "");
                    names[k].push(m);
                }
            }
            // « M. Dupont et son pouvoir »: the grantor votes as the holder does.
            if let Some(own) = text.find(text.within(*span), &[Term::ProxyOwn]) {
                let printed = side.count.as_ref().map_or(usize::MAX, |c| c.value as usize);
                let holders = names[k].clone();
                for g in holders.into_iter().flat_map(|h| roster.grantors(h)) {
                    if names[k].len() < printed && !names[k].contains(&g) {
                        ev.scalar(&format!("{at}/vote/{}/{}", keys[k].1, names[k].len()), text.mark_span(own), "");
                        names[k].push(g);
                    }
                }
            }
        }
        counts[k] =
            side.count.as_ref().map(|c| c.value).or_else(|| (!names[k].is_empty()).then_some(names[k].len() as u32));
        if let Some(c) = &side.count {
            ev.scalar(&format!("{at}/vote/{}", keys[k].0), c.span, &c.value.to_string());
            if !names[k].is_empty() && c.value as usize != names[k].len() {
                findings.push(
                    Finding::new(
                        Code::VoteNamesMismatch,
                        format!("« {} » is printed beside {} name(s)", c.value, names[k].len()),
                    )
                    .on(c.span)
                    .at(format!("{at}/vote/{}", keys[k].1)),
                );
            }
        }
    }
    if let Some(u) = &found.unanimous {
        ev.scalar(&format!("{at}/vote/unanimous"), u.span, "");
    }
    let outcome = found.outcome.or_else(|| (!decisions.is_empty()).then_some(Outcome::Adopted));
    if let (Some(s), Some(_)) = (found.span, outcome) {
        ev.scalar(&format!("{at}/vote/outcome"), s, "");
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

/// « Toutes les délibérations ci-dessus ont été prises à l'unanimité »: holds for every act that says nothing itself.
pub(super) fn blanket_vote(
    text: &Text<'_>,
    range: Range<usize>,
    at: &str,
    deliberations: &mut [Draft],
    ev: &mut Writer<'_>,
    findings: &mut Vec<Finding>,
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
        ev.scalar(&format!("{at}/deliberations/{i}/vote/unanimous"), span, "");
        findings.push(
            Finding::new(Code::BlanketVote, "the vote is stated once for all points")
                .on(span)
                .at(format!("{at}/deliberations/{i}/vote")),
        );
    }
}
