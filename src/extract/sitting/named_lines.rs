//! Lines that are the name of the authority: « VAL DE LOZON COMMUNAUTÉ », « Longecombe, Conseil municipal », a name alone above
//! the body's or beside a kind.

use super::authority::{Candidate, fits, kind_of};
use super::names::{self, LONGEST, links};
use crate::grammar::family;
use crate::grammar::lexicon::{Mark, Terms};
use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::{Cell, Role, fold};
use crate::record::AuthorityKind;
use std::ops::Range;

/// « VAL DE LOZON COMMUNAUTÉ », « Grand Liron Agglo »: a line that is the name itself.
pub(super) fn own_names(text: &Text<'_>, toks: Toks<'_>, body: Option<&str>) -> Vec<Candidate> {
    const WORDS: usize = 8;
    let mut out: Vec<Candidate> = Vec::new();
    for m in text.marks_in(toks).iter().filter(|m| text.is(**m, Term::AuthoritySuffix)) {
        let line = text.line(text.tokens[m.first as usize].line as usize);
        let ends = text.tokens.get(m.end as usize).is_none_or(|t| t.gap >= Gap::Cell || t.kind == Kind::Sign);
        // « COMPTE RENDU DU CONSEIL - 4 OCTOBRE 2018 - Corniguel Agglomération »
        let dash = |i: &usize| text.tokens[*i].sign == '-' && text.tokens[*i].gap >= Gap::Space;
        let dashed = (line.start..m.first as usize).rev().find(|i| dash(i) && text.tokens[*i + 1].gap >= Gap::Space);
        let words = text.toks(dashed.map_or(line.start, |i| i + 1), m.first as usize);
        let name = !words.is_empty()
            && words.len() <= WORDS
            && words.slice().iter().all(|t| {
                t.kind == Kind::Word && (t.case != Case::Lower || links(text, t.span))
                    || matches!(t.sign, '\'' | '-' | '&')
            })
            && words.first().is_some_and(|t| t.case != Case::Lower)
            && text.find(words, &[Term::Body, Term::Authority, Term::Extract, Term::Met]).is_none()
            && !words.first().is_some_and(|t| text.listed(t, List::Building));
        if ends && name {
            let kind = text.value(*m, Term::AuthoritySuffix).map_or(AuthorityKind::Other, kind_of);
            let name = text.toks(words.start, m.end as usize);
            out.push(Candidate { fits: fits(kind, None, body), ..Candidate::line(text, name, kind) });
        } else if words.is_empty() && line.end == m.end as usize {
            out.extend(over_suffix(text, toks, *m, body));
        }
    }
    out.extend(before_body(text, toks).or_else(|| behind_day(text, toks)));
    out.extend(before_kind(text, toks, body));
    out.extend(acronyms(text, toks, body));
    out.extend(above_kind(text, toks, body));
    out.extend(in_column(text, toks, body));
    out
}

/// « Grand Liron⏎AGGLOMÉRATION »: a logo over two lines, the first of the document.
fn over_suffix(text: &Text<'_>, toks: Toks<'_>, suffix: Mark, body: Option<&str>) -> Option<Candidate> {
    const WORDS: usize = 6;
    let line = (text.tokens[suffix.first as usize].line as usize).checked_sub(1)?;
    let name = text.line(line);
    let kind = text.value(suffix, Term::AuthoritySuffix).map_or(AuthorityKind::Other, kind_of);
    let tops = name.start == toks.start && !name.is_empty() && name.len() <= WORDS;
    (tops && is_name(text, name) && fits(kind, None, body))
        .then(|| Candidate::line(text, text.toks(name.start, suffix.end as usize), kind))
}

