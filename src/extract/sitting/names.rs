//! The proper name of an authority: capitalized words with particles between them, over a line end if need be.

use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token};
use crate::page::Span;

/// A name has no more tokens than this.
pub const LONGEST: usize = 18;
/// No word of a name has more bytes, hyphens apart (« Niederschaeffolsheim » has 20).
const LONGEST_WORD: u32 = 28;

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
    let start = behind_links(text, mark, end, linked)?;
    let capitals = text.tokens[mark.first as usize].case == Case::Upper;
    // Alone an arrondissement names no town (« Mairie du 8e arrondissement »).
    let school_fund = text.value(mark, Term::Authority) == Some("other");
    let mut last = None;
    let mut i = start;
    while i < end && i < start + LONGEST && !breaks(text, mark.end as usize, start, i) {
        let t = text.tokens[i];
        let named =
            |after: &usize| school_fund || *after < end && leads(text, *after, linked) && is_spaced(text, *after);
        if let Some(after) = arrondissement(text, i).filter(named) {
            last = Some(after - 1);
            i = after;
            continue;
        }
        let word = t.kind == Kind::Word && matches!(t.case, Case::Title | Case::Upper | Case::Mixed);
        if word && capitals && capitals_end(text, i, last) {
            break;
        }
        // A particle in capitals ends no name.
        if word && !links(text, t.span) {
            last = Some(i);
        } else if !word && !joins(text, i) && !led_over(text, i) && !tells_purpose(text, mark, start, i) {
            break;
        }
        i += 1;
    }
    // « participation de la commune pour la cantine scolaire », in capitals
    let preposition = text.tokens.get(start).is_some_and(|t| {
        // « Communauté de communes Entre Dore et Allier »
        let opening = t.case != Case::Lower && text.listed(*t, List::PlaceOpening);
        text.lexicon.lists(List::OpenEnd, text.doc.text(t.span)) && !opening
    });
    let article = text.tokens.get(start).is_some_and(|t| links(text, t.span));
    // « Communauté de communes⏎Total »: the foot of a table.
    let nobody = last == Some(start) && text.listed(text.tokens[start], List::NotAName);
    last.filter(|_| (!preposition || article) && !nobody).map(|l| text.toks(start, l + 1).span())
}

/// « Syndicat mixte de l'école de musique « Les Deux Vals » », the quote perhaps on the next line: with the name in quotes.
pub fn with_quoted(text: &Text<'_>, name: Span) -> Span {
    const WORDS: usize = 9;
    let open = text.within(name).end;
    let quote = |i: &usize| text.tokens.get(*i).is_some_and(|t| t.sign == '"');
    let near = text.tokens.get(open).is_some_and(|t| t.gap != Gap::Line || !text.doc.lines[t.line as usize].gap_before);
    let close = (open + 2..open + WORDS).find(quote).filter(|_| near && quote(&open));
    close.map_or(name, |c| text.toks(text.within(name).start, c + 1).span())
}

/// « communauté de communes « U Liri – Castello suprano » »: a name that opens in quotes goes on to their end, over dashes.
pub fn quoted_whole(text: &Text<'_>, name: Span) -> Span {
    let toks = text.within(name);
    let quote = |i: usize| text.tokens.get(i).is_some_and(|t| t.sign == '"');
    let opened = toks.start.checked_sub(1).is_some_and(quote);
    let inside = |i: &usize| {
        let t = text.tokens[*i];
        !matches!(t.sign, '.' | ';' | ':' | '(') && (t.gap < Gap::Cell || t.gap == Gap::Line)
    };
    let limit = text.tokens.len().min(toks.start + LONGEST);
    let close = (toks.end..limit).take_while(inside).find(|i| quote(*i)).filter(|_| opened);
    close.map_or(name, |c| text.toks(toks.start, c).span())
}

