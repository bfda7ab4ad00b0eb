//! The minutes of an earlier sitting, approved in a sentence: an act without a head.

use super::acts::Act;
use super::events::Event;
use super::heads::{Form, Head};
use super::series::Segmenter;
use super::statements::lone;
use super::titles;
use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::{At, Span, fold};
use std::ops::Range;

/// Puts among the acts the approval of the minutes that a paragraph of its own tells before anything else is decided, where
/// no act has it or what has it is a line of something else.
pub(super) fn put_alone(seg: &Segmenter<'_, '_>, start: usize, acts: &mut Vec<Act>) {
    let text = seg.text;
    let secretary = |l: usize| text.find(text.line(l), &[Term::Secretary]).is_some();
    let chosen = |l: usize, e: Event| e == Event::Decision && secretary(l);
    let Some(line) = seg.events.iter().find(|(l, e)| *l >= start && !chosen(*l, *e)).map(|(l, _)| *l) else { return };
    // A text without gaps has no paragraphs: the sentence may have begun a few lines above.
    const NEAR: usize = 3;
    let opens = |l: &usize| {
        let toks = text.begun(*l);
        text.find(toks, &[Term::MinutesApproval]).is_some_and(|m| m.first as usize == toks.start)
    };
    let above = (start.max(line.saturating_sub(NEAR))..=line).rev().find(opens);
    let gap = (start..=line).rev().find(|l| text.doc.lines[*l].gap_before).unwrap_or(line);
    let from = above.unwrap_or(gap).max(gap);
    let Some(head) = opens_with_minutes(text, from, line).then(|| minutes_approval(text, line, from)).flatten() else {
        return;
    };
    // « Approbation du conseil municipal à l'unanimité. » is the outcome of any point.
    let dated = head.title.as_ref().is_some_and(|t| t.value.chars().any(|c| c.is_ascii_digit()));
    if !dated && text.line(from).first().is_some_and(|t| text.listed(t, List::OutcomeNoun)) {
        return;
    }
    let end = (line + 1..text.doc.lines.len()).find(|l| text.doc.lines[*l].gap_before).unwrap_or(line + 1);
    let Some(k) = acts.iter().position(|a| a.lines.contains(&line)) else {
        let end = acts.iter().map(|a| a.lines.start).filter(|s| *s > line).min().map_or(end, |s| s.min(end));
        acts.push(Act::new(head.clone(), head.line..end));
        return;
    };
    let holder = &acts[k];
    // « Décision 2019/8 – Convention …⏎Le compte rendu du 28 février est adopté »: a list of what was decided elsewhere.
    let first = outline::behind_bullet(text.line(holder.head.line)).first();
    let taken = first.is_some_and(|t| text.listed(t, List::Delegated));
    let other = holder.head.line < head.line
        && (holder.head.number.is_none() || taken)
        && !of_minutes(text, &holder.head)
        && !seg.any_event(end..holder.lines.end);
    if other {
        acts[k] = Act::new(head.clone(), head.line..holder.lines.end);
    }
}

/// Whether the title of a head names the minutes.
fn of_minutes(text: &Text<'_>, head: &Head) -> bool {
    head.title.as_ref().is_some_and(|t| text.find(text.within(t.span), &[Term::MinutesApproval]).is_some())
}

/// Whether the paragraph from line `from` to the vote in line `line` begins with the minutes or their approval.
fn opens_with_minutes(text: &Text<'_>, from: usize, line: usize) -> bool {
    const NEAR: usize = 4;
    let toks = text.lines(from, line + 1);
    let noun = toks.first().is_some_and(|t| text.listed(t, List::OutcomeNoun));
    let first = text.find(toks, &[Term::MinutesApproval]).map(|m| m.first as usize);
    // « Approbation à l'unanimité de la proposition du compte rendu »
    first.is_some_and(|f| f <= toks.start + NEAR || noun && f <= toks.start + 3 * NEAR)
}

/// « Distribution du rapport d'activité⏎⏎Approbation à l'unanimité du compte rendu du 3 mars. »: the vote of a piece below a
/// plain line is that on the minutes, and the line is of something else.
pub(super) fn minutes_below(seg: &Segmenter<'_, '_>, head: &Head, lines: &Range<usize>) -> Option<Act> {
    let text = seg.text;
    if let Some(act) = point_on_minutes(seg, head, lines) {
        return Some(act);
    }
    let event = seg.events_in(lines.clone()).first()?.0;
    let plain = matches!(head.form, Form::Line | Form::Item) && head.number.is_none() && !of_minutes(text, head);
    let apart = event >= head.end && text.doc.lines[event].gap_before;
    let toks = text.line(event);
    // « Approbation du conseil municipal à l'unanimité. » is the outcome of any point: the minutes are those of a day.
    let dated = toks.slice().iter().any(|t| t.kind == Kind::Number);
    let opens = || {
        let noun = toks.first().is_some_and(|t| text.listed(t, List::OutcomeNoun));
        dated && (noun || text.find(toks.head(3), &[Term::MinutesApproval]).is_some())
    };
    let own = (plain && apart && opens()).then(|| minutes_approval(text, event, event)).flatten()?;
    let lines = own.line..lines.end;
    Some(Act::new(own, lines))
}

