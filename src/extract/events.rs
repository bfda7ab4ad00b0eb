//! Events: the lines on which the body votes, decides, takes note or puts off. An act is what an event closes.

use super::fate::opt_fate;
use super::lesser_events::is_passive;
use super::tally::{Tally, tallies};
use super::vote_table;
use crate::grammar::family;
use crate::grammar::lexicon::{Mark, Terms};
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::record::SectionKind;
use std::cell::Cell;

/// What a line does to the act it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A tally, unanimity, an outcome in words.
    Vote,
    /// A formula or a deciding verb.
    Decision,
}

/// Longest sentence, in tokens, that is an outcome and nothing else: « Adopté à l'unanimité des membres présents. »
const OUTCOME_LEN: usize = 16;

/// Whether a line carries a vote or a decision. Every cut of the document asks it anew, so the answer is kept.
#[must_use]
pub fn event(text: &Text<'_>, line: usize) -> Option<Event> {
    let kept = text.kept(line);
    match kept.map(Cell::get) {
        Some(1) => return None,
        Some(2) => return Some(Event::Vote),
        Some(3) => return Some(Event::Decision),
        _ => {}
    }
    let found = find_event(text, line);
    if let Some(kept) = kept {
        kept.set(match found {
            None => 1,
            Some(Event::Vote) => 2,
            Some(Event::Decision) => 3,
        });
    }
    found
}

fn find_event(text: &Text<'_>, line: usize) -> Option<Event> {
    match outline::label(text, line) {
        Label::Section(SectionKind::Vote) => return (!only_heading(text, line)).then_some(Event::Vote),
        Label::Section(SectionKind::Formula) => return Some(Event::Decision),
        Label::Section(SectionKind::Visa | SectionKind::Recital) => {
            // « Vu la loi …, le conseil, à l'unanimité, approuve … »: a visa that runs on into the decision.
            return in_words(text, text.line(line))
                .or_else(|| tallied_behind(text, line))
                .or_else(|| in_words(text, last_sentence(text, line)?))
                .or_else(|| in_words(text, decided_behind_comma(text, line)?))
                .or_else(|| noted_behind_comma(text, line).then_some(Event::Decision));
        }
        Label::Section(SectionKind::Stamp | SectionKind::Appeal) => return None,
        Label::Section(SectionKind::Decision) => {
            let upper = outline::behind_bullet(text.line(line)).slice().iter().take(2).any(|t| t.case == Case::Upper);
            return upper.then_some(Event::Decision).or_else(|| in_words(text, text.line(line)));
        }
        _ => {}
    }
    if vote_table::head(text, line).is_some_and(|c| c.len() >= 2) && vote_table::counts_below(text, line) {
        return Some(Event::Vote);
    }
    let toks = text.begun(line);
    let marks = text.marks_in(toks);
    if marks.is_empty() {
        return opt_fate(text, toks).map(|_| Event::Vote);
    }
    if opens_roll(text, toks, marks) {
        return None;
    }
    if marks.iter().any(|m| text.is(*m, Term::Formula)) {
        return Some(Event::Decision);
    }
    /// Tokens looked at before a wording for the bracket it stands in.
    const BRACKET: usize = 40;
    // « M. X (sort de la séance à 20 h) » in a roll
    let in_roll = |t: &Tally| {
        let first = t.mark.first as usize;
        let from = toks.start.max(first.saturating_sub(BRACKET));
        let opened = (from..first).rev().find(|i| matches!(text.tokens[*i].sign, '(' | ')'));
        text.value(t.mark, Term::NotVoting) == Some("leaves") && opened.is_some_and(|i| text.tokens[i].sign == '(')
    };
    if !tallies(text, toks).iter().all(in_roll) {
        return Some(Event::Vote);
    }
    in_words(text, toks)
}

/// « ABSENT : M. X Mme Y est désignée secrétaire de séance », « Présents : 33 M. X est élu secrétaire »: a list or a
/// count, and what lost its line behind it.
fn opens_roll(text: &Text<'_>, toks: Toks<'_>, marks: &[Mark]) -> bool {
    let of_head = family::HEAD.or(family::COUNTS);
    let list = marks.first().filter(|m| m.first as usize == toks.start && text.is_any(**m, of_head));
    let colon = list.is_some_and(|m| text.tokens.get(m.end as usize).is_some_and(|t| t.sign == ':'));
    colon && marks.iter().any(|m| text.is(*m, Term::Secretary))
}

