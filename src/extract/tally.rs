//! Tallies: a number beside « pour », « contre », « abstention », in any order, in figures or words.
//!
//! « Pour » and « contre » are everyday words: they count only with a number beside them and a second sign of a vote
//! near. Whether the number stands before its word or behind it is one habit per sentence.

use super::vote_names::{names_before, names_follow};
use super::votes::{ABSTENTIONS, AGAINST, FOR, NOT_VOTING, SIDES};
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::number;
use crate::grammar::outline;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
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

/// The tallies of a stretch, in order.
#[must_use]
pub fn tallies(text: &Text<'_>, toks: Toks<'_>) -> Vec<Tally> {
    let marks = text.marks_in(toks);
    if !marks.iter().any(|m| SIDES.iter().any(|(t, _)| text.is(*m, *t))) {
        return Vec::new();
    }
    let mut strong = marks
        .iter()
        .any(|m| text.is(*m, Term::Majority) || text.is(*m, Term::Unanimous) || text.is(*m, Term::CountVoting));
    let ballot = marks.iter().any(|m| text.is(*m, Term::VoteHeading));
    const DECIDES: &[Term] = &[Term::Adopted, Term::Rejected, Term::Verb, Term::Passive];
    let outcome = text.find(toks, DECIDES).is_some();
    let candidates = candidates(text, toks);
    if let Some(pair) = for_against(text, &candidates, marks) {
        return pair;
    }
    let behind = numbers_stand_behind(&candidates);
    let mut out: Vec<Tally> = Vec::new();
    let mut consumed = 0;
    for c in candidates {
        let one = c.mark.end - c.mark.first == 1;
        let colon = text.toks(c.mark.end as usize, toks.end).first().is_some_and(|t| t.sign == ':');
        // « 10 voix pour │ 3 voix contre »: the number in the next cell has a word of its own.
        let next_cell =
            text.tokens.get(c.mark.end as usize).is_some_and(|t| t.gap == Gap::Cell && t.kind == Kind::Number);
        let line = |at: usize| text.tokens.get(at).map(|t| t.line);
        let beside = c.before.as_ref().is_some_and(|(_, at)| line(*at) == line(c.mark.first as usize));
        let after = c.after.filter(|_| !(next_cell && beside));
        let introduced = after.as_ref().is_some_and(|a| a.2);
        let free = c.before.as_ref().filter(|(_, at)| *at >= consumed);
        let (count, end) = match (after, free) {
            (Some((n, end, true)), _) => (Some(n), end),
            (Some((n, end, _)), _) if behind => (Some(n), end),
            (_, Some((n, _))) => (Some(n.clone()), c.mark.end as usize),
            (Some((n, end, false)), None) if c.side != NOT_VOTING && (!one || c.side != FOR) => (Some(n), end),
            _ => match in_bracket(text, c.mark, toks.end).filter(|_| colon || !one) {
                Some((n, end)) => (Some(n), end),
                None => (None, c.mark.end as usize),
            },
        };
        if c.side == NOT_VOTING || (!one && count.is_some()) || (c.side == ABSTENTIONS && count.is_some()) {
            strong |= c.side != NOT_VOTING;
        } else if count.is_none() && one && !colon {
            continue;
        }
        let rubric = colon && opens_line(text, c.mark);
        // « CONTRE │ 4 │ (M. X) », « adopté par 36 voix »
        let opens_cell = free.as_ref().is_some_and(|(_, at)| text.tokens[*at].gap == Gap::Cell);
        let in_cell = introduced && opens_line(text, c.mark) || opens_cell;
        // « Adopté : 17 pour »
        let answers =
            free.as_ref().is_some_and(|(_, at)| at.checked_sub(1).is_some_and(|b| text.tokens[b].sign == ':'));
        let decided = outcome && (said_in_voices(text, c.mark) || answers);
        // « 15 pour », alone on its line.
        let alone = count.is_some() && toks.len() <= 4 && consumed == 0 && c.side != NOT_VOTING;
        strong |= (colon || ballot || in_cell || decided) && count.is_some() || rubric || alone;
        consumed = end;
        out.push(Tally { side: c.side, mark: c.mark, count, end });
    }
    let counted = out.iter().filter(|t| t.count.is_some()).count();
    strong |= counted >= 2;
    // « Mme X et M. Y s'abstiennent »: said of someone, it counts without a number.
    strong |= out.iter().any(|t| {
        text.value(t.mark, Term::Abstention) == Some("told")
            && names_before(text, t.mark.first as usize, toks.start).is_some()
    });
    out.retain(|t| t.side == NOT_VOTING || (strong && (t.count.is_some() || t.end > t.mark.first as usize)));
    if counted == 0 {
        out.retain(|t| t.side == NOT_VOTING || t.side == ABSTENTIONS || names_follow(text, t.end, toks.end));
    }
    out
}

