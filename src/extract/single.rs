//! A document that is one act: its number and title stand anywhere in the head, above or below the attendance.

use super::agenda;
use super::heads::{self, Form, Head, style};
use super::numbers;
use super::titles::trim_title;
use crate::grammar::family;
use crate::grammar::lexicon::Terms;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind};
use crate::page::{At, Cell, Span};
use crate::record::SectionKind;
use std::ops::Range;

/// First line of a visa, recital, formula or decision: the head of the act ends before it.
#[must_use]
pub fn first_clause(text: &Text<'_>, range: Range<usize>) -> usize {
    range
        .clone()
        .find(|l| {
            matches!(
                outline::label(text, *l),
                Label::Section(
                    SectionKind::Visa
                        | SectionKind::Recital
                        | SectionKind::Formula
                        | SectionKind::Decision
                        | SectionKind::Vote
                )
            )
        })
        .unwrap_or(range.end)
}

/// The head of the only act in `range`.
#[must_use]
pub fn head(text: &Text<'_>, range: Range<usize>) -> Head {
    let clause = first_clause(text, range.clone());
    let found = candidates(text, range.start..clause.max(range.start + 1).min(range.end));
    let cell = object_in_row(text, range.start..clause).or_else(|| object_in_cell(text, range.start..clause));
    // « N° : 15⏎Identifiant : 2014-0379 »: the number of the paper gives way to that of the act.
    let mut numbered = found.iter().filter(|h| h.form == Form::Numbered).filter_map(|h| h.number.clone());
    let first = numbered.next();
    let paper = first.as_ref().is_some_and(|n| n.value.len() <= 3 && n.value.bytes().all(|b| b.is_ascii_digit()));
    let longer = if paper { numbered.find(|n| n.value.len() >= 5) } else { None };
    let number = longer
        .or(first)
        .or_else(|| cell.as_ref().and_then(|h| h.number.clone()))
        .or_else(|| numbers::in_head(text, range.start..clause))
        .or_else(|| numbers::behind_extract(text, range.start..clause))
        .or_else(|| {
            candidates(text, clause..range.end)
                .into_iter()
                .find(|h| h.form == Form::Numbered && h.title.is_none())
                .and_then(|h| h.number)
        })
        .or_else(|| numbers::announced(text, clause..range.end))
        .or_else(|| numbers::announced(text, text.doc.body_len..text.doc.lines.len()))
        .or_else(|| numbers::in_foot(text))
        .or_else(|| found.iter().find_map(|h| h.number.clone()))
        .or_else(|| numbers::of_paper(text, range.start..clause));
    let told =
        opt_title_by_participle(text, range.start..clause).or_else(|| opt_title_by_square(text, range.start..clause));
    let object = found.iter().find(|h| h.form == Form::Object && h.title.is_some()).or(cell.as_ref()).or(told.as_ref());
    let usable = |h: &&Head| {
        h.title.as_ref().is_some_and(|t| {
            // « Le Maire rappelle que … » stands below a number that is printed again.
            let told = text.mark_at(text.within(t.span).start).is_some_and(|m| text.is(m, Term::HeadOfBody));
            t.value.len() >= 8 && !told && !is_prose(&t.value) && !is_letterhead(text, t.span)
        })
    };
    // « Délibération n° 12 » / « Mission 3 – Collèges » / « **DOTATIONS AUX COLLÈGES** »: a marked line below the number
    // is the title, the plain one between is its chapter.
    let marked = |h: &&Head| {
        h.form == Form::Heading
            && found
                .iter()
                .any(|n| n.form == Form::Numbered && n.end <= h.line && h.line <= n.end + 3 && n.line + 1 < n.end)
    };
    let own =
        found.iter().filter(marked).find(usable).or(found.iter().filter(|h| h.form == Form::Numbered).find(usable));
    let heading =
        found.iter().filter(|h| matches!(h.form, Form::Heading | Form::Point | Form::Item)).filter(usable).max_by_key(
            |h| {
                let len = h.title.as_ref().map_or(0, |t| t.value.len().min(300));
                // « POINT N° 4 : » says more than a long line.
                len + if h.form == Form::Heading || h.styles & style::NAMED != 0 { 200 } else { 0 }
            },
        );
    let announced = found.iter().filter(|h| h.styles & style::AGENDA != 0).find(usable);
    let chosen = object.or(own).or(announced).or(heading).or(found.first());
    let mut head = chosen.cloned().unwrap_or(Head {
        line: range.start,
        end: range.start,
        form: Form::Heading,
        number: None,
        title: None,
        rank: None,
        styles: 0,
    });
    // « OBJET : Métropole du Val de Bruchelle – Pacte de gouvernance » is a title, whatever it names.
    let bare = chosen.filter(|h| h.form != Form::Object);
    if bare.is_some_and(|h| h.title.as_ref().is_some_and(|t| is_letterhead(text, t.span))) {
        head.title = None;
    }
    head.number = number;
    head
}