/// « Vu l'article 6, la protection est accordée. 43 voix pour. »: a tally in the last sentence of a line that begins with
/// a visa. What is told of others' votes stands in the first.
fn tallied_behind(text: &Text<'_>, line: usize) -> Option<Event> {
    let toks = text.line(line);
    if last_sentence(text, line).is_some_and(|last| tallied(text, last)) {
        return Some(Event::Vote);
    }
    // « Vu …, le conseil ne donne pas suite : 3 voix pour, 12 voix contre »
    let body = text.find(toks, &[Term::Body, Term::BodyShort, Term::Passive])?;
    let counted = tallies(text, text.toks(body.end as usize, toks.end)).iter().filter(|t| t.count.is_some()).count();
    (counted >= 2).then_some(Event::Vote)
}

/// « Vu l'article R. 133-3 …. Après un vote à bulletin secret, sont désignés : M. X »: the last sentence of a line of several.
fn last_sentence<'t>(text: &'t Text<'_>, line: usize) -> Option<Toks<'t>> {
    const SHORTEST: usize = 3;
    let toks = text.line(line);
    let ends = |i: &usize| outline::sentence_ends(text, *i);
    let stop = (toks.start..toks.end).rev().filter(ends).find(|i| *i + SHORTEST < toks.end)?;
    Some(text.toks(stop + 1, toks.end))
}

/// « Vu l'article D. 2224-1, il est pris acte du rapport. »
fn noted_behind_comma(text: &Text<'_>, line: usize) -> bool {
    let toks = text.line(line);
    let behind = |m: &Mark| (m.first as usize) > toks.start && text.tokens[m.first as usize - 1].sign == ',';
    text.marks_in(toks).iter().any(|m| text.is(*m, Term::Noted) && behind(m))
}

/// « Vu l'article L. 2121-21, l'acquisition n'est pas approuvée. »: the main clause behind the visa's comma.
fn decided_behind_comma<'t>(text: &'t Text<'_>, line: usize) -> Option<Toks<'t>> {
    let toks = text.line(line);
    let passive = text.marks_in(toks).iter().rfind(|m| text.is(**m, Term::Passive))?;
    let comma = (toks.start..passive.first as usize).rfind(|i| text.tokens[*i].sign == ',')?;
    let clause = text.toks(comma + 1, toks.end);
    clause.first().is_some_and(|t| text.listed_small(t, List::Determiner)).then_some(clause)
}

/// « Elle est portée à 48 € à l'unanimité »: the sentence that a wording closes tells in the passive what was decided.
fn told_before(text: &Text<'_>, at: usize, from: usize) -> bool {
    const REACH: usize = 16;
    let from = from.max(at.saturating_sub(REACH));
    let start = (from..at).rev().find(|i| outline::sentence_ends(text, *i)).map_or(from, |i| i + 1);
    let toks = text.toks(start, at);
    is_passive(text, toks) || is_done(text, toks)
}

/// « Ces tarifs sont reconduits à l'unanimité »: a participle of another ending behind the auxiliary.
fn is_done(text: &Text<'_>, toks: Toks<'_>) -> bool {
    const ENDS: [&str; 8] = ["it", "its", "ite", "ites", "us", "ue", "ues", "is"];
    toks.slice().windows(2).any(|w| {
        let word = text.doc.text(w[1].span);
        text.listed_small(w[0], List::PassiveAuxiliary) && word.len() > 5 && ENDS.iter().any(|e| word.ends_with(e))
    })
}

/// Whether a stretch holds a tally.
#[must_use]
pub fn tallied(text: &Text<'_>, toks: Toks<'_>) -> bool {
    !tallies(text, toks).is_empty()
}

/// « Vote : » alone: what follows is the vote. The head of a column says no more.
fn only_heading(text: &Text<'_>, line: usize) -> bool {
    let toks = outline::behind_bullet(text.line(line));
    text.mark_at(toks.start)
        .is_some_and(|m| text.is(m, Term::VoteHeading) && toks.len() <= (m.end - m.first) as usize + 1)
}