/// « voix », « voix pour »
fn said_in_voices(text: &Text<'_>, mark: Mark) -> bool {
    text.tokens.get(mark.first as usize).is_some_and(|t| text.listed(*t, List::Voices))
}

/// « voix » and nothing else.
fn voices_alone(text: &Text<'_>, mark: Mark) -> bool {
    mark.end - mark.first == 1 && said_in_voices(text, mark)
}

/// « Ont voté pour : groupe Union du Centre (8 voix) »: the count in a bracket behind the name of a group.
fn in_bracket(text: &Text<'_>, mark: Mark, end: usize) -> Option<(At<u32>, usize)> {
    const NAME: usize = 16;
    let line = text.tokens[mark.first as usize].line;
    let from = mark.end as usize;
    let group = text.toks(from, end).slice().iter().take(4).any(|t| text.listed(*t, List::Group));
    let open = (from..end.min(from + NAME)).find(|i| text.tokens[*i].sign == '(' && text.tokens[*i].line == line)?;
    let (n, rest) = small_number(text, text.toks(open + 1, end))?;
    let voices = rest.first().is_some_and(|t| text.listed(t, List::Voices));
    (group && voices && rest.get(1).is_some_and(|t| t.sign == ')')).then_some((n, open + 1))
}

/// « Pour le projet de cession : 18 », « Pour la cession │ 4 │ (Mme X) »: the count behind the words that a side is about.
fn at_line_end(text: &Text<'_>, mark: Mark, side: usize) -> Option<(At<u32>, usize, bool)> {
    const PHRASE: usize = 14;
    let line = text.line(text.tokens[mark.first as usize].line as usize);
    let opinion = [Term::For, Term::Against].iter().any(|t| text.value(mark, *t) == Some("opinion"));
    let opens = opens_line(text, mark) || opinion && mark.first as usize == outline::behind_bullet(line).start;
    if !matches!(side, FOR | AGAINST) || !opens {
        return None;
    }
    let at = (mark.end as usize + 1..line.end.min(mark.end as usize + PHRASE)).find(|i| {
        let t = text.tokens[*i];
        t.kind == Kind::Number && (t.gap == Gap::Cell || text.tokens[*i - 1].sign == ':')
    })?;
    let ends = text.toks(at + 1, line.end).first().is_none_or(|t| t.gap == Gap::Cell || t.sign == '(');
    let plain = text
        .toks(mark.end as usize, at)
        .slice()
        .iter()
        .all(|t| t.kind == Kind::Word || matches!(t.sign, ':' | '\'' | '-'));
    let (n, rest) = small_number(text, text.toks(at, line.end))?;
    (ends && plain && n.value < 1000).then_some((n, rest.start, true))
}