/// « DÉLIBÉRATION N° 57/2019⏎⏎Portant création d'un poste⏎de rédacteur »: a paragraph below the number that opens with a
/// participle.
fn opt_title_by_participle(text: &Text<'_>, lines: Range<usize>) -> Option<Head> {
    const LINES: usize = 5;
    const BELOW: usize = 4;
    let numbered = |l: usize| text.find(text.line(l), &[Term::ActNumber]).is_some();
    let opens = |l: &usize| {
        let toks = text.line(*l);
        let word = toks.slice().iter().take(2).find(|t| t.kind == Kind::Word);
        word.is_some_and(|t| t.case != Case::Lower && text.listed(*t, List::TitleParticiple))
    };
    let filled = |l: &usize| !text.line(*l).is_empty();
    let line = lines.clone().filter(opens).find(|l| {
        (lines.start..*l).rev().filter(filled).take(BELOW).any(numbered) && text.doc.lines[*l].cells.is_empty()
    })?;
    let end = (line + 1..lines.end.min(line + LINES)).find(|l| text.doc.lines[*l].gap_before).unwrap_or(line + 1);
    let span = outline::span_of(text, line..end);
    let print = text.doc.text(span);
    let quote = |c: char| c.is_whitespace() || matches!(c, '«' | '»' | '"' | '“' | '”');
    let bare = print.trim_start_matches(quote);
    let from = span.start + (print.len() - bare.len()) as u32;
    let bare = bare.trim_end_matches(quote);
    let title = trim_title(text, Span::new(from, from + bare.len() as u32))?;
    let (form, styles) = (Form::Object, style::OBJECT);
    Some(Head { line, end, form, number: None, title: Some(title), rank: None, styles })
}

/// « ■ Fixation des attributions »: the only line of the head that a black square opens.
fn opt_title_by_square(text: &Text<'_>, lines: Range<usize>) -> Option<Head> {
    let square = |l: &usize| text.line(*l).first().is_some_and(|t| t.sign == '■');
    let mut found = lines.clone().filter(square);
    let line = found.next().filter(|_| found.next().is_none())?;
    let end = (line + 1..lines.end).find(|l| text.doc.lines[*l].gap_before).filter(|e| *e <= line + 4)?;
    let title = trim_title(text, outline::span_of(text, line..end)).filter(|t| t.value.len() >= 8)?;
    let bare = title.value.trim_start_matches(['■', ' ']).to_owned();
    let (form, styles) = (Form::Object, style::OBJECT);
    Some(Head { line, end, form, number: None, title: Some(At::new(bare, title.span)), rank: None, styles })
}

/// « OBJET : │ Approbation des statuts »: the label is a cell of its own, the title the next.
fn object_in_row(text: &Text<'_>, lines: Range<usize>) -> Option<Head> {
    lines.into_iter().find_map(|line| {
        let [label, title] = text.doc.cells_of(&text.doc.lines[line]) else { return None };
        let toks = text.within(label.span);
        // « N° 5/2010 │ ADMISSION EN NON-VALEUR »
        if let Some(number) = numbers::whole_cell(text, toks) {
            let title = trim_title(text, title.span).filter(|t| heads::capitals(&t.value))?;
            let (form, styles) = (Form::Object, style::OBJECT);
            return Some(Head {
                line,
                end: line + 1,
                form,
                number: Some(number),
                title: Some(title),
                rank: None,
                styles,
            });
        }
        let mark = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ActObject))?;
        let whole = text.toks(mark.end as usize, toks.end).slice().iter().all(|t| t.sign == ':');
        let title = trim_title(text, title.span).filter(|_| whole)?;
        let (form, styles) = (Form::Object, style::OBJECT);
        Some(Head { line, end: line + 1, form, number: None, title: Some(title), rank: None, styles })
    })
}

