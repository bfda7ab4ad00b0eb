//! Tallies: a number beside « pour », « contre », « abstention », in any order, in figures or words.
//!
//! « Pour » and « contre » are everyday words: they count only with a number beside them and a second sign of a vote
//! near. Whether the number stands before its word or behind it is one habit per sentence.

use super::tally_left_out::{chosen_by, opt_approved_by};
use super::tally_names::{heads_names, told_of_someone};
use super::tally_numbers::{at_line_end, in_bracket, number_after, number_before};
use super::tally_voices::{is_article, is_by, lone_voices, said_in_voices, voices_alone};
use super::vote_names::names_follow;
use super::vote_subjects::names_before;
use super::votes::{ABSTENTIONS, AGAINST, FOR, NOT_VOTING, SIDES};
use crate::grammar::family;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::At;

/// A number beside a vote word.
pub struct Tally {
    /// Index into [`super::votes::FoundVote::sides`].
    pub side: usize,
    /// The vote word.
    pub mark: Mark,
    /// The number beside it.
    pub count: Option<At<u32>>,
    /// One past the last token of word and number.
    pub end: usize,
}

/// A vote word with the numbers that may be its own.
struct Candidate {
    side: usize,
    mark: Mark,
    before: Option<(At<u32>, usize)>,
    after: Option<(At<u32>, usize, bool)>,
}

/// What stands around a vote word.
struct Around<'c> {
    /// The word is one token: « pour », « contre ».
    one: bool,
    /// A colon follows it.
    colon: bool,
    /// The number before it, where no other word has taken it; with its token.
    before: Option<&'c (At<u32>, usize)>,
    /// The number behind it.
    after: Option<&'c (At<u32>, usize, bool)>,
    /// « Pour 13 », « Vote : Pour 11 »: word and number are the whole line, or all behind the sign.
    whole: bool,
}

/// What a stretch says of itself as a vote.
struct Stretch {
    /// « Vote : » stands in it.
    ballot: bool,
    /// It says what was decided.
    outcome: bool,
    /// The body speaks in it.
    body: bool,
    /// A line of its own: « 15 pour ».
    short: bool,
}

/// The tallies of a stretch, in order.
#[must_use]
pub fn tallies(text: &Text<'_>, toks: Toks<'_>) -> Vec<Tally> {
    const DECIDES: &[Term] = &[Term::Adopted, Term::Rejected, Term::Verb, Term::Passive];
    const SURE: &[Term] = &[Term::Majority, Term::Unanimous, Term::CountVoting];
    let marks = text.marks_in(toks);
    let approved_by = opt_approved_by(text, toks);
    if !marks.iter().any(|m| text.is_any(*m, family::SIDES)) {
        return approved_by.into_iter().collect();
    }
    let candidates = candidates(text, toks);
    if let Some(row) = for_against(text, &candidates, marks).or_else(|| in_a_row(text, &candidates, toks.end)) {
        return row;
    }
    let stretch = Stretch {
        ballot: text.find(toks, &[Term::VoteHeading]).is_some(),
        outcome: text.find(toks, DECIDES).is_some() || chosen_by(text, toks),
        body: text.find(toks, &[Term::Body, Term::BodyShort]).is_some(),
        short: toks.len() <= 4,
    };
    let mut strong = text.find(toks, SURE).is_some();
    let behind = numbers_stand_behind(&candidates);
    let mut out: Vec<Tally> = Vec::new();
    let mut consumed = 0;
    for c in &candidates {
        let around = around(text, c, consumed, toks.end);
        let (count, end) = count_beside(text, c, &around, behind, toks.end);
        let tally = Tally { side: c.side, mark: c.mark, count, end };
        let bare = c.side != NOT_VOTING && tally.count.is_none() && around.one && !around.colon;
        if bare && !heads_names(text, &tally, toks.end) {
            continue;
        }
        strong |= is_sure(text, c, &around, tally.count.is_some(), &stretch, consumed == 0, toks.end);
        consumed = end;
        out.push(tally);
    }
    let counted = out.iter().filter(|t| t.count.is_some()).count();
    strong |=
        counted >= 2 || out.iter().any(|t| told_of_someone(text, t, toks.start) || heads_names(text, t, toks.end));
    out.retain(|t| t.side == NOT_VOTING || (strong && (t.count.is_some() || t.end > t.mark.first as usize)));
    if counted == 0 {
        // « MM. X et Y votent contre »: told of those before.
        let told = |t: &Tally| {
            text.value(t.mark, Term::Against) == Some("told")
                && names_before(text, t.mark.first as usize, toks.start).is_some()
        };
        out.retain(|t| t.side == NOT_VOTING || t.side == ABSTENTIONS || told(t) || names_follow(text, t.end, toks.end));
    }
    match approved_by.filter(|_| !out.iter().any(|t| t.side == FOR)) {
        Some(first) => std::iter::once(first).chain(out).collect(),
        None => out,
    }
}