/// « SEINE BOUCLE NORD⏎Établissement public territorial », « VALLON HABITAT⏎Office public de l'habitat »: a line of two words
/// or more in capitals at the very top, and what it is on the next.
fn above_kind(text: &Text<'_>, toks: Toks<'_>, body: Option<&str>) -> Option<Candidate> {
    const TOP: usize = 4;
    const WORDS: usize = 6;
    let first = text.tokens.get(toks.start)?.line as usize;
    let filled = |l: &usize| !text.line(*l).is_empty();
    let lines: Vec<usize> = (first..text.doc.body_len.min(first + 2 * TOP)).filter(filled).take(TOP).collect();
    lines.windows(2).find_map(|pair| {
        let (name, below) = (text.line(pair[0]), text.line(pair[1]));
        let mark = text.mark_at(below.start)?;
        let value = text.value(mark, Term::Authority)?;
        let kind = kind_of(value);
        // « SEVRON AGGLO⏎Communauté d'agglomération des Rives du Sevron »: the kind has its own name.
        if value != "other" && names::proper(text, mark, below.end, true).is_some() {
            return None;
        }
        let capitals = |t: &Token| t.kind != Kind::Word || t.case == Case::Upper;
        let plain = (2..=WORDS).contains(&name.len())
            && name.slice().iter().all(capitals)
            && is_name(text, name)
            && (name.start..name.end).all(|i| text.mark_at(i).is_none_or(|m| !text.is(m, Term::Authority)));
        (plain && kind != AuthorityKind::Commune && fits(kind, Some(value), body))
            .then(|| Candidate { own: true, ..Candidate::line(text, name, kind) })
    })
}

/// « DÉPARTEMENT │ COMMUNE⏎VAUCLUSE │ DE LA BASTIDE »: the name below the kind in a column of the letterhead.
fn in_column(text: &Text<'_>, toks: Toks<'_>, body: Option<&str>) -> Option<Candidate> {
    const NEAR: f32 = 3.0;
    text.marks_in(toks).iter().find_map(|m| {
        let value = text.value(*m, Term::Authority)?;
        let kind = kind_of(value);
        let line = text.tokens[m.first as usize].line as usize;
        let cells = |l: usize| text.doc.lines.get(l).map_or(&[][..], |l| text.doc.cells_of(l));
        let whole = |c: &&Cell| {
            let toks = text.within(c.span);
            let behind = text.toks((m.end as usize).min(toks.end), toks.end);
            toks.start == m.first as usize && behind.len() <= 1 && behind.first().is_none_or(|t| links(text, t.span))
        };
        let label = cells(line).iter().find(whole)?;
        // A letterhead may be centred: then one stands over the other and they do not begin together.
        let over = |c: &&Cell| (c.x0 - label.x0).abs() < NEAR || c.x0 < label.x1 && label.x0 < c.x1;
        let below = cells(line + 1).iter().find(over)?;
        let name = text.within(below.span);
        let led = |t: Token| matches!(text.doc.text(t.span), "DE" | "DU" | "D");
        let name = if name.first().is_some_and(led) { name.skip(1) } else { name };
        let name = if name.first().is_some_and(|t| t.sign == '\'') { name.skip(1) } else { name };
        (!name.is_empty() && is_name(text, name) && fits(kind, Some(value), body))
            .then(|| Candidate { own: true, ..Candidate::line(text, name, kind) })
    })
}

/// « Longecombe, Conseil municipal », « Warlencourt - Conseil municipal du 3 mars »: a line that begins with the name.
fn before_body(text: &Text<'_>, toks: Toks<'_>) -> Option<Candidate> {
    const WORDS: usize = 9;
    text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Body)).find_map(|m| {
        let at = m.first as usize;
        let line = outline::behind_bullet(text.line(text.tokens[at].line as usize));
        let line = if line.first().is_some_and(|t| t.sign == '+') { line.skip(1) } else { line };
        let divider = at.checked_sub(1).filter(|i| *i > line.start)?;
        let words = text.toks(line.start, divider);
        let divided = matches!(text.tokens[divider].sign, ',' | '-' | ':' | '/') && text.tokens[at].gap >= Gap::Space;
        let name = words.len() <= WORDS
            && words.first().is_some_and(|t| t.kind == Kind::Word && t.case != Case::Lower)
            && words.slice().iter().all(|t| {
                t.kind == Kind::Word && (t.case != Case::Lower || links(text, t.span)) || matches!(t.sign, '\'' | '-')
            })
            && !text.lexicon.lists_cell(List::SiteRubric, text.doc.text(words.span()))
            && (words.start..words.end).all(|i| !names::ends(text, i, i));
        (divided && name).then(|| Candidate::line(text, words, AuthorityKind::Other))
    })
}

