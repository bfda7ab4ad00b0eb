//! The proper name of an authority: capitalized words with particles between them, over a line end if need be.

use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind};
use crate::page::Span;

/// A name has no more tokens than this.
pub const LONGEST: usize = 18;

/// « Département de LA SEVRE »: the article is no part of the name of a department or a region.
pub fn behind_article(text: &Text<'_>, name: Span) -> Span {
    let toks = text.within(name);
    let article =
        toks.first().is_some_and(|t| matches!(text.doc.text(t.span), "LA" | "LE" | "LES" | "La" | "Le" | "Les" | "L"));
    let rest = toks.skip(1);
    let rest = if rest.first().is_some_and(|t| t.sign == '\'') { rest.skip(1) } else { rest };
    if article && !rest.is_empty() { rest.span() } else { name }
}

/// Whether a word only joins the parts of a name.
pub fn links(text: &Text<'_>, span: Span) -> bool {
    // « SAINT-AUBERT-DES-PRÉS » ends in meadows, not in « près »: the list knows accents.
    text.lexicon.lists(List::PlaceLink, text.doc.text(span))
}

/// The proper name behind a mark: capitalized words, particles between them, over a line end if need be.
pub fn proper(text: &Text<'_>, mark: Mark, end: usize, linked: bool) -> Option<Span> {
    let at = mark.end as usize;
    let link = |i: usize| {
        text.tokens.get(i).is_some_and(|t| {
            matches!(t.sign, '\'' | '-') || t.kind == Kind::Word && t.case != Case::Upper && links(text, t.span)
        })
    };
    let lead = |i: usize| {
        text.tokens.get(i).is_some_and(|t| {
            matches!(t.sign, '\'' | '"') || t.kind == Kind::Word && links(text, t.span) || linked && t.sign == ':'
        })
    };
    let mut i = at;
    let mut led = linked;
    // The article of a name in capitals or titled (« commune de LA BAUME », « du Grand Liron ») begins it.
    while i < end && i < at + 5 && lead(i) {
        // « réunis en mairie sous la présidence de »
        if text.mark_at(i).is_some_and(|m| text.is(m, Term::Chair)) {
            return None;
        }
        let article = i > at
            && text.tokens[i].kind == Kind::Word
            && matches!(text.doc.text(text.tokens[i].span), "LA" | "LE" | "LES" | "L" | "La" | "Le" | "Les" | "L'");
        if article {
            break;
        }
        led = true;
        i += 1;
    }
    let torn = text.tokens.get(at).is_some_and(|t| t.gap == Gap::Line && i == at)
        && (text.tokens[mark.first as usize].case == Case::Lower
            || text.doc.lines[text.tokens[at].line as usize].gap_before && text.tokens[at].case != Case::Upper);
    if !led || torn {
        return None;
    }
    let start = i;
    let mut last = None;
    while i < end && i < start + LONGEST {
        let t = text.tokens[i];
        let dangling = i > start && (text.tokens[i - 1].sign == '-' || link(i - 1));
        // « SYNDICAT DES EAUX⏎DE LA VEBRE ET DU HAUT-JALON »
        let led_over = t.kind == Kind::Word && links(text, t.span) && !text.doc.lines[t.line as usize].gap_before;
        let row = text.doc.cells_of(&text.doc.lines[t.line as usize]).len();
        if t.gap == Gap::Cell && (i > at || row != 2)
            || t.gap == Gap::Line && i > start && !led_over && (!dangling || text.doc.lines[t.line as usize].gap_before)
            || t.sign == '-' && t.gap >= Gap::Space && text.tokens.get(i + 1).is_some_and(|n| n.gap >= Gap::Space)
            || ends(text, i, start)
        {
            break;
        }
        let ordinal = arrondissement(text, i);
        // Alone it names no town (« Mairie du 8e arrondissement »).
        let school_fund = text.value(mark, Term::Authority) == Some("other");
        if let Some(after) =
            ordinal.filter(|a| school_fund || *a < end && lead(*a) && text.tokens[*a].gap == Gap::Space)
        {
            last = Some(after - 1);
            i = after;
            continue;
        }
        let word = t.kind == Kind::Word && matches!(t.case, Case::Title | Case::Upper | Case::Mixed);
        // « MAIRIE DE FUVELAS Direction Générale des Services »: the capitals end.
        let capitals = last.is_some_and(|l| l == i.saturating_sub(1) && text.tokens[l].case == Case::Upper);
        if word
            && capitals
            && t.case == Case::Title
            && t.span.end - t.span.start > 2
            && text.tokens[mark.first as usize].case == Case::Upper
        {
            break;
        }
        if word && !links(text, t.span) {
            last = Some(i);
        } else if word {
            // A particle in capitals ends no name.
        } else if !link(i) && !led_over {
            break;
        }
        i += 1;
    }
    last.map(|l| text.toks(start, l + 1).span())
}

/// « 21e arrondissement »
fn arrondissement(text: &Text<'_>, at: usize) -> Option<usize> {
    text.tokens.get(at).filter(|t| t.kind == Kind::Number)?;
    (at + 1..at + 5).find(|i| text.tokens.get(*i).is_some_and(|t| text.listed(*t, List::District))).map(|i| i + 1)
}

/// Wordings of the head that are no part of the authority's name.
pub fn ends(text: &Text<'_>, at: usize, start: usize) -> bool {
    const ENDS: &[Term] = &[
        Term::Met,
        Term::Body,
        Term::Authority,
        Term::Convened,
        Term::Extract,
        Term::Minutes,
        Term::MinutesApproval,
        Term::SittingOf,
        Term::Session,
        Term::DateYearLead,
        Term::DateWeekday,
        Term::CountInOffice,
        Term::CountPresent,
        Term::CountVoting,
        Term::Present,
        Term::Absent,
        Term::Excused,
        Term::Secretary,
        Term::Agenda,
        Term::ActNumber,
        Term::ActObject,
        Term::Honorific,
        Term::Office,
        Term::HeadOfBody,
        Term::DecisionList,
    ];
    text.mark_at(at).is_some_and(|m| {
        ENDS.iter().any(|t| text.is(m, *t))
            // « Métropole », « Ville » may be words of the name (« Ville-sur-Arce », « Nantes Métropole »).
            && !(at > start && text.is(m, Term::Authority) && m.end - m.first == 1 && text.is(m, Term::AuthoritySuffix))
    })
}