/// « Département │ COMMUNE DE⏎Arrondissement │ ARCY »: below a cell that is not the first of its line, the first cell of the
/// next line is of another column.
pub fn of_other_column(text: &Text<'_>, mark: Mark, name: Span) -> bool {
    let last = text.tokens[mark.end as usize - 1];
    let own = text.doc.cells_of(&text.doc.lines[last.line as usize]);
    let below = text.doc.line_at(name.start);
    let further = own.iter().position(|c| c.span.contains(last.span)).is_some_and(|i| i > 0);
    let next = text.doc.cells_of(&text.doc.lines[below]);
    further && below > last.line as usize && next.len() > 1 && next[0].span.contains(name)
}

/// « Syndicat intercommunal d'énergies du Vallenois »: small words between the kind and the place tell what it is for.
fn tells_purpose(text: &Text<'_>, mark: Mark, start: usize, at: usize) -> bool {
    const WORDS: usize = 10;
    let t = text.tokens[at];
    let syndicate = matches!(text.value(mark, Term::Authority), Some("syndicat"));
    let led = start > mark.end as usize;
    syndicate
        && led
        && at < start + WORDS
        && t.kind == Kind::Word
        && t.gap <= Gap::Space
        && !text.listed(t, List::Sentence)
}

/// A particle in small letters, an apostrophe or a hyphen between two words of a name.
fn joins(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|t| {
        matches!(t.sign, '\'' | '-') || t.kind == Kind::Word && t.case != Case::Upper && links(text, t.span)
    })
}

/// What stands between a wording and the name: « de », « d' », a quote, a colon where one may be.
fn leads(text: &Text<'_>, at: usize, colon: bool) -> bool {
    text.tokens.get(at).is_some_and(|t| {
        // « Accueil » Syndicats » SIVOS » Comptes rendus »: the path of a site leads to no name.
        let path = text.doc.text(t.span) == "»";
        matches!(t.sign, '\'' | '"') && !path || t.kind == Kind::Word && links(text, t.span) || colon && t.sign == ':'
    })
}

fn is_spaced(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|t| t.gap == Gap::Space)
}

/// « SYNDICAT DES EAUX⏎DE LA VEBRE ET DU HAUT-JALON »: a particle that begins the next line of the paragraph.
fn led_over(text: &Text<'_>, at: usize) -> bool {
    let t = text.tokens[at];
    t.kind == Kind::Word && links(text, t.span) && !text.doc.lines[t.line as usize].gap_before
}

/// Where the name begins behind the words that lead to it. Nothing where none leads, or the next line is another matter.
fn behind_links(text: &Text<'_>, mark: Mark, end: usize, linked: bool) -> Option<usize> {
    const LINKS: usize = 8;
    let at = mark.end as usize;
    let mut i = at;
    // « Centre communal d'action sociale de la ville de X »
    let school = matches!(text.value(mark, Term::Authority), Some("ccas" | "other"));
    let town = |i: usize| text.mark_at(i).filter(|m| school && text.value(*m, Term::Authority) == Some("commune"));
    // « dans la salle du conseil syndical à Arcy »: where it meets.
    let body = text.is(mark, Term::Body) && !text.is(mark, Term::Authority);
    if body && text.tokens.get(at).is_some_and(|t| text.doc.text(t.span) == "à") {
        return None;
    }
    while i < end && i < at + LINKS {
        if let Some(m) = town(i).filter(|_| i > at) {
            i = m.end as usize;
            continue;
        }
        if !leads(text, i, linked) {
            break;
        }
        // « réunis en mairie sous la présidence de »
        if text.mark_at(i).is_some_and(|m| text.is(m, Term::Chair)) {
            return None;
        }
        // The article of a name in capitals or titled (« commune de LA BAUME », « du Grand Liron ») begins it.
        let article = matches!(text.doc.text(text.tokens[i].span), "LA" | "LE" | "LES" | "L" | "La" | "Le" | "Les");
        if i > at && article {
            break;
        }
        i += 1;
    }
    let torn = i == at
        && text.tokens.get(at).is_some_and(|t| {
            t.gap == Gap::Line
                && (text.tokens[mark.first as usize].case == Case::Lower
                    || text.doc.lines[t.line as usize].gap_before && t.case != Case::Upper)
        });
    // « Commune :⏎Le compte administratif de 1996 s'élève à … »: a rubric, and the text below it.
    let below = text.tokens.get(i).filter(|t| t.gap == Gap::Line && i > at && text.tokens[i - 1].sign == ':');
    let told = |t: &Token| t.case == Case::Lower && !links(text, t.span) || t.kind == Kind::Number;
    let rubric = below.is_some_and(|t| text.line(t.line as usize).slice().iter().any(told));
    // « aux membres du Conseil municipal les Comptes de Gestion »: an article alone leads from no body to its place.
    let article = !linked && i == at + 1 && matches!(text.doc.text(text.tokens[at].span), "les" | "le" | "la" | "l");
    ((linked || i > at) && !torn && !rubric && !article).then_some(i)
}