/// « Grand Estuaire – Communauté urbaine »: a cell that holds the name, a dash and what it is.
fn before_kind(text: &Text<'_>, toks: Toks<'_>, body: Option<&str>) -> Option<Candidate> {
    text.marks_in(toks).iter().find_map(|m| {
        let value = text.value(*m, Term::Authority)?;
        let kind = kind_of(value);
        let ends = text.tokens.get(m.end as usize).is_none_or(|t| t.gap >= Gap::Cell);
        let line = text.line(text.tokens[m.first as usize].line as usize);
        let dash = (m.first as usize).checked_sub(1).filter(|i| *i > line.start && text.tokens[*i].sign == '-')?;
        let apart = text.tokens[dash].gap == Gap::Space && text.tokens[m.first as usize].gap == Gap::Space;
        let name = text.toks(line.start, dash);
        let plain = ends && apart && kind != AuthorityKind::Commune && fits(kind, Some(value), body);
        (plain && is_name(text, name)).then(|| Candidate::line(text, name, kind))
    })
}

/// « SMITROM DU VAL D'ORNY », « S.I.V.O.S. DES TROIS RÛS », « SICTOMGAR »: a line or cell of a syndicate's letterhead that begins
/// with its acronym, which no list of acronyms knows.
fn acronyms(text: &Text<'_>, toks: Toks<'_>, body: Option<&str>) -> Option<Candidate> {
    const WORDS: usize = 10;
    if body != Some("comité syndical") {
        return None;
    }
    let opens = |i: &usize| text.tokens[*i].gap >= Gap::Cell || *i == toks.start;
    let behind_body = |m: &Mark| named_behind_body(text, m.end as usize, toks.end);
    let told = || text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Body)).find_map(behind_body);
    let line = (toks.start..toks.end).filter(opens).find_map(|at| {
        let end = acronym(text, at)?;
        let line = text.line(text.tokens[at].line as usize);
        // « SICTOM de la Région d'Arcy »
        let word = |i: usize| text.mark_at(i).is_some_and(|m| text.is(m, Term::Authority) && m.end - m.first == 1);
        let stops = |i: &usize| *i > at && text.tokens[*i].gap >= Gap::Cell || names::ends(text, *i, *i) && !word(*i);
        let cell = (end..line.end).find(stops).unwrap_or(line.end);
        let behind = text.toks(end, cell);
        let led = behind.first().is_none_or(|t| text.listed(t, List::PlaceLink));
        let capital = |t: &Token| t.kind == Kind::Word && t.case != Case::Lower;
        let named = behind.len() <= WORDS
            && behind.slice().iter().all(|t| capital(t) || links(text, t.span) || matches!(t.sign, '\'' | '-'))
            && behind.slice().last().is_none_or(|t| capital(t) && !links(text, t.span));
        (led && named).then(|| Candidate {
            own: !behind.is_empty(),
            ..Candidate::line(text, text.toks(at, cell), AuthorityKind::Syndicat)
        })
    });
    line.or_else(told)
}

/// « Le comité syndical du S.M.I.C.T.O.M. de la Cèze⏎Basse, régulièrement convoqué »: an acronym with full stops behind the body,
/// and the capitalized words up to a comma.
fn named_behind_body(text: &Text<'_>, from: usize, end: usize) -> Option<Candidate> {
    let word = |i: usize| text.tokens.get(i).map_or("", |t| text.doc.text(t.span));
    let at = if word(from) == "du" { from + 1 } else { from };
    let after = acronym(text, at).filter(|e| *e > at + 1 && (at > from || word(from.saturating_sub(1)) == "du"))?;
    let named = |i: &usize| {
        let t = text.tokens[*i];
        t.kind == Kind::Word && (t.case != Case::Lower || links(text, t.span)) || matches!(t.sign, '\'' | '-')
    };
    let stop = (after..end.min(after + LONGEST)).find(|i| !named(i))?;
    let closed = text.tokens[stop].sign == ',' && text.tokens[stop - 1].case != Case::Lower && stop > after;
    let candidate = || Candidate::line(text, text.toks(at, stop), AuthorityKind::Syndicat);
    closed.then(|| Candidate { own: true, ..candidate() })
}