/// A vote or a decision told in words, anywhere in a line.
pub(super) fn in_words(text: &Text<'_>, toks: Toks<'_>) -> Option<Event> {
    let marks = text.marks_in(toks);
    let own = marks.iter().filter(|m| !is_elsewhere(text, **m));
    let said = own.fold(Terms::default(), |all, m| all.or(text.lexicon.terms(*m)));
    let has = |t: Term| said.has(t);
    let subject = has(Term::Body) || has(Term::ActSubject);
    if has(Term::Unanimous) && around(text, toks) {
        return Some(Event::Vote);
    }
    if has(Term::Unanimous)
        && (has(Term::Verb)
            || has(Term::For)
            || has(Term::Adopted)
            || has(Term::Passive)
            || subject
            || has(Term::MinutesApproval))
    {
        return Some(Event::Vote);
    }
    // « Budgets votés à l'unanimité. »
    let voted = |m: &Mark| {
        let before = (m.first as usize).checked_sub(1).map(|b| text.tokens[b]);
        text.is(*m, Term::Unanimous) && before.is_some_and(|t| text.listed(t, List::VotedPlural))
    };
    if marks.iter().any(voted) || opt_fate(text, toks).is_some() {
        return Some(Event::Vote);
    }
    // « Foire aux chèvres : 300 € - unanimité », « Foire : 300 € unanimité », « Ski-club : 1 000 F (unanimité) »
    let closes = |m: &&Mark| {
        let sum = |c: &Mark| c.end == m.first && text.is(*c, Term::MoneyCurrency);
        let before = (m.first as usize).checked_sub(1).map_or(' ', |b| text.tokens[b].sign);
        let signed = matches!(before, '-' | ':' | ',' | '.' | '(');
        let apart = signed || marks.iter().any(sum) || told_before(text, m.first as usize, toks.start);
        let rest = text.toks(m.end as usize, toks.end);
        text.is(**m, Term::Unanimous) && apart && rest.slice().iter().all(|t| matches!(t.sign, '.' | ')'))
    };
    if marks.last().filter(closes).is_some_and(|m| m.first as usize > toks.start) {
        return Some(Event::Vote);
    }
    // « Approbation à l'unanimité. »
    let noun = toks.first().is_some_and(|t| text.listed(t, List::OutcomeNoun));
    if noun && has(Term::Unanimous) && toks.len() <= OUTCOME_LEN / 2 {
        return Some(Event::Vote);
    }
    if marks.iter().any(|m| outcome_sentence(text, *m, toks) && !is_elsewhere(text, *m)) {
        return Some(Event::Vote);
    }
    // « DÉLIBÉRATION ADOPTÉE »
    let closing = toks.len() <= 5
        && marks.last().is_some_and(|m| {
            m.end as usize + 1 >= toks.end && (text.is(*m, Term::Adopted) || text.is(*m, Term::Rejected))
        });
    if closing {
        return Some(Event::Vote);
    }
    if has(Term::Withdrawn) || has(Term::Postponed) && (subject || has(Term::Verb) || has(Term::Passive)) {
        return Some(Event::Decision);
    }
    let minutes = has(Term::MinutesApproval) && has(Term::PassivePast);
    if (has(Term::Passive) || minutes) && !has(Term::Visa) {
        return Some(Event::Decision);
    }
    // « …, après réponse de la direction ; la décision est reportée. »
    let last = |m: &Mark| text.is(*m, Term::Postponed) && m.end as usize + 2 >= toks.end && !is_elsewhere(text, *m);
    if has(Term::Postponed) && (toks.len() < 60 || marks.iter().any(last)) {
        return Some(Event::Decision);
    }
    let body = has(Term::Body) || has(Term::BodyShort);
    let refused = marks.iter().any(|m| text.is(*m, Term::Rejected) && m.end - m.first >= 3);
    if (body && (has(Term::Noted) || refused) || has(Term::Body) && has(Term::Adopted)) && !has(Term::Visa) {
        return Some(Event::Decision);
    }
    marks.iter().any(|m| body_decides(text, *m, toks)).then_some(Event::Decision)
}