/// Whether a name that began at `start`, behind a wording that ends at `from`, ends before token `at` by how it is set.
fn breaks(text: &Text<'_>, from: usize, start: usize, at: usize) -> bool {
    let t = text.tokens[at];
    let line = &text.doc.lines[t.line as usize];
    // « commune de LA⏎CHAPELLE-SUR-ARCE »
    let article =
        at == start + 1 && matches!(text.doc.text(text.tokens[start].span), "LA" | "LE" | "LES" | "La" | "Le" | "Les");
    let dangling = at > start && (text.tokens[at - 1].sign == '-' || joins(text, at - 1) || article);
    let cell = t.gap == Gap::Cell && (at > from || text.doc.cells_of(line).len() != 2);
    let wrapped = t.gap == Gap::Line && at > start && !led_over(text, at) && (!dangling || line.gap_before);
    let dash = t.sign == '-' && t.gap >= Gap::Space && text.tokens.get(at + 1).is_some_and(|n| n.gap >= Gap::Space);
    // « X CCOOMMPPTTEERREENNDDUU »: no place has a word that long; a heading lost its spaces.
    let glued = at > start && t.kind == Kind::Word && t.span.end - t.span.start > LONGEST_WORD;
    cell || wrapped || dash || glued || ends(text, at, start)
}

/// « MAIRIE DE FUVELAS Direction Générale des Services »: the capitals end.
fn capitals_end(text: &Text<'_>, at: usize, last: Option<usize>) -> bool {
    let t = text.tokens[at];
    let capitals = last.is_some_and(|l| l == at.saturating_sub(1) && text.tokens[l].case == Case::Upper);
    capitals && t.case == Case::Title && t.span.end - t.span.start > 2
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
        Term::Represented,
        Term::ProxyHeading,
        Term::Secretary,
        Term::Agenda,
        Term::ActNumber,
        Term::ActObject,
        Term::Honorific,
        Term::Office,
        Term::HeadOfBody,
        Term::DecisionList,
        Term::Visa,
        Term::Recital,
        Term::Stamp,
        Term::Chair,
    ];
    // « COMMUNE DE        Feuillet 2019/014 »: the name is lost.
    let numbered = text.tokens.get(at + 1).is_some_and(|n| n.kind == Kind::Number && n.gap == Gap::Space);
    if numbered && text.listed(text.tokens[at], List::Page) {
        return true;
    }
    text.mark_at(at).is_some_and(|m| {
        ENDS.iter().any(|t| text.is(m, *t))
            // « Métropole », « Ville » may be words of the name (« Ville-sur-Arce », « Nantes Métropole »).
            && !(at > start && text.is(m, Term::Authority) && m.end - m.first == 1 && text.is(m, Term::AuthoritySuffix))
    })
}
