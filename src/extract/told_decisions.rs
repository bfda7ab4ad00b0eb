//! What the body decides in a sentence of its minutes: « Le conseil municipal, après en avoir délibéré, approuve la convention et
//! autorise le maire à la signer. »
//!
//! A paragraph that opens so is a section of its own. A sentence that stands behind the report of its paragraph, or in the line of
//! a vote, is a decision whose section keeps its kind, since no line lies in two.

use super::events::{deciding_verb, is_elsewhere};
use crate::grammar::lexicon::Terms;
use crate::grammar::outline::{self, Zone};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Toks};
use crate::page::{At, Span};
use crate::record::{Decision, SectionKind};

/// Who decides, or that it has been deliberated.
const SUBJECT: Terms = Terms::of(&[Term::Body, Term::BodyShort, Term::ActSubject, Term::Formula]);
/// Tokens of a paragraph among which who decides stands, where the paragraph is a decision.
const LEAD: usize = 6;
/// A sentence goes on no further.
const LONGEST: usize = 400;

/// Gives the paragraphs that are decisions sections of their own.
pub(super) fn set_apart(text: &Text<'_>, zones: Vec<Zone>) -> Vec<Zone> {
    use SectionKind::{Discussion, Formula, Other, Recital, Report, Visa};
    let mut out = Vec::with_capacity(zones.len());
    for zone in zones {
        if !matches!(zone.kind, Report | Discussion | Formula | Other | Visa | Recital) {
            out.push(zone);
            continue;
        }
        let mut from = zone.lines.start;
        let mut line = from;
        while line < zone.lines.end {
            let end = (line + 1..zone.lines.end).find(|l| text.doc.lines[*l].gap_before).unwrap_or(zone.lines.end);
            if is_decision(text, text.lines(line, end)) {
                if from < line {
                    out.push(Zone { kind: zone.kind, lines: from..line });
                }
                out.push(Zone { kind: SectionKind::Decision, lines: line..end });
                from = end;
            }
            line = end;
        }
        if from < zone.lines.end {
            out.push(Zone { kind: zone.kind, lines: from..zone.lines.end });
        }
    }
    out
}

/// The decisions told among other things in a section, each a sentence.
pub(super) fn among(text: &Text<'_>, zone: &Zone) -> Vec<At<Decision>> {
    use SectionKind::{Discussion, Other, Report, Vote};
    if !matches!(zone.kind, Report | Discussion | Vote | Other) {
        return Vec::new();
    }
    let told = |s: Toks<'_>| {
        let verb = decides(text, s)?.to_owned();
        Some(At::new(Decision { verb: Some(verb), article: None, text: flow(text, s.span()) }, s.span()))
    };
    sentences(text, text.lines(zone.lines.start, zone.lines.end)).into_iter().filter_map(told).collect()
}

/// Whether a paragraph opens with the body that decides.
fn is_decision(text: &Text<'_>, paragraph: Toks<'_>) -> bool {
    let opens = text.marks_in(paragraph.head(LEAD)).iter().any(|m| text.is_any(*m, SUBJECT));
    opens && sentences(text, paragraph).first().is_some_and(|s| decides(text, *s).is_some())
}

/// The sentences of some lines; a paragraph ends one.
fn sentences<'t>(text: &Text<'_>, toks: Toks<'t>) -> Vec<Toks<'t>> {
    let mut out = Vec::new();
    let mut from = toks.start;
    for i in toks.start..toks.end {
        let next = text.tokens.get(i + 1).filter(|_| i + 1 < toks.end);
        let paragraph = next.is_none_or(|n| n.gap == Gap::Line && text.doc.lines[n.line as usize].gap_before);
        let line = || text.tokens[i].sign == '.' && next.is_some_and(|n| n.gap == Gap::Line);
        if paragraph || line() || outline::sentence_ends(text, i) {
            out.push(toks.from(from).head(i + 1 - from));
            from = i + 1;
        }
    }
    out
}

/// The verb by which the body decides something in a sentence: one whose subject it is, outside of brackets, with its object
/// behind.
fn decides<'t>(text: &Text<'t>, sentence: Toks<'_>) -> Option<&'t str> {
    let sentence = sentence.head(LONGEST);
    let marks = text.marks_in(sentence);
    let from = marks.iter().find(|m| text.is_any(**m, SUBJECT))?.end as usize;
    let (mut depth, mut at) = (0usize, from);
    marks.iter().filter(|m| m.first as usize >= from).find_map(|m| {
        for i in at..m.first as usize {
            match text.tokens[i].sign {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        at = at.max(m.first as usize);
        let object = text.toks((m.end as usize).min(sentence.end), sentence.end);
        let bare = object.len() < 2 || object.first().is_some_and(|t| matches!(t.sign, ':' | '?'));
        // « le conseil ayant décidé de … »
        let participle = m.end - m.first == 1 && text.doc.text(text.mark_span(*m)).ends_with(['é', 'É']);
        let aside = depth > 0 || participle || is_elsewhere(text, *m);
        deciding_verb(text, *m, from).filter(|_| !bare && !aside)
    })
}

fn flow(text: &Text<'_>, span: Span) -> String {
    text.doc.text(span).split_whitespace().collect::<Vec<_>>().join(" ")
}