/// What stands around a vote word; the tokens before `consumed` belong to the words before it.
fn around<'c>(text: &Text<'_>, c: &'c Candidate, consumed: usize, end: usize) -> Around<'c> {
    // « 10 voix pour │ 3 voix contre »: the number in the next cell has a word of its own.
    let next_cell = text.tokens.get(c.mark.end as usize).is_some_and(|t| t.gap == Gap::Cell && t.kind == Kind::Number);
    let line = |at: usize| text.tokens.get(at).map(|t| t.line);
    // « Présents │ 30 │ Contre │ 2 »: the number before is another cell's.
    let apart = text.tokens.get(c.mark.first as usize).is_some_and(|t| t.gap == Gap::Cell);
    let own = |at: usize| line(at) == line(c.mark.first as usize) && !apart;
    let beside = c.before.as_ref().is_some_and(|(_, at)| own(*at));
    let last = text.line(text.tokens[c.mark.first as usize].line as usize).end;
    Around {
        whole: c.after.as_ref().is_some_and(|a| {
            opens_line(text, c.mark) && a.1 == last || answers(text, c.mark) && closes(text, a.1, last)
        }),
        one: c.mark.end - c.mark.first == 1,
        colon: text.toks(c.mark.end as usize, end).first().is_some_and(|t| t.sign == ':'),
        before: c.before.as_ref().filter(|(_, at)| *at >= consumed),
        after: c.after.as_ref().filter(|_| !(next_cell && beside)),
    }
}

/// « Vote : Pour 11 », « M. X ne vote pas. Pour 9. »: a vote word in capitals behind a sign.
fn answers(text: &Text<'_>, mark: Mark) -> bool {
    let first = mark.first as usize;
    let sign = first.checked_sub(1).map_or(' ', |b| text.tokens[b].sign);
    matches!(sign, ':' | '.') && text.tokens[first].case != Case::Lower
}

/// Whether a line, or a sentence that is the last of it, ends at a token.
fn closes(text: &Text<'_>, at: usize, last: usize) -> bool {
    at == last || at + 1 == last && text.tokens[at].sign == '.'
}

/// The number of a vote word, and one past the last token of both: an introduced one behind it, else the side that is the
/// habit of the sentence, else the other side, else a bracket.
fn count_beside(
    text: &Text<'_>,
    c: &Candidate,
    around: &Around<'_>,
    behind: bool,
    end: usize,
) -> (Option<At<u32>>, usize) {
    let word_end = c.mark.end as usize;
    match (around.after, around.before) {
        (Some((n, end, true)), _) => (Some(n.clone()), *end),
        (Some((n, end, _)), _) if behind => (Some(n.clone()), *end),
        (_, Some((n, _))) => (Some(n.clone()), word_end),
        (Some((n, end, false)), None) if c.side != NOT_VOTING && (!around.one || c.side != FOR || around.whole) => {
            (Some(n.clone()), *end)
        }
        _ => match in_bracket(text, c.mark, end).filter(|_| around.colon || !around.one) {
            Some((n, end)) => (Some(n), end),
            None => (None, word_end),
        },
    }
}

