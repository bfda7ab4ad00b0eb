//! One vote for several acts, which it names: « Les délibérations D2026-15 et D2026-16 sont adoptées ensemble à l'unanimité ».

use super::deliberation::Draft;
use super::events::{self, Event};
use super::votes;
use super::writer::Writer;
use crate::finding::{Code, Finding};
use crate::grammar::text::Text;
use crate::record::StatedBy;
use std::ops::Range;

/// A number of fewer bytes may be anything.
const SHORTEST: usize = 4;

/// Gives the vote of such a sentence to every act that it names and that has none of its own.
pub(super) fn joint_vote(
    text: &Text<'_>,
    range: Range<usize>,
    at: &str,
    deliberations: &mut [Draft],
    out: &mut Writer<'_>,
) {
    for line in range {
        if events::event(text, line) != Some(Event::Vote) {
            continue;
        }
        let print = text.doc.text(text.doc.lines[line].span);
        let named: Vec<usize> =
            (0..deliberations.len()).filter(|i| names(print, deliberations[*i].record.number.as_deref())).collect();
        if named.len() < 2 {
            continue;
        }
        let vote = votes::read(text, line..line + 1);
        let count = |k: usize| vote.sides[k].count.as_ref().map(|c| c.value);
        let span = text.doc.lines[line].span;
        for i in named {
            let Some(own) = deliberations[i].record.vote.as_mut().filter(|v| v.outcome.is_none()) else { continue };
            own.outcome = vote.outcome;
            own.unanimous = vote.unanimous.as_ref().map(|u| u.value);
            own.for_ = count(votes::FOR);
            own.against = count(votes::AGAINST);
            own.abstentions = count(votes::ABSTENTIONS);
            own.stated_by = Some(StatedBy::Explicit);
            let pointer = format!("{at}/deliberations/{i}/vote");
            out.scalar(&format!("{pointer}/outcome"), span, "");
            if let Some(u) = &vote.unanimous {
                out.scalar(&format!("{pointer}/unanimous"), u.span, "");
            }
            for (key, k) in [("for", votes::FOR), ("against", votes::AGAINST), ("abstentions", votes::ABSTENTIONS)] {
                if let Some(c) = &vote.sides[k].count {
                    out.scalar(&format!("{pointer}/{key}"), c.span, &c.value.to_string());
                }
            }
            let message = "one vote is stated for several acts, this one among them";
            out.find(Finding::new(Code::BlanketVote, message).on(span).at(pointer));
        }
    }
}

/// Whether a line prints the number of an act, not as part of a longer one.
fn names(print: &str, number: Option<&str>) -> bool {
    let Some(number) = number.filter(|n| n.len() >= SHORTEST) else { return false };
    print.match_indices(number).any(|(i, _)| {
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        free(print[..i].chars().next_back()) && free(print[i + number.len()..].chars().next())
    })
}