/// « Ce point avait été ajourné », « La commission a émis un avis favorable à l'unanimité »: the outcome is that of another
/// day, or of another body.
pub(super) fn is_elsewhere(text: &Text<'_>, m: Mark) -> bool {
    const OUTCOMES: Terms = Terms::of(&[
        Term::Adopted,
        Term::Rejected,
        Term::Postponed,
        Term::Withdrawn,
        Term::Unanimous,
        Term::Majority,
        Term::Passive,
        Term::PassivePast,
        Term::Verb,
    ]);
    const NEAR: usize = 3;
    const SENTENCE: usize = 30;
    if !text.is_any(m, OUTCOMES) {
        return false;
    }
    let first = m.first as usize;
    let line = text.line(text.tokens[first].line as usize).start;
    let recalled =
        (line.max(first.saturating_sub(NEAR))..first).any(|i| text.listed_small(text.tokens[i], List::Recall));
    let ends = |i: &usize| matches!(text.tokens[*i].sign, '.' | ';' | ':');
    let start = (line.max(first.saturating_sub(SENTENCE))..first).rev().find(ends).map_or(line, |i| i + 1);
    let sentence = text.toks(start, first);
    let opens = sentence.first().is_some_and(|t| matches!(t.case, Case::Title | Case::Upper));
    let other = sentence.head(NEAR).slice().iter().any(|t| text.listed(*t, List::OtherGathering));
    // « RETIRE la délibération n° 61/2024 »: an act of another day.
    let numbered = || {
        let line = text.line(text.tokens[first].line as usize);
        let behind = text.toks((m.end as usize).min(line.end), line.end);
        let sign = behind.first().is_some_and(|t| t.case == Case::Lower && text.doc.text(t.span).starts_with('n'));
        sign && behind.head(3).slice().iter().any(|t| t.kind == Kind::Number)
    };
    recalled
        || text.is(m, Term::Withdrawn) && numbered()
        || opens && other && text.find(sentence, &[Term::Body, Term::BodyShort, Term::ActSubject]).is_none()
}

/// Whether the line before or behind, in the same paragraph, holds the body, the formula or the verb of the sentence.
fn around(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let Some(line) = toks.first().map(|t| t.line as usize) else { return false };
    let lines = &text.doc.lines;
    let before = line.checked_sub(1).filter(|_| !lines[line].gap_before).map(|b| text.line(b));
    let behind = lines.get(line + 1).filter(|n| !n.gap_before).map(|_| text.line(line + 1));
    // The formula may run over the line end: its last word stands in this line.
    let cut = text
        .marks
        .get(text.mark_index(toks.start).wrapping_sub(1))
        .is_some_and(|m| m.end as usize > toks.start && text.is(*m, Term::Formula));
    cut || before.is_some_and(|t| {
        const SAID: &[Term] = &[Term::Body, Term::Formula, Term::Passive, Term::MinutesApproval];
        let vote = |m: &Mark| text.is(*m, Term::VoteHeading) && m.end as usize + 1 >= t.end;
        text.find(t, SAID).is_some() || text.marks_in(t).last().is_some_and(vote)
    }) || behind.is_some_and(|t| text.find(t.head(6), &[Term::Verb]).is_some_and(|m| m.first as usize <= t.start + 2))
}

/// « Adopté. », « Rejetée par 14 voix contre 6. », « Accord à l'unanimité »: a short sentence that opens with an outcome.
fn outcome_sentence(text: &Text<'_>, mark: Mark, toks: Toks<'_>) -> bool {
    const OUTCOMES: &[Term] =
        &[Term::Adopted, Term::Rejected, Term::Postponed, Term::Withdrawn, Term::Noted, Term::Unanimous];
    // « Approuvé. » is printed as the verb is.
    let verb = matches!(text.value(mark, Term::Verb), Some("APPROUVE" | "VOTE" | "ACCEPTE" | "ADOPTE"));
    if !verb && !OUTCOMES.iter().any(|t| text.is(mark, *t)) {
        return false;
    }
    let at = mark.first as usize;
    let first = text.tokens[at];
    // « Retrait de la délibération : unanimité »
    let answers = text.is(mark, Term::Unanimous)
        && at > toks.start
        && (text.tokens[at - 1].sign == ':' || first.gap == Gap::Cell);
    // « Pas d'objection : adopté. »
    let behind_colon = at > toks.start
        && text.tokens[at - 1].sign == ':'
        && text.tokens.get(mark.end as usize).is_none_or(|t| t.sign == '.' || t.gap == Gap::Line);
    let opens = behind_colon || matches!(first.case, Case::Title | Case::Upper) && opens_sentence(text, at, toks);
    if !opens && !answers {
        return false;
    }
    let mut end = mark.end as usize;
    while end < toks.end && text.tokens[end].sign != '.' && text.tokens[end].gap != Gap::Cell {
        end += 1;
    }
    if verb
        && end > mark.end as usize
        && text
            .find(text.toks(mark.end as usize, end), &[Term::Unanimous, Term::Majority, Term::For, Term::Ballot])
            .is_none()
    {
        return false;
    }
    let closes = end >= toks.end || text.tokens[end].sign == '.' || text.tokens[end].gap == Gap::Cell;
    closes && end - at <= OUTCOME_LEN
}