/// « 4 pour la commune », « 3 contre les excès »: the preposition, before an article.
fn is_preposition(text: &Text<'_>, mark: Mark, end: usize) -> bool {
    let next = text.toks(mark.end as usize, end).first().filter(|t| t.gap == Gap::Space);
    let bare = mark.end - mark.first == 1 && !said_in_voices(text, mark);
    bare && text.tokens[mark.first as usize].case == Case::Lower
        && next.is_some_and(|t| text.listed_small(t, List::Determiner))
}

/// « Abstentions : … » in capitals or with a capital at the start of its line.
fn opens_line(text: &Text<'_>, mark: Mark) -> bool {
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
            || word.is_some_and(|m| m.end as usize == b + 1 && SIDES.iter().any(|(t, _)| text.is(*m, *t)))
    });
    let wrapped = wrapped && !owned;
    // A number at the end of the line before may belong to the first word of this one.
    let floor = if wrapped { toks.start.saturating_sub(1) } else { toks.start };
    let mut out = Vec::new();
    let mut last = floor;
    for mark in text.marks_in(toks) {
        let Some(&(_, side)) = SIDES.iter().find(|(t, _)| text.is(*mark, *t)) else { continue };
        let after = number_after(text, mark.end as usize, toks.end);
        let after = after.or_else(|| at_line_end(text, *mark, side));
        let before = number_before(text, mark.first as usize, last)
            .filter(|(n, at)| !is_article(text, n, *mark) && lone_voices(text, *mark, *at));
        if is_preposition(text, *mark, toks.end) {
            continue;
        }
        if voices_alone(text, *mark) && before.is_none() {
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

/// « par 12 voix contre 1 »: the first number is the votes for, or against where something is rejected by them.
fn for_against(text: &Text<'_>, candidates: &[Candidate], marks: &[Mark]) -> Option<Vec<Tally>> {
    let c = candidates.iter().find(|c| c.side == AGAINST)?;
    let rest: Vec<&Candidate> = candidates.iter().filter(|r| !std::ptr::eq(*r, c)).collect();
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
    Some(out)
}

/// « par 20 voix », « à 12 voix »: voices alone are votes for.
fn lone_voices(text: &Text<'_>, mark: Mark, first: usize) -> bool {
    let by = first.checked_sub(1).map_or("", |b| text.doc.text(text.tokens[b].span));
    !voices_alone(text, mark)
        || by.eq_ignore_ascii_case("par")
        || matches!(by, "à" | "a" | "À")
        || by == "(" && behind_unanimity(text, first)
}

/// « UNANIMITÉ (32 voix) »: the number at `first` stands in a bracket behind the word.
fn behind_unanimity(text: &Text<'_>, first: usize) -> bool {
    let at = text.mark_index(first.saturating_sub(1)).checked_sub(1);
    at.and_then(|i| text.marks.get(i)).is_some_and(|m| m.end as usize + 1 == first && text.is(*m, Term::Unanimous))
}

/// « un vote favorable », « un avis favorable »: an article, not the number one; « une voix », « une abstention » count.
fn is_article(text: &Text<'_>, n: &At<u32>, mark: Mark) -> bool {
    let word = text.doc.text(n.span).to_lowercase();
    let said = text.toks(mark.first as usize, mark.end as usize);
    let counted = text.is(mark, Term::Abstention) || said.slice().iter().any(|t| text.listed(*t, List::Voices));
    matches!(word.as_str(), "un" | "une")
        && !counted
        && text.tokens.get((mark.first as usize).wrapping_sub(1)).is_none_or(|t| t.span.end <= n.span.end + 1)
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

/// A number right behind a vote word: its value, one past its last token, and whether a colon introduces it.
fn number_after(text: &Text<'_>, at: usize, end: usize) -> Option<(At<u32>, usize, bool)> {
    let mut toks = text.toks(at, end);
    // A number alone in the next cell is introduced as by a colon.
    let mut colon = toks.first().is_some_and(|t| t.gap == Gap::Cell);
    while let Some(t) = toks.first().filter(|t| matches!(t.sign, ':' | '=' | '(' | '|')) {
        colon |= matches!(t.sign, ':' | '=');
        toks = toks.skip(1);
    }
    let (n, rest) = small_number(text, toks)?;
    // « contre 4 ; » is a tally; « pour 120 m² », « pour 2016 », « pour 31 845,60 € » are not.
    if toks.first().is_some_and(|t| t.gap == Gap::Line) && !colon {
        return None;
    }
    let next = rest.first();
    let thousands =
        next.is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::Space && t.span.end - t.span.start == 3);
    let decimals = next.is_some_and(|t| matches!(t.sign, ',' | '.'))
        && rest.get(1).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::None);
    let measured = next.is_some_and(|t| t.gap == Gap::None && matches!(t.sign, '%' | '/') && !colon)
        || text
            .find(rest.head(2), &[Term::MoneyCurrency, Term::MoneyScale])
            .is_some_and(|m| m.first as usize == rest.start);
    // « pour 12-16 h », « pour 18 h »
    let range = next.is_some_and(|t| matches!(t.sign, '-' | '–') && t.gap == Gap::None)
        && rest.get(1).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::None);
    let hour = text.find(rest.head(2), &[Term::HourUnit]).is_some_and(|m| m.first as usize == rest.start);
    // « pour 620 m d'enrobé », « pour 3 ans »: a number of things, not of voices.
    let things = !colon
        && next.is_some_and(|t| {
            t.kind == Kind::Word
                && t.case == Case::Lower
                && t.gap == Gap::Space
                && !text.listed(t, List::Cast)
                && !text.mark_at(rest.start).is_some_and(|m| SIDES.iter().any(|(s, _)| text.is(m, *s)))
        });
    if thousands || decimals || measured || range || hour || things {
        return None;
    }
    (n.value < 1000).then_some((n, rest.start, colon))
}