/// Where the acronym of a syndicate that begins at a token ends: one word in capitals, or letters with full stops between.
fn acronym(text: &Text<'_>, at: usize) -> Option<usize> {
    const LETTERS: std::ops::RangeInclusive<usize> = 4..=10;
    let one = |t: &Token| matches!(t.case, Case::Upper | Case::Title) && t.span.end - t.span.start == 1;
    let letter = |i: usize| text.tokens.get(i).is_some_and(one);
    let dot = |i: usize| text.tokens.get(i).is_some_and(|t| t.sign == '.' && t.gap == Gap::None);
    let dotted = (0..*LETTERS.end()).take_while(|n| letter(at + 2 * n) && dot(at + 2 * n + 1)).count();
    let (print, end) = if dotted > 0 {
        let letters = (0..dotted).map(|n| text.doc.text(text.tokens[at + 2 * n].span));
        (letters.collect::<String>(), at + 2 * dotted)
    } else {
        (text.doc.text(text.tokens[at].span).to_owned(), at + 1)
    };
    let capitals = dotted > 0 || text.tokens[at].case == Case::Upper;
    let syndicate =
        capitals && LETTERS.contains(&print.len()) && text.lexicon.lists_cell(List::SyndicateAcronym, &print);
    syndicate.then_some(end)
}

/// « COMPTE RENDU CONSEIL COMMUNAUTAIRE - JEUDI 6 FÉVRIER 2020 18H30 - Kernual Cornouan »: the name behind the last dash of a
/// title that gives body and day.
fn behind_day(text: &Text<'_>, toks: Toks<'_>) -> Option<Candidate> {
    const WORDS: usize = 8;
    text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Body)).find_map(|m| {
        let line = text.line(text.tokens[m.first as usize].line as usize);
        let dash = (m.end as usize..line.end)
            .rev()
            .find(|i| text.tokens[*i].sign == '-' && text.tokens[*i].gap >= Gap::Space)?;
        let words = text.toks(dash + 1, line.end);
        let dated = text.toks(m.end as usize, dash).slice().iter().any(|t| t.kind == Kind::Number);
        let name = words.len() <= WORDS && is_name(text, words) && words.first().is_some_and(|t| t.gap >= Gap::Space);
        (dated && name).then(|| Candidate::line(text, words, AuthorityKind::Other))
    })
}

/// « VILLERS-SUR-AUBE » alone on a line at the very top, above the body's: the name of the commune where the document
/// prints it again.
pub(super) fn alone(text: &Text<'_>, head: &Range<usize>, body: Option<&str>) -> Option<Candidate> {
    const TOP: usize = 6;
    const WORDS: usize = 8;
    if body != Some("conseil municipal") {
        return None;
    }
    let opened =
        |l: &usize| text.find_any(text.line(*l), family::ROLL.or(Terms::of(&[Term::Met, Term::Chair]))).is_some();
    (head.start..head.end.min(head.start + TOP)).take_while(|l| !opened(l)).find_map(|l| {
        let line = text.line(l);
        // The last name of a list stands alone on its line as well.
        let listed = line.start.checked_sub(1).is_some_and(|i| text.tokens[i].sign == ',');
        let name = !line.is_empty()
            && !listed
            && !text.lexicon.lists_cell(List::SiteRubric, text.doc.text(line.span()))
            && line.len() <= WORDS
            && line.first().is_some_and(|t| t.kind == Kind::Word && t.case != Case::Lower)
            && line.slice().iter().all(|t| {
                t.gap != Gap::Cell
                    && (t.kind == Kind::Word && (t.case != Case::Lower || links(text, t.span))
                        || matches!(t.sign, '\'' | '-'))
            })
            && (line.start..line.end).all(|i| {
                let mark = text.longest_at(i);
                mark.is_none_or(|m| text.is(m, Term::NumberUnit)) || links(text, text.tokens[i].span)
            });
        let print = text.doc.text(line.span());
        let key = fold::key(print);
        let again = || {
            key.len() >= 4
                && (l + 1..text.doc.body_len)
                    .any(|other| fold::key(text.doc.text(text.doc.lines[other].span)).contains(&key))
        };
        (name && (again() || tops_title(text, head, l, key.len()) || is_page_title(text, head, l)))
            .then(|| Candidate::line(text, line, AuthorityKind::Commune))
    })
}

