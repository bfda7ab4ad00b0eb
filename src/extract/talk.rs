//! What is decided in talk: under « Questions diverses » somebody asks for something, and the body accepts it in a sentence.

use super::acts::Act;
use super::events::Event;
use super::heads::{Head, style};
use super::series::Segmenter;
use super::statements::lone;
use super::titles;
use crate::grammar::lexicon::{Mark, Terms};
use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Toks;
use crate::page::Span;
use std::ops::Range;

/// Lines of what is asked for and decided.
const LINES: usize = 8;
/// A subject has no more bytes.
const LONGEST: u32 = 200;
/// A comma or a bracket ends a subject of so many bytes.
const WHOLE: u32 = 24;

impl Segmenter<'_, '_> {
    /// The acts that the sentences of a stretch of talk tell of: each paragraph, or item, in which the body votes or decides.
    pub(super) fn told_in_talk(&self, lines: Range<usize>) -> Vec<Act> {
        let mut out: Vec<Act> = Vec::new();
        for (line, event) in self.events_in(lines.clone()) {
            let floor = out.last().map_or(lines.start, |a| a.lines.end);
            let from = self.unit_start(floor, *line);
            let unit = self.text.lines(from, line + 1);
            let decided = *event == Event::Vote || body_decides(self.text, unit);
            if *line < floor || !decided {
                continue;
            }
            let Some(head) = self.asked(from, *line) else { continue };
            out.push(Act::new(head, from..line + 1));
        }
        out
    }

    /// The line in which the paragraph, item or sentence that runs to `line` begins.
    fn unit_start(&self, floor: usize, line: usize) -> usize {
        let lines = &self.text.doc.lines;
        let print = |l: usize| self.text.doc.text(lines[l].span).trim();
        let opens = |l: &usize| {
            let bulleted = outline::behind_bullet(self.text.line(*l)).start != self.text.line(*l).start;
            let closed = l.checked_sub(1).is_none_or(|b| print(b).ends_with(['.', '!', '?', ':']));
            lines[*l].gap_before || bulleted || closed && print(*l).starts_with(char::is_uppercase)
        };
        let first = floor.max(line.saturating_sub(LINES));
        (first..=line).rev().find(opens).unwrap_or(first.min(line))
    }

    /// The head of what is decided in the lines `from..=line`: the label of the item, or what was asked for.
    fn asked(&self, from: usize, line: usize) -> Option<Head> {
        const LABEL: u32 = style::RUN_IN | style::LEAD;
        let label = self.within(&(from..from + 1)).map(|i| &self.heads[i]).find(|h| h.styles & LABEL != 0);
        let text = self.text;
        if let Some(head) = label.filter(|h| h.title.as_ref().is_some_and(|t| !speaks(text, text.within(t.span)))) {
            return Some(head.clone());
        }
        let toks = text.lines(from, line + 1);
        let span = labelled(text, from).or_else(|| spoken_of(text, toks));
        let span = span.or_else(|| decided_on(text, toks)).or_else(|| first_sentence(text, toks))?;
        let title = titles::trim_title(text, span)?;
        let letters = title.value.chars().filter(|c| c.is_alphabetic()).count();
        (letters >= 6).then(|| Head { line: from, end: line + 1, ..lone(from, title) })
    }
}

/// Whether the body, or somebody, is the subject of a verb there.
fn speaks(text: &Text<'_>, toks: Toks<'_>) -> bool {
    text.find(toks, &[Term::Body, Term::BodyShort, Term::Honorific, Term::HeadOfBody]).is_some()
}

/// « Le conseil municipal décide … », « le comité donne son accord »: the verb stands right behind the body.
fn body_decides(text: &Text<'_>, toks: Toks<'_>) -> bool {
    const NEAR: usize = 3;
    const TELLS: Terms = Terms::of(&[Term::Verb, Term::Noted, Term::Adopted, Term::Rejected, Term::Postponed]);
    text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Body) || text.is(**m, Term::BodyShort)).any(|m| {
        let behind = text.toks(m.end as usize, toks.end).head(NEAR);
        text.find_any(behind, TELLS).is_some_and(|v| v.first as usize <= behind.start + 1)
    })
}

/// « Terrain de boules : M. X demande l'accord du conseil »: a few words and a colon open the item.
fn labelled(text: &Text<'_>, line: usize) -> Option<Span> {
    const WORDS: usize = 10;
    let toks = outline::behind_bullet(text.line(line));
    let colon = toks.head(WORDS).slice().iter().position(|t| t.sign == ':')?;
    let label = toks.head(colon);
    (!label.is_empty() && !speaks(text, label)).then(|| label.span())
}

/// « M. X demande un branchement gratuit pour la fête. », « propose que la commune offre le verre de l'amitié »: what stands
/// behind the verb.
fn spoken_of(text: &Text<'_>, toks: Toks<'_>) -> Option<Span> {
    const SPEAKS: &[Term] = &[Term::Speaks, Term::TalkVerb];
    let m = text.find(toks, SPEAKS)?;
    subject(text, m.end as usize, toks.end)
}

/// « Le conseil municipal décide d'offrir une gerbe »: what stands behind the verb of the body.
fn decided_on(text: &Text<'_>, toks: Toks<'_>) -> Option<Span> {
    let body = text.find(toks, &[Term::Body, Term::BodyShort])?;
    let verb = text.find(text.toks(body.end as usize, toks.end), &[Term::Verb])?;
    subject(text, verb.end as usize, toks.end)
}

/// The words from token `from` on, without « de », « si », « que » before them, up to the end of the clause.
fn subject(text: &Text<'_>, from: usize, end: usize) -> Option<Span> {
    let lead = |i: &usize| {
        let t = text.tokens[*i];
        matches!(t.sign, '\'' | ':' | '’') || text.listed_small(t, List::SubjectLead)
    };
    let first = (from..end).find(|i| !lead(i))?;
    let start = text.tokens[first].span.start;
    let long = |i: usize| text.tokens[i].span.start - start >= WHOLE;
    let stop = (first..end).find(|i| match text.tokens[*i].sign {
        '.' => outline::sentence_ends(text, *i),
        ';' | ':' | '?' => true,
        ',' | '(' => long(*i),
        _ => text.tokens[*i].span.end - start > LONGEST || long(*i) && told(text, *i),
    });
    let last = stop.unwrap_or(end).checked_sub(1).filter(|l| *l >= first)?;
    Some(Span::new(start, text.tokens[last].span.end))
}

/// The first sentence, or the clause before the outcome.
fn first_sentence(text: &Text<'_>, toks: Toks<'_>) -> Option<Span> {
    let toks = outline::behind_bullet(toks);
    subject(text, toks.start, toks.end)
}

/// Whether the outcome begins at a token.
fn told(text: &Text<'_>, at: usize) -> bool {
    const OUTCOMES: Terms = Terms::of(&[Term::Unanimous, Term::Majority, Term::Adopted, Term::Rejected, Term::Passive]);
    text.mark_at(at).is_some_and(|m: Mark| text.is_any(m, OUTCOMES))
}