/// Whether a vote word with what stands around it can only be a tally, so that those beside it are tallies as well.
fn is_sure(
    text: &Text<'_>,
    c: &Candidate,
    around: &Around<'_>,
    counted: bool,
    stretch: &Stretch,
    first: bool,
    end: usize,
) -> bool {
    let votes = c.side != NOT_VOTING;
    // « 3 voix contre », « 2 abstentions »
    let plain = votes && counted && (!around.one || c.side == ABSTENTIONS);
    // « Pour : … » at the start of its line
    let rubric = around.colon && opens_line(text, c.mark);
    // « CONTRE │ 4 │ (M. X) », « adopté par 36 voix »
    let opens_cell = around.before.is_some_and(|(_, at)| text.tokens[*at].gap == Gap::Cell);
    let in_cell = around.after.is_some_and(|a| a.2) && opens_line(text, c.mark) || opens_cell;
    // « Adopté : 17 pour »
    let answers = around.before.and_then(|(_, at)| at.checked_sub(1)).is_some_and(|b| text.tokens[b].sign == ':');
    // « Le conseil, par 28 voix, », « approuve avec 25 pour »
    let by = around.before.is_some_and(|(_, at)| is_by(text, *at));
    let voices = said_in_voices(text, c.mark);
    let decided = stretch.outcome && (voices || answers || by) || stretch.body && by && voices;
    // « Comité des fêtes : 1 200 € – 8 pour »
    let lead = around.before.and_then(|(_, at)| at.checked_sub(1)).map(|b| text.tokens[b].sign);
    let next = text.tokens.get(c.mark.end as usize);
    let closes = matches!(lead, Some('-' | ':')) && next.is_none_or(|t| t.gap == Gap::Line || t.sign == '(');
    // « 15 pour », alone on its line.
    let alone = counted && stretch.short && first && votes;
    plain
        || rubric
        || alone
        || votes && counted && (closes || is_sentence(text, around, next))
        || counted && (around.colon || stretch.ballot || in_cell || decided)
        // « Vote : contre : M. X, M. Y – abstention : Mme Z »
        || votes && around.colon && stretch.ballot && names_follow(text, c.mark.end as usize, end)
}

/// « Loyer de 410 € par mois. 9 pour. »: number and word are a sentence.
fn is_sentence(text: &Text<'_>, around: &Around<'_>, next: Option<&Token>) -> bool {
    let before = around.before.and_then(|(_, at)| at.checked_sub(1)).map(|b| text.tokens[b].sign);
    before == Some('.') && next.is_none_or(|t| t.sign == '.' || t.gap == Gap::Line)
}

/// « 4 pour la commune », « 3 contre les excès »: the preposition, before an article.
pub(super) fn is_preposition(text: &Text<'_>, mark: Mark, end: usize) -> bool {
    let next = text.toks(mark.end as usize, end).first().filter(|t| t.gap == Gap::Space);
    let bare = mark.end - mark.first == 1 && !said_in_voices(text, mark);
    bare && text.tokens[mark.first as usize].case == Case::Lower
        && next.is_some_and(|t| text.listed_small(t, List::Determiner))
}

/// « Vote à bulletins secrets : 9 votants, 6 pour les travaux, 3 contre »: those on the other side are counted as well, in
/// a stretch that tells of a ballot.
fn opposed(text: &Text<'_>, mark: Mark, toks: Toks<'_>) -> bool {
    const BALLOT: &[Term] = &[Term::VoteHeading, Term::Ballot, Term::CountVoting];
    let other = |m: &Mark| {
        let first = m.first as usize;
        m.first != mark.first && text.is_any(*m, family::SIDES) && number_before(text, first, toks.start).is_some()
    };
    text.find(toks, BALLOT).is_some() && text.marks_in(toks).iter().any(other)
}

/// « Ne participent pas │ 5 │ M. X »: what is told of a vote only where it is a cell of its own.
fn is_whole_cell(text: &Text<'_>, mark: Mark) -> bool {
    let opens = matches!(text.tokens[mark.first as usize].gap, Gap::Cell | Gap::Line);
    let closes = text.tokens.get(mark.end as usize).is_none_or(|t| matches!(t.gap, Gap::Cell | Gap::Line));
    text.value(mark, Term::NotVoting) != Some("cell") || opens && closes
}

/// « Abstentions : … » in capitals or with a capital at the start of its line.
pub(super) fn opens_line(text: &Text<'_>, mark: Mark) -> bool {
    let first = text.tokens[mark.first as usize];
    let line = outline::behind_bullet(text.line(first.line as usize));
    line.start == mark.first as usize && first.case != Case::Lower
}