/// « # Cautières » above « Séance du conseil municipal »: the title of a page, which names its commune and no more.
fn is_page_title(text: &Text<'_>, head: &Range<usize>, line: usize) -> bool {
    let body = |l: usize| text.find(text.line(l), &[Term::Body]).is_some();
    text.doc.lines[line].role == Role::Heading(1) && (line + 1..head.end).any(body)
}

/// Whether a line in capitals is the first of the document and the title of the minutes follows at once.
fn tops_title(text: &Text<'_>, head: &Range<usize>, line: usize, length: usize) -> bool {
    const NEAR: usize = 3;
    let first = (head.start..line).all(|l| text.line(l).is_empty());
    let capitals = text.line(line).slice().iter().all(|t| t.kind != Kind::Word || t.case == Case::Upper);
    let mut below = (line + 1..head.end).map(|l| text.line(l)).filter(|t| !t.is_empty()).take(NEAR);
    // « CONSEIL MUNICIPAL⏎du 3 mars »: the wording may run over the line end.
    let body = |t: Toks<'_>| (t.start..t.end).any(|i| text.longest_at(i).is_some_and(|m| text.is(m, Term::Body)));
    first && capitals && length >= 4 && below.any(body)
}

/// « Mairie⏎LE PLESSIS-AUBRY », « Médullac⏎Communauté de Communes »: a kind alone in its cell, and the name alone below it, else
/// above it.
pub(super) fn below_kind(text: &Text<'_>, top: Toks<'_>, body: Option<&str>) -> Option<Candidate> {
    text.marks_in(top).iter().find_map(|m| {
        let own = text.value(*m, Term::Body).filter(|b| body == Some(*b) && *b != "conseil municipal");
        let value = text.value(*m, Term::Authority).or(own)?;
        let kind = kind_of(value);
        let line = text.tokens[m.first as usize].line as usize;
        let lone = text.line(line).start == m.first as usize
            && text.tokens.get(m.end as usize).is_some_and(|t| t.gap >= Gap::Cell);
        if !lone || own.is_none() && !fits(kind, Some(value), body) {
            return None;
        }
        let cell = |row: Toks<'_>| {
            let end = row.slice().iter().skip(1).position(|t| t.gap >= Gap::Cell).map_or(row.len(), |n| n + 1);
            (row.start, row.start + end)
        };
        // « MAIRIE⏎DE⏎ARCY »: a word that only leads to the name has its line for itself.
        let leads = |(start, end): &(usize, usize)| (*start..*end).all(|i| links(text, text.tokens[i].span));
        let mut rows = (line + 1..line + 4).map(|l| (l, text.line(l))).filter(|(_, t)| !t.is_empty());
        let first = rows.next().filter(|(l, _)| *l < line + 3).map(|(_, t)| cell(t));
        let below = if first.as_ref().is_some_and(leads) { rows.next().map(|(_, t)| cell(t)) } else { first };
        let above = line.checked_sub(1).map(|l| text.line(l)).filter(|t| !t.is_empty()).map(cell);
        let above = above.filter(|_| own.is_none() && kind != AuthorityKind::Commune);
        let mut stretches = below.into_iter().chain(above).map(|(start, end)| text.toks(start, end));
        // « CONSEIL COMMUNAUTAIRE⏎VAL DE LOZON »: below a body a name in capitals.
        let capitals = |n: Toks<'_>| n.slice().iter().all(|t| t.kind != Kind::Word || t.case == Case::Upper);
        let name = stretches.find(|n| is_name(text, *n) && (own.is_none() || n.len() >= 2 && capitals(*n)))?;
        Some(Candidate::line(text, name, kind))
    })
}

/// Capitalized words with particles between them, of which none is a wording of the head.
fn is_name(text: &Text<'_>, name: Toks<'_>) -> bool {
    name.len() <= LONGEST
        && !text.lexicon.lists_cell(List::SiteRubric, text.doc.text(name.span()))
        && name.slice().iter().all(|t| {
            t.kind == Kind::Word && (t.case != Case::Lower || links(text, t.span)) || matches!(t.sign, '\'' | '-')
        })
        && name.first().is_some_and(|t| t.kind == Kind::Word && t.case != Case::Lower)
        && name.slice().iter().any(|t| t.kind == Kind::Word && !links(text, t.span))
        && (name.start..name.end).all(|i| !names::ends(text, i, i))
}