/// « Membres en exercice : 27 │ OBJET :⏎présents : 20 │ Fonds de concours pour l'école »: the object stands in a column of its
/// own beside the counts, over several lines. Its place is that of the first.
fn object_in_cell(text: &Text<'_>, lines: Range<usize>) -> Option<Head> {
    const WRAPPED: usize = 6;
    const EDGE: f32 = 3.0;
    let cells = |l: usize| text.doc.cells_of(&text.doc.lines[l]);
    let (line, cell) = lines.clone().find_map(|l| {
        let object = |c: &&Cell| {
            let at = text.within(c.span).start;
            text.mark_at(at).is_some_and(|m| text.is(m, Term::ActObject)) && text.tokens[at].case == Case::Upper
        };
        cells(l).iter().skip(1).find(object).map(|c| (l, *c))
    })?;
    let mark = text.mark_at(text.within(cell.span).start)?;
    let behind = Span::new(text.mark_span(mark).end, cell.span.end);
    let below = (line + 1..lines.end.min(line + 1 + WRAPPED))
        .map_while(|l| cells(l).iter().find(|c| (c.x0 - cell.x0).abs() < EDGE).map(|c| c.span));
    let parts: Vec<At<String>> = std::iter::once(behind).chain(below).filter_map(|s| trim_title(text, s)).collect();
    let first = parts.first()?.span;
    let title = parts.iter().map(|p| p.value.as_str()).collect::<Vec<_>>().join(" ");
    let mut head = Head {
        line,
        end: line + 1,
        form: Form::Object,
        number: None,
        title: Some(At::new(title, first)),
        rank: None,
        styles: style::OBJECT,
    };
    let own = numbers::leading(&parts.first()?.value);
    if let (Some(len), Some(t)) = (own, head.title.as_mut()) {
        let number = t.value[..len].to_owned();
        t.value = t.value[len..].trim_start_matches([' ', '-', '–', '—', ':']).to_owned();
        head.number = Some(At::new(number, Span::new(first.start, first.start + len as u32)));
    }
    Some(head)
}

/// The heads of a stretch, plain lines left out: a single act has a marked title.
fn candidates(text: &Text<'_>, lines: Range<usize>) -> Vec<Head> {
    // A printed agenda holds other acts of the day; what it announces and the document prints again is this one.
    let agenda = agenda::find(text, lines.clone());
    let mut found = heads::find(text, lines, &agenda);
    found.retain(|h| h.form != Form::Line);
    found
}

/// A sentence, not a title.
fn is_prose(s: &str) -> bool {
    let lower = s.chars().filter(|c| c.is_lowercase()).count();
    s.len() > 180 && lower * 3 > s.len() * 2
}

/// A line of the letterhead or a rubric of the head, not a title.
fn is_letterhead(text: &Text<'_>, span: Span) -> bool {
    const NOT: Terms = family::HEAD.or(family::COUNTS).or(Terms::of(&[
        Term::Extract,
        Term::Minutes,
        Term::Met,
        Term::Chair,
        Term::Signature,
        Term::Stamp,
        Term::Formula,
    ]));
    let toks = text.within(span);
    if text.find_any(toks, NOT).is_some() {
        return true;
    }
    // « COMMUNE DE X », « LE CONSEIL MUNICIPAL »: a name of the authority or the body, and nothing but that; « AIDE AUX
    // COMMUNES » is a title.
    let named = text
        .marks_in(toks)
        .iter()
        .any(|m| (m.first as usize) < toks.start + 2 && [Term::Authority, Term::Body].iter().any(|t| text.is(*m, *t)));
    let page = toks.first().is_some_and(|t| text.listed(t, List::Page)) && (2..=6).contains(&toks.len());
    named && toks.len() <= 14 || page
}
