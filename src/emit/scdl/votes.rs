//! The five vote cells: all or none (custom check of the schema).

use super::metadata::Known;
use super::reason::Reason;
use crate::record::{Attendance, Outcome, Sitting, Vote};

/// Members in office, votes cast, for, against, abstentions.
pub type Tally = [u32; 5];

/// The five numbers, as printed or where they follow from what is printed.
///
/// Unanimous with a printed number of voters and nobody coming or going: all of them are for. A number of votes for
/// without the others: they are nought when the act is unanimous or the votes for are all the voters.
///
/// # Errors
/// The reason why the cells stay empty.
pub fn tally(sitting: &Sitting, vote: Option<&Vote>, known: Option<&Known>) -> Result<Tally, Reason> {
    let vote = vote.ok_or(Reason::NoVote)?;
    if vote.outcome == Some(Outcome::Noted) && vote.for_.is_none() {
        return Err(Reason::NoVote);
    }
    if vote.not_voting.unwrap_or(0) > 0 || !vote.not_voting_names.is_empty() {
        return Err(Reason::BallotsLeftOver);
    }
    let office = sitting.counts.in_office.or_else(|| known?.members).ok_or(Reason::NoMembersInOffice)?;
    let voters = voters(sitting);
    let unanimous = vote.unanimous == Some(true);
    let (pros, cons, abstentions) = match (vote.for_, vote.against, vote.abstentions) {
        (Some(f), Some(c), Some(a)) => (f, c, a),
        (Some(f), c, a) => {
            let (known_c, known_a) = (c.unwrap_or(0), a.unwrap_or(0));
            let all = f.saturating_add(known_c).saturating_add(known_a);
            let none_left = voters == Some(all) || (unanimous && c.is_none_or(|c| c == 0) && voters.is_none());
            if !none_left {
                return Err(Reason::VoteNotCounted);
            }
            (f, known_c, known_a)
        }
        (None, c, a) if unanimous && c.unwrap_or(0) == 0 => {
            let abstentions = a.unwrap_or(0);
            let pros = voters.and_then(|v| v.checked_sub(abstentions)).ok_or(Reason::VoteNotCounted)?;
            (pros, 0, abstentions)
        }
        _ => return Err(Reason::VoteNotCounted),
    };
    let cast = pros.saturating_add(cons).saturating_add(abstentions);
    if cast == 0 {
        return Err(Reason::VoteNotCounted);
    }
    if cast > office {
        return Err(Reason::MoreVotesThanMembers);
    }
    Ok([office, cast, pros, cons, abstentions])
}

/// How many vote: as printed, or those present and the proxies where the printed number of those present is that of
/// the roll. Nobody may come or go.
fn voters(sitting: &Sitting) -> Option<u32> {
    if !sitting.attendance_changes.is_empty() {
        return None;
    }
    let count = || {
        let present = sitting.members.iter().filter(|m| m.attendance == Attendance::Present).count();
        let printed = sitting.counts.present.filter(|n| usize::try_from(*n) == Ok(present))?;
        printed.checked_add(u32::try_from(sitting.proxies.len()).ok()?)
    };
    sitting.counts.voting.or_else(count)
}