/// Whether a token opens its line or a sentence of it.
fn opens_sentence(text: &Text<'_>, at: usize, toks: Toks<'_>) -> bool {
    let Some(before) = at.checked_sub(1).filter(|b| *b >= toks.start).and_then(|b| text.tokens.get(b)) else {
        return true;
    };
    before.kind == Kind::Sign && matches!(before.sign, '.' | ';' | ':' | '!' | '?' | '-' | '–' | '—' | '>' | '*' | '•')
        || text.tokens[at].gap == Gap::Cell
}

/// « Le conseil municipal fixe … »: the body, then a verb that decides, within one sentence.
fn body_decides(text: &Text<'_>, subject: Mark, toks: Toks<'_>) -> bool {
    if !(text.is(subject, Term::Body) || text.is(subject, Term::ActSubject)) {
        return false;
    }
    let from = subject.end as usize;
    // The subject may close its line: the verb is looked for in the next one of the paragraph.
    let line = text.tokens[subject.first as usize].line as usize;
    let wraps = from + 2 >= toks.end && text.doc.lines.get(line + 1).is_some_and(|n| !n.gap_before);
    let toks = if wraps { text.toks(toks.start, text.line(line + 1).end) } else { toks };
    let stop = (from..toks.end.min(from + 24)).find(|i| matches!(text.tokens[*i].sign, '.' | ';' | '?'));
    let rest = text.toks(from, stop.unwrap_or(toks.end.min(from + 24)));
    // « Le conseil donne pouvoir au maire »
    let gives = |m: &Mark| text.is(*m, Term::ProxyGives) && m.first as usize == from;
    text.marks_in(rest).iter().any(|m| gives(m) || deciding_verb(text, *m, from).is_some())
}

/// The verb of a sentence by which its subject, which ends at `from`, decides now: no infinitive, no other day's decision, no
/// clause of somebody else.
pub(super) fn deciding_verb<'t>(text: &Text<'t>, m: Mark, from: usize) -> Option<&'t str> {
    let verb = text.value(m, Term::Verb)?;
    let at = m.first as usize;
    // « DONNE POUVOIR » is told by its first word.
    let told = verb.split(' ').next().unwrap_or(verb);
    let now = !told.ends_with("ER") && !told.ends_with("IR") && !told.ends_with("RE");
    // « le conseil a décidé »
    let past = matches!(text.doc.text(text.tokens[at].span), "a" | "ont" | "avait" | "avaient");
    // « le conseil vote ces crédits », « le conseil, à l'unanimité, vote … », not « … demande que l'on vote »
    let own = at == from || at.checked_sub(1).is_some_and(|b| text.tokens[b].sign == ',');
    let talk = text.is(m, Term::TalkVerb) && !(matches!(verb, "VOTE" | "MAINTIENT") && own);
    (now && !past && !talk && !follows_relative(text, at, from)).then_some(verb)
}

/// Whether « que », « qui », « de » or « pour » stands right before: the verb belongs to a clause, not to the body.
fn follows_relative(text: &Text<'_>, at: usize, from: usize) -> bool {
    at.checked_sub(1).filter(|b| *b >= from).is_some_and(|b| {
        matches!(text.doc.text(text.tokens[b].span), "qui" | "que" | "qu" | "de" | "d" | "pour" | "s" | "ne" | "n")
    })
}
