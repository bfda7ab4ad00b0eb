//! Counts of a debate: those present, and each vote that has numbers.

use crate::emit::EmitError;
use crate::emit::xml::Xml;
use crate::record::{Outcome, Sitting, Vote};

/// What counts and outcomes refer to: eId and name.
pub const CONCEPTS: [(&str, &str); 10] = [
    ("inOffice", "en exercice"),
    ("inAttendance", "présents"),
    ("for", "pour"),
    ("against", "contre"),
    ("abstention", "abstention"),
    ("notVoting", "ne prend pas part au vote"),
    ("adopted", "adopté"),
    ("rejected", "rejeté"),
    ("postponed", "reporté"),
    ("withdrawn", "retiré"),
];

/// Writes `analysis`, where there is something to count.
pub fn write(x: &mut Xml, sitting: &Sitting) -> Result<(), EmitError> {
    let counts = &sitting.counts;
    let votes: Vec<_> = sitting
        .deliberations
        .iter()
        .filter_map(|act| Some((act.ordinal, act.vote.as_ref()?)))
        .map(|(ordinal, vote)| (ordinal, vote, tally(vote)))
        .filter(|(_, _, tally)| !tally.is_empty())
        .collect();
    let attendance = counts.present.is_some() || counts.quorum.is_some();
    if votes.is_empty() && !attendance {
        return Ok(());
    }
    x.open("analysis", &[("source", "#greffier")])?;
    x.open("parliamentary", &[])?;
    if attendance {
        x.open("quorumVerification", &[("eId", "quorum"), ("href", "#rollCall")])?;
        if let Some(n) = counts.quorum {
            x.empty("quorum", &[("value", &n.to_string())])?;
        }
        for (concept, n) in [("#inOffice", counts.in_office), ("#inAttendance", counts.present)] {
            if let Some(n) = n {
                x.empty("count", &[("value", &n.to_string()), ("refersTo", concept)])?;
            }
        }
        x.close("quorumVerification")?;
    }
    for (ordinal, vote, tally) in votes {
        let (id, href) = (format!("voting_{ordinal}"), format!("#dbsect_{ordinal}"));
        let mut attributes = vec![("eId", id.as_str()), ("href", href.as_str())];
        match vote.outcome {
            Some(Outcome::Adopted) => attributes.push(("outcome", "#adopted")),
            Some(Outcome::Rejected) => attributes.push(("outcome", "#rejected")),
            Some(Outcome::Postponed) => attributes.push(("outcome", "#postponed")),
            Some(Outcome::Withdrawn) => attributes.push(("outcome", "#withdrawn")),
            Some(Outcome::Noted) | None => {}
        }
        x.open("voting", &attributes)?;
        for (concept, n) in tally {
            x.empty("count", &[("value", &n.to_string()), ("refersTo", concept)])?;
        }
        x.close("voting")?;
    }
    x.close("parliamentary")?;
    x.close("analysis")
}

/// The numbers of a vote. « À l'unanimité » without numbers says one: nobody is against.
fn tally(v: &Vote) -> Vec<(&'static str, u32)> {
    let against = v.against.or_else(|| (v.unanimous == Some(true)).then_some(0));
    [("#for", v.for_), ("#against", against), ("#abstention", v.abstentions), ("#notVoting", v.not_voting)]
        .into_iter()
        .filter_map(|(concept, n)| n.map(|n| (concept, n)))
        .collect()
}