/// « Convention⏎Personne ne s'y oppose.⏎1 - APPROBATION DU PROCÈS-VERBAL »: a counted point in the piece of a plain line, before all
/// that is voted.
fn point_on_minutes(seg: &Segmenter<'_, '_>, head: &Head, lines: &Range<usize>) -> Option<Act> {
    let text = seg.text;
    let plain = matches!(head.form, Form::Line | Form::Item)
        && head.number.is_none()
        && head.rank.is_none()
        && !of_minutes(text, head);
    if !plain {
        return None;
    }
    let point = seg.within(&(head.end..lines.end)).map(|i| &seg.heads[i]).find(|h| h.rank.is_some())?;
    let first = seg.votes(lines.start..point.line) == 0 && seg.votes(point.line..lines.end) == 1;
    (of_minutes(text, point) && first).then(|| Act::new(point.clone(), point.line..lines.end))
}

/// « Le procès-verbal de la séance du 9 février est approuvé à l'unanimité »: the noun phrase is the title. The vote may
/// stand a line or two below.
pub(super) fn minutes_approval(text: &Text<'_>, line: usize, from: usize) -> Option<Head> {
    /// A line that says nothing but which minutes may stand so far above their approval.
    const TALK: usize = 10;
    let mut bare = None;
    for l in (from.max(line.saturating_sub(TALK))..=line).rev() {
        // « Le procès-verbal de la⏎réunion du 12 octobre »: the wording may run over the line end.
        let toks = text.begun(l);
        let near = l + 3 >= line;
        let Some(m) = text.find(toks, &[Term::MinutesApproval]).filter(|m| near || m.first as usize == toks.start)
        else {
            continue;
        };
        // « le procès-verbal de réception des travaux »
        let of = text.toks(m.end as usize, toks.end).head(2);
        if of.slice().last().is_some_and(|t| text.listed(*t, List::OtherMinutes)) {
            continue;
        }
        if text.find(toks, &[Term::Secretary]).is_some() && text.find(toks, &[Term::Adopted, Term::Passive]).is_none() {
            continue;
        }
        // « Le précédent compte rendu est approuvé »
        let before = (m.first as usize).checked_sub(1).filter(|b| *b >= toks.start);
        let first =
            before.filter(|b| text.listed_small(text.tokens[*b], List::OtherSitting)).unwrap_or(m.first as usize);
        let start = text.tokens[first].span.start;
        let end = phrase_end(text, m.end as usize, text.lines(l, (line + 1).min(l + 3)));
        let whole = end >= text.doc.lines[l].span.end;
        if !near && !whole {
            continue;
        }
        let title = titles::trim_title(text, Span::new(start, end))?;
        let title = if whole { title } else { approval(title) };
        // « Le procès-verbal de la réunion du 28 juin est soumis … Ceci noté, le procès-verbal est adopté. »
        if title.value.chars().any(|c| c.is_ascii_digit()) {
            return Some(lone(l, title));
        }
        if near {
            bare.get_or_insert_with(|| lone(l, title));
        }
    }
    bare
}

/// « le procès-verbal du 9 février »: what is decided of it is its approval; the print stays in the evidence.
fn approval(title: At<String>) -> At<String> {
    let first = fold::fold(title.value.split([' ', '-', '\u{2011}']).next().unwrap_or(""));
    let of = match first.as_str() {
        "proces" if fold::fold(&title.value).starts_with("proces-verbaux") => "des",
        "comptes" => "des",
        "proces" | "compte" | "pv" | "precedent" | "dernier" => "du",
        _ => return title,
    };
    At::new(format!("Approbation {of} {}", title.value), title.span)
}

/// Where the noun phrase of a sentence ends: before its verb, its comma or its outcome.
fn phrase_end(text: &Text<'_>, from: usize, toks: Toks<'_>) -> u32 {
    const ENDS: &[Term] = &[
        Term::Adopted,
        Term::Passive,
        Term::Unanimous,
        Term::Majority,
        Term::Verb,
        Term::For,
        Term::VoteHeading,
        Term::Rejected,
    ];
    let mut end = toks.all.get(from.saturating_sub(1)).map_or(0, |t| t.span.end);
    let (mut i, stop) = (from, toks.end.min(from + 24));
    while i < stop {
        let t = text.tokens[i];
        if let Some(behind) = adopted_amid(text, i).filter(|b| *b < stop) {
            i = behind;
            continue;
        }
        if matches!(t.sign, ',' | '.' | ';' | ':' | '(')
            || text.listed_small(t, List::PhraseEnd)
            || text.mark_at(i).is_some_and(|m| ENDS.iter().any(|t| text.is(m, *t)))
        {
            break;
        }
        end = t.span.end;
        i += 1;
    }
    end
}

/// « Approbation à l'unanimité du compte rendu du 4 novembre »: the outcome stands in the middle of the noun phrase. Gives
/// where the phrase goes on.
fn adopted_amid(text: &Text<'_>, at: usize) -> Option<usize> {
    let m = text.mark_at(at).filter(|m| text.is(*m, Term::Unanimous) || text.is(*m, Term::Majority))?;
    let next = text.tokens.get(m.end as usize).filter(|t| t.gap == Gap::Space)?;
    // « Approbation à l'unanimité de la proposition du compte rendu »: the wording takes the preposition.
    let of = |at: usize| matches!(text.doc.text(text.tokens[at].span), "du" | "de" | "des");
    (of(m.end as usize) || next.case == Case::Lower && of(m.end as usize - 1)).then_some(m.end as usize)
}