/// The vote words of a stretch, each with the numbers on its two sides.
fn candidates(text: &Text<'_>, toks: Toks<'_>) -> Vec<Candidate> {
    let wrapped = toks.first().is_some_and(|t| !text.doc.lines[t.line as usize].gap_before);
    // « Abstention : 1⏎Ont voté contre : … »: that number has its word.
    let owned = toks.start.checked_sub(2).is_some_and(|b| {
        let word = text.mark_index(b + 1).checked_sub(1).and_then(|i| text.marks.get(i));
        matches!(text.tokens[b].sign, ':' | '=' | '(')
            || word.is_some_and(|m| m.end as usize == b + 1 && text.is_any(*m, family::SIDES))
    });
    let wrapped = wrapped && !owned;
    // A number at the end of the line before may belong to the first word of this one.
    let floor = if wrapped { toks.start.saturating_sub(1) } else { toks.start };
    let mut out = Vec::new();
    let mut last = floor;
    for mark in text.marks_in(toks) {
        let Some(&(_, side)) = SIDES.iter().find(|(t, _)| text.is(*mark, *t)) else { continue };
        let after = number_after(text, mark.end as usize, toks.end);
        let after = after.or_else(|| at_line_end(text, *mark, side)).or_else(|| behind_what(text, *mark, toks.end));
        let before = number_before(text, mark.first as usize, last)
            .filter(|(n, at)| !is_article(text, n, *mark) && lone_voices(text, *mark, *at));
        let voted_on = || before.is_some() && opposed(text, *mark, toks);
        if is_preposition(text, *mark, toks.end) && !voted_on() || !is_whole_cell(text, *mark) {
            continue;
        }
        if voices_alone(text, *mark) && before.is_none() {
            continue;
        }
        // « POUR l'avis défavorable : 28 »: what the vote is about is no side.
        let about = out.last().and_then(|c: &Candidate| c.after.as_ref());
        if about.is_some_and(|(_, end, _)| *end > mark.end as usize) {
            continue;
        }
        // « Avis favorable : 4 voix » counts, « émet un avis favorable » does not.
        let opinion = [Term::For, Term::Against].iter().any(|t| text.value(*mark, *t) == Some("opinion"));
        if opinion && after.is_none() {
            continue;
        }
        last = mark.end as usize;
        out.push(Candidate { side, mark: *mark, before, after });
    }
    out
}

/// « Pour l'acceptation : 1 », « Contre le projet : 8 »: what was voted on stands between the word and its number.
fn behind_what(text: &Text<'_>, mark: Mark, end: usize) -> Option<(At<u32>, usize, bool)> {
    const WORDS: usize = 5;
    let toks = text.toks(mark.end as usize, end);
    let first = toks.first().filter(|t| text.listed_small(*t, List::Determiner))?;
    let capital = matches!(text.tokens[mark.first as usize].case, Case::Title | Case::Upper);
    let colon = toks.slice().iter().take(WORDS).position(|t| t.sign == ':')?;
    let words = |t: &Token| t.line == first.line && (t.case == Case::Lower || t.sign == '\'');
    (capital && toks.head(colon).slice().iter().all(words)).then_some(())?;
    number_after(text, toks.start + colon, end)
}

