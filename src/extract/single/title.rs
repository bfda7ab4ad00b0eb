//! The title of an act that is a document of its own.

use crate::extract::heads::{self, Form, Head, style};
use crate::extract::plain_heads::is_sentence;
use crate::extract::titles::trim_title;
use crate::grammar::family;
use crate::grammar::lexicon::Terms;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind};
use crate::page::{At, Role, Span};
use std::ops::Range;

/// The head that names the act, by the first of these that does: « Objet : … », the object in a cell, a participle, a
/// square, a marked line below the number, the number's own line, what an agenda announces, the best heading, a paragraph
/// by its place alone.
pub(super) fn find(text: &Text<'_>, lines: Range<usize>, found: &[Head], cell: Option<Head>) -> Option<Head> {
    let usable = |h: &&Head| is_usable(text, h);
    let first = |is: &dyn Fn(&Head) -> bool| found.iter().filter(|h| is(h)).find(usable).cloned();
    let mut head = found
        .iter()
        .find(|h| h.form == Form::Object && h.title.as_ref().is_some_and(|t| !is_count(text, t.span)))
        .cloned()
        .or(cell)
        .or_else(|| opt_by_participle(text, lines.clone()))
        .or_else(|| opt_by_square(text, lines.clone()))
        .or_else(|| first(&|h| is_marked_below_number(h, found)))
        .or_else(|| first(&|h| h.form == Form::Numbered))
        .or_else(|| first(&|h| h.styles & style::AGENDA != 0))
        .or_else(|| opt_best_heading(found.iter().filter(usable)))
        .or_else(|| opt_by_place(text, lines))
        .or_else(|| found.first().cloned())?;
    // « OBJET : Métropole du Val de Bruchelle – Pacte de gouvernance » is a title, whatever it names.
    let bare = head.form != Form::Object;
    if bare && head.title.as_ref().is_some_and(|t| is_letterhead(text, t.span)) {
        head.title = None;
    }
    Some(head)
}

/// « Présents : 19 »: the column beside.
fn is_count(text: &Text<'_>, span: Span) -> bool {
    let toks = text.within(span);
    let mark = text.mark_at(toks.start).filter(|m| text.is_any(*m, family::COUNTS));
    mark.is_some_and(|m| text.tokens.get(m.end as usize).is_some_and(|t| t.sign == ':'))
}

/// Whether a title may be that of the act: no line of the letterhead, no sentence, no chapter.
fn is_usable(text: &Text<'_>, h: &Head) -> bool {
    h.title.as_ref().is_some_and(|t| {
        let first = text.within(t.span).start;
        // « Le Maire rappelle que … » stands below a number that is printed again.
        let told = text.mark_at(first).is_some_and(|m| text.is(m, Term::HeadOfBody));
        // « M. Luc TABARD – Mme Anne LERAY – … »: a roll.
        let listed = h.form != Form::Object && person::is_title(text, first);
        t.value.len() >= 8
            && !told
            && !listed
            && !is_prose(&t.value)
            && !is_breadcrumb(text, &t.value)
            && !is_letterhead(text, t.span)
            && !is_chapter(text, t.span)
    })
}

/// « Accueil / Ma mairie / Délibérations »: the way to the page on its site.
fn is_breadcrumb(text: &Text<'_>, s: &str) -> bool {
    let mut steps = s.split(['/', '>', '›', '»']).map(str::trim);
    let first = steps.next().is_some_and(|step| text.lexicon.lists_cell(List::SiteRubric, step));
    first && steps.next().is_some()
}

/// « Commission n° 4 – Équipement rural »: who prepared the act, between its number and its title.
fn is_chapter(text: &Text<'_>, span: Span) -> bool {
    let toks = text.within(span);
    let numbered =
        |i: usize| text.mark_at(i).is_some_and(|m| text.is(m, Term::ActNumber)) || text.tokens[i].kind == Kind::Number;
    toks.first().is_some_and(|t| text.listed(t, List::OtherGathering))
        && toks.len() > 2
        && (toks.start + 1..toks.start + 3).any(numbered)
}

/// « Délibération n° 12 » / « Mission 3 – Collèges » / « **DOTATIONS AUX COLLÈGES** »: a marked line below the number is the
/// title, the plain one between is its chapter.
fn is_marked_below_number(h: &Head, found: &[Head]) -> bool {
    let number = |n: &&Head| n.form == Form::Numbered && n.end <= h.line && h.line <= n.end + 3 && n.line + 1 < n.end;
    h.form == Form::Heading && found.iter().any(|n| number(&n))
}

