//! Votes: majority, voters, unanimity, names, secrecy, the accounts of the mayor.

use super::Case;
use super::presence;
use crate::finding::{Code, Finding};
use crate::page::fold;
use crate::record::{Attendance, Ballot, Deliberation, Outcome, Vote};

fn each<'r>(case: &'r Case<'_>) -> impl Iterator<Item = (String, &'r Deliberation, &'r Vote)> {
    let acts = case.sitting.deliberations.iter().enumerate();
    acts.filter_map(|(i, d)| d.vote.as_ref().map(|v| (format!("/deliberations/{i}/vote"), d, v)))
}

/// CGCT L2121-20: adopted by the majority of the votes cast, abstentions left out.
pub(super) fn majority(case: &Case<'_>, out: &mut Vec<Finding>) {
    for (part, _, v) in each(case) {
        let (Some(for_), Some(against)) = (v.for_, v.against) else { continue };
        let odd = match v.outcome {
            Some(Outcome::Adopted) => for_ < against,
            Some(Outcome::Rejected) => for_ > against,
            _ => false,
        };
        if odd {
            let outcome = if v.outcome == Some(Outcome::Adopted) { "adopted" } else { "rejected" };
            let message = format!("{outcome} with {for_} for and {against} against (CGCT L2121-20)");
            out.push(case.find(Code::MajorityBroken, &part, message));
        }
    }
}

/// No more votes than members present or represented at that point.
pub(super) fn voters(case: &Case<'_>, out: &mut Vec<Finding>) {
    for (part, d, v) in each(case) {
        // A list of candidates gets as many votes as it has seats to fill; only one motion is counted here.
        let cast: u32 = [v.for_, v.against, v.abstentions].into_iter().flatten().sum();
        let Some(may) = presence::voters(case.sitting, d.ordinal).filter(|m| *m.end() >= 3) else { continue };
        let most = (*may.end()).max(case.sitting.counts.voting.unwrap_or(0));
        if cast > most {
            let message = format!("{cast} votes, {most} members present or represented (CGCT L2121-20)");
            out.push(case.find(Code::VotesExceedVoters, &part, message));
        }
    }
}

/// A vote that is unanimous has no vote against.
pub(super) fn unanimity(case: &Case<'_>, out: &mut Vec<Finding>) {
    for (part, _, v) in each(case) {
        if v.unanimous == Some(true)
            && let Some(n) = v.against.filter(|n| *n > 0)
        {
            out.push(case.find(Code::UnanimityBroken, &part, format!("unanimous, with {n} against (CGCT L2121-20)")));
        }
    }
}

/// Those who vote are present or represented.
pub(super) fn names(case: &Case<'_>, out: &mut Vec<Finding>) {
    let s = case.sitting;
    for (part, _, v) in each(case) {
        let lists = [
            ("for_names", &v.for_names),
            ("against_names", &v.against_names),
            ("abstention_names", &v.abstention_names),
        ];
        for (key, list) in lists {
            for (k, id) in list.iter().enumerate() {
                let Some(m) = s.members.iter().find(|m| m.id == *id) else { continue };
                let away = matches!(m.attendance, Attendance::Absent | Attendance::Excused);
                if away && !presence::moves(s, id) {
                    let message = format!("{} votes and is neither present nor represented (CGCT L2121-20)", m.name);
                    out.push(case.find(Code::VoterAbsent, &format!("{part}/{key}/{k}"), message));
                }
            }
        }
    }
}

/// CGCT L2121-21: a secret ballot names nobody.
pub(super) fn secret(case: &Case<'_>, out: &mut Vec<Finding>) {
    for (part, _, v) in each(case) {
        if v.ballot == Some(Ballot::Secret) && !(v.against_names.is_empty() && v.abstention_names.is_empty()) {
            let message = "a secret ballot with the names of voters (CGCT L2121-21)";
            out.push(case.find(Code::SecretNamed, &part, message));
        }
    }
}

/// CGCT L2121-14: the mayor withdraws when his accounts are voted on.
pub(super) fn accounts(case: &Case<'_>, out: &mut Vec<Finding>) {
    let Some(chair) = &case.sitting.chair else { return };
    for (part, d, v) in each(case) {
        let title = fold::fold(d.title.as_deref().unwrap_or(""));
        let accounts = title.contains("compte administratif") || title.contains("compte financier unique");
        if accounts && v.outcome == Some(Outcome::Adopted) && v.for_names.contains(chair) {
            let message = format!("{} votes on the accounts (CGCT L2121-14)", case.name(chair));
            out.push(case.find(Code::MayorVotesAccounts, &part, message));
        }
    }
}