/// « par 12 voix contre 1 »: the first number is the votes for, or against where something is rejected by them.
fn for_against(text: &Text<'_>, candidates: &[Candidate], marks: &[Mark]) -> Option<Vec<Tally>> {
    let c = candidates.iter().find(|c| c.side == AGAINST)?;
    // « pour 620 m d'enrobé … adopté par 4 voix contre 2 »: a preposition has no number of voices.
    let counted = |r: &&Candidate| r.before.is_some() || r.after.is_some();
    let others = || candidates.iter().filter(|r| !std::ptr::eq(*r, c));
    let rest: Vec<&Candidate> = others().filter(counted).collect();
    let (first, second) = (c.before.clone()?, c.after.clone()?);
    if !said_in_voices(text, c.mark) || rest.iter().any(|r| r.side == FOR || r.side == AGAINST) {
        return None;
    }
    // The verb may stand on the line before.
    let line = text.tokens[c.mark.first as usize].line as usize;
    let from = if text.doc.lines[line].gap_before { line } else { line.saturating_sub(1) };
    let lost = text.marks_in(text.lines(from, line + 1)).iter().chain(marks).any(|m| {
        text.is(*m, Term::Rejected)
            || text.value(*m, Term::Passive) == Some("rejected")
            || matches!(text.value(*m, Term::Verb), Some("REJETTE" | "REFUSE"))
    });
    let (a, b) = if lost { (AGAINST, FOR) } else { (FOR, AGAINST) };
    let mut out = vec![
        Tally { side: a, mark: c.mark, count: Some(first.0), end: c.mark.end as usize },
        Tally { side: b, mark: c.mark, count: Some(second.0), end: second.1 },
    ];
    out.extend(rest.iter().filter_map(|r| {
        let (n, end) =
            r.before.clone().map(|(n, _)| (n, r.mark.end as usize)).or(r.after.clone().map(|(n, e, _)| (n, e)))?;
        Some(Tally { side: r.side, mark: r.mark, count: Some(n), end })
    }));
    // « par 13 voix contre 2 (M. X), Mme Y s'étant abstenue », « …, M. Z ne prenant pas part au vote »
    let told = others().filter(|r| !counted(r) && r.mark.first > c.mark.first);
    let told = told.map(|r| Tally { side: r.side, mark: r.mark, count: None, end: r.mark.end as usize });
    out.extend(told.filter(|t| t.side == NOT_VOTING || told_of_someone(text, t, c.mark.end as usize)));
    Some(out)
}

/// « Pour Contre Abstentions 8 2 2 »: a table that lost its cells gives its heads, then as many numbers; « Votants » before
/// them has the first.
fn in_a_row(text: &Text<'_>, candidates: &[Candidate], end: usize) -> Option<Vec<Tally>> {
    let (first, last) = candidates.first().zip(candidates.last())?;
    let head = |c: &Candidate| {
        let t = text.tokens[c.mark.first as usize];
        matches!(t.case, Case::Title | Case::Upper) && t.gap != Gap::Cell
    };
    let beside = |w: &[Candidate]| w[0].mark.end == w[1].mark.first && w[0].side != w[1].side;
    if candidates.len() < 2 || !candidates.iter().all(head) || !candidates.windows(2).all(beside) {
        return None;
    }
    // « Votants Pour » is one wording: « votant pour ».
    let voters =
        usize::from(text.value(first.mark, Term::For) == Some("told") && first.mark.end - first.mark.first == 2);
    let (from, behind) = (last.mark.end as usize + voters, last.mark.end as usize + voters + candidates.len());
    let numbers: Option<Vec<At<u32>>> = (from..behind).map(|i| lone_number(text, i, end)).collect();
    let more = lone_number(text, behind, end).is_some() || first.before.is_some();
    let tally = |(c, n): (&Candidate, At<u32>)| Tally { side: c.side, mark: c.mark, count: Some(n), end: behind };
    numbers.filter(|_| !more).map(|n| candidates.iter().zip(n).map(tally).collect())
}

/// A number of voices that is a token of its own.
fn lone_number(text: &Text<'_>, at: usize, end: usize) -> Option<At<u32>> {
    let t = text.tokens.get(at).filter(|t| at < end && t.kind == Kind::Number && t.gap == Gap::Space)?;
    text.doc.text(t.span).parse().ok().filter(|n| *n < 1000).map(|n| At::new(n, t.span))
}

/// « pour 12, contre 1, abstentions 2 » against « 12 pour, 1 contre, 2 abstentions »: the habit that gives more words a
/// number. Where both do, the first word tells: a number before it belongs to it.
fn numbers_stand_behind(candidates: &[Candidate]) -> bool {
    let voting: Vec<&Candidate> = candidates.iter().filter(|c| c.side != NOT_VOTING).collect();
    let behind = voting.iter().filter(|c| c.after.is_some()).count();
    let before = voting.iter().filter(|c| c.before.is_some()).count();
    let first_free = voting.first().is_some_and(|c| c.before.is_none() && c.after.is_some());
    voting.len() >= 2 && behind >= 2 && (behind > before || behind == before && first_free)
}