/// The longest title, a heading before any other; « POINT N° 4 : » says more than a long line.
fn opt_best_heading<'h>(found: impl Iterator<Item = &'h Head>) -> Option<Head> {
    const MARKED: usize = 200;
    const LONGEST: usize = 300;
    let weight = |h: &&Head| {
        let len = h.title.as_ref().map_or(0, |t| t.value.len().min(LONGEST));
        len + if h.form == Form::Heading || h.styles & style::NAMED != 0 { MARKED } else { 0 }
    };
    found.filter(|h| matches!(h.form, Form::Heading | Form::Point | Form::Item)).max_by_key(weight).cloned()
}

/// A paragraph of the head that says nothing of the sitting and is no sentence: the last in capitals, or the last.
fn opt_by_place(text: &Text<'_>, lines: Range<usize>) -> Option<Head> {
    const LINES: usize = 4;
    const WORDS: usize = 3;
    let starts: Vec<usize> =
        lines.clone().filter(|l| *l == lines.start || text.doc.lines[*l].gap_before).chain([lines.end]).collect();
    let plain = |l: usize| {
        let info = &text.doc.lines[l];
        matches!(info.role, Role::Text | Role::Heading(_))
            && info.cells.len() <= 1
            && outline::label(text, l) == Label::Plain
            && !is_sentence(text, text.line(l))
    };
    let paragraph = |w: &[usize]| {
        let (from, to) = (w[0], w[1]);
        let whole = to - from <= LINES && (from..to).all(plain);
        let span = outline::span_of(text, from..to);
        let toks = text.within(span);
        let words = toks.slice().iter().filter(|t| t.kind == Kind::Word && t.span.end - t.span.start > 2).count();
        let named = person::person(text, toks).is_some_and(|(_, rest)| rest.is_empty());
        let closed = text.doc.text(span).trim_end().ends_with(['.', ',', ';', ':']);
        let told = is_letterhead(text, span) || text.find(toks, &[Term::Stamp]).is_some();
        (whole && words >= WORDS && !named && !closed && !told).then_some((from, to, span))
    };
    let found: Vec<(usize, usize, Span)> = starts.windows(2).filter_map(paragraph).collect();
    let shouted = |f: &&(usize, usize, Span)| heads::capitals(text.doc.text(f.2));
    let (line, end, span) = *found.iter().rfind(shouted).or(found.last())?;
    let title = trim_title(text, span).filter(|t| !is_prose(&t.value))?;
    let value = title.value.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Head {
        line,
        end,
        form: Form::Heading,
        number: None,
        title: Some(At::new(value, title.span)),
        rank: None,
        styles: 0,
    })
}

/// « DÉLIBÉRATION N° 57/2019⏎⏎Portant création d'un poste⏎de rédacteur »: a paragraph below the number that opens with a
/// participle.
fn opt_by_participle(text: &Text<'_>, lines: Range<usize>) -> Option<Head> {
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
fn opt_by_square(text: &Text<'_>, lines: Range<usize>) -> Option<Head> {
    let square = |l: &usize| text.line(*l).first().is_some_and(|t| t.sign == '■');
    let mut found = lines.clone().filter(square);
    let line = found.next().filter(|_| found.next().is_none())?;
    let end = (line + 1..lines.end).find(|l| text.doc.lines[*l].gap_before).filter(|e| *e <= line + 4)?;
    let title = trim_title(text, outline::span_of(text, line..end)).filter(|t| t.value.len() >= 8)?;
    let bare = title.value.trim_start_matches(['■', ' ']).to_owned();
    let (form, styles) = (Form::Object, style::OBJECT);
    Some(Head { line, end, form, number: None, title: Some(At::new(bare, title.span)), rank: None, styles })
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
    // « DELIBERATION DE LA COMMISSION PERMANENTE »: what the paper is.
    let kind = text.longest_at(toks.start).filter(|m| text.is(*m, Term::ActNumber));
    let kind = kind.is_some_and(|m| m.end - m.first >= 4 || text.find(toks.head(6), &[Term::Body]).is_some());
    // « Nombre de conseillers », over the figures.
    let counted = toks.first().is_some_and(|t| text.listed(t, List::CountNoun));
    // « EXTRAIT⏎DU PROCES-VERBAL DES DELIBERATIONS DU CONSEIL MUNICIPAL »: the second line.
    let led = toks.first().is_some_and(|t| matches!(text.doc.text(t.span), "DU" | "DES"));
    let goes_on = led && text.find(toks, &[Term::Body]).is_some();
    let page = toks.first().is_some_and(|t| text.listed(t, List::Page)) && (2..=6).contains(&toks.len());
    (named || kind || goes_on) && toks.len() <= 14 || page || counted && toks.len() <= 6
}
