//! Where a list goes on behind what was read into it: a column of the letterhead, its margin, the foot and head of a page.

use super::extent::starts_name;
use crate::grammar::list::List;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind};

/// « …, Eve Date de la convocation : 25/09/2020 SORBAN, Jean COLLIOT, … »: a column of the letterhead was read into the
/// list. Where the names go on behind a wording that ended the list, its colon and its figures.
pub fn behind_column(text: &Text<'_>, done: usize, limit: usize, proxies: bool) -> Option<usize> {
    const FIGURES: usize = 9;
    const LOOK: usize = 24;
    const COUNTED: &[Term] = &[
        Term::Convened,
        Term::CountInOffice,
        Term::CountVoting,
        Term::CountQuorum,
        Term::CountPresent,
        Term::CountRepresented,
    ];
    let m = text.mark_at(done).filter(|m| COUNTED.iter().any(|t| text.is(*m, *t)))?;
    let colon = m.end as usize;
    text.tokens.get(colon).filter(|t| t.sign == ':' && colon < limit)?;
    let figure = |i: &usize| text.tokens[*i].kind == Kind::Number || matches!(text.tokens[*i].sign, '/' | '.' | ':');
    let names = (colon + 1..limit.min(colon + FIGURES)).find(|i| !figure(i))?;
    let commas = (names..limit.min(names + LOOK)).filter(|i| text.tokens[*i].sign == ',').count();
    let listed = || commas >= 2 && starts_name(text, names, limit);
    (names > colon + 1 && (listed() || proxies && gives_next(text, names, limit))).then_some(names)
}

/// « Anne LERAY à Luc TABARD », « Mme LERAY, pouvoir à M. TABARD »
pub fn gives_next(text: &Text<'_>, at: usize, limit: usize) -> bool {
    let Some((grantor, rest)) = person::person(text, text.toks(at, limit)) else { return false };
    let to = rest.first().is_some_and(|t| text.listed_small(t, List::ProxyLink))
        || text.mark_at(rest.start).is_some_and(|m| text.is(m, Term::ProxyGives));
    !grantor.head && person::surely_named(text, &grantor) && to
}

/// « Étaient présents :⏎NOMBRE DE⏎CONSEILLERS :⏎En exercice⏎23⏎Anne LERAY, Luc TABARD, …⏎»: the margin of the letterhead was
/// read between a heading and its names. Gives where the names begin.
pub fn behind_margin(text: &Text<'_>, content: usize, limit: usize) -> Option<usize> {
    const LINES: usize = 8;
    const WORDS: usize = 5;
    const COUNTS: &[Term] = &[Term::CountInOffice, Term::CountVoting, Term::CountPresent, Term::Convened];
    let first = text.tokens.get(content).filter(|t| t.gap == Gap::Line)?.line as usize;
    let short = |l: usize| {
        let toks = text.line(l);
        toks.len() <= WORDS && toks.slice().iter().all(|t| t.sign != ',') && !person::is_title(text, toks.start)
    };
    let names = |l: usize| {
        let toks = text.line(l);
        let commas = toks.slice().iter().filter(|t| t.sign == ',').count();
        let lower = toks.slice().iter().filter(|t| t.case == Case::Lower).count();
        commas >= 2 && lower <= commas && starts_name(text, toks.start, toks.end)
    };
    let end = text.doc.body_len.min(first + LINES);
    let line = (first..end).find(|l| !short(*l)).filter(|l| *l > first && names(*l))?;
    let margin = text.lines(first, line);
    let counted = text.find(margin, COUNTS).is_some() && margin.slice().iter().any(|t| t.kind == Kind::Number);
    let at = text.line(line).start;
    (counted && at < limit).then_some(at)
}

/// Where a list goes on behind the foot and head of a page that stand among its lines: the line before ends in a comma or
/// in the middle of a name, and a line with several names follows soon.
pub fn behind_page_break(text: &Text<'_>, done: usize, end: usize, limit: usize) -> Option<usize> {
    const FURNITURE_LINES: usize = 8;
    let last = text.tokens.get(end.checked_sub(1)?)?;
    let open = last.sign == ',' || last.kind == Kind::Word && last.case == Case::Title;
    if !open || done < end {
        return None;
    }
    let line = last.line as usize;
    // « Personnel administratif : » between the lines begins a list of others.
    let others = |l: &usize| text.mark_at(text.line(*l).start).is_some_and(|m| text.is(m, Term::NonMember));
    let near = line + 1..(line + 1 + FURNITURE_LINES).min(text.doc.body_len);
    near.take_while(|l| !others(l)).find_map(|l| {
        let toks = text.line(l);
        let comma = |i: &usize| text.tokens[*i].sign == ',' && *i > 0 && text.tokens[i - 1].kind == Kind::Word;
        let commas = (toks.start..toks.end).filter(comma).count();
        let lower = toks.slice().iter().filter(|t| t.case == Case::Lower).count();
        (toks.start < limit
            && toks.start >= end
            && commas >= 2
            && lower <= commas
            && starts_name(text, toks.start, toks.end))
        .then_some(toks.start)
    })
}