/// A number right before a vote word, not before token `from`: its value and its first token.
fn number_before(text: &Text<'_>, at: usize, from: usize) -> Option<(At<u32>, usize)> {
    let mut end = at;
    while end > from {
        let t = text.tokens[end - 1];
        // « 3 membres s'abstiennent », « 12 bulletins pour »
        if !matches!(t.sign, '(' | '-') && !text.listed(t, List::VoteFiller) {
            break;
        }
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|l| *l >= from)?;
    let t = text.tokens[last];
    if t.kind == Kind::Number {
        // « DM1 pour », « 1.01 pour » are no tallies.
        let glued = t.gap == Gap::None
            && last.checked_sub(1).is_some_and(|b| {
                text.tokens[b].kind == Kind::Word || matches!(text.tokens[b].sign, '.' | ',' | '/' | '_')
            });
        if glued {
            return None;
        }
        // « 35 000 pour »: the end of a longer number.
        let longer = last.checked_sub(1).is_some_and(|b| text.tokens[b].kind == Kind::Number) && t.gap == Gap::Space;
        let n =
            text.doc.text(t.span).parse().ok().filter(|n| *n < 1000 && !(longer && t.span.end - t.span.start == 3))?;
        return Some((At::new(n, t.span), last));
    }
    // In words: the longest run of number words that ends here.
    (from.max(last.saturating_sub(5))..=last).find_map(|start| {
        let (n, rest) = small_number(text, text.toks(start, end))?;
        rest.is_empty().then_some((n, start))
    })
}

/// A cardinal below a thousand in figures or words.
fn small_number<'t>(text: &'t Text<'_>, toks: Toks<'t>) -> Option<(At<u32>, Toks<'t>)> {
    let t = toks.first()?;
    if t.kind == Kind::Number {
        let n = text.doc.text(t.span).parse().ok()?;
        return Some((At::new(n, t.span), toks.skip(1)));
    }
    if t.kind != Kind::Word {
        return None;
    }
    let (n, rest) = number::cardinal_in_words(text, toks)?;
    let n32 = u32::try_from(n.value).ok()?;
    Some((At::new(n32, n.span), rest))
}
