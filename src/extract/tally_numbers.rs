//! The number of a vote word: behind it, before it, at the end of its line, in a bracket; in figures or words.

use super::tally::opens_line;
use super::votes::{AGAINST, FOR};
use crate::grammar::family;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::number;
use crate::grammar::outline;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::{At, Span};

/// So many points lead to a number.
const LEADER: usize = 3;

/// A number right behind a vote word: its value, one past its last token, and whether a colon introduces it.
pub(super) fn number_after(text: &Text<'_>, at: usize, end: usize) -> Option<(At<u32>, usize, bool)> {
    let mut toks = text.toks(at, end);
    // A number alone in the next cell is introduced as by a colon.
    let mut colon = toks.first().is_some_and(|t| t.gap == Gap::Cell);
    // « Vote : Pour, 17 »; in « 13 pour, 4⏎contre » the number is that of the next line.
    let labelled = at.checked_sub(2).is_some_and(|b| text.tokens[b].sign == ':');
    let ends = toks.get(2).is_none_or(|t| t.gap == Gap::Line);
    if labelled
        && ends
        && toks.first().is_some_and(|t| t.sign == ',')
        && toks.get(1).is_some_and(|t| t.kind == Kind::Number)
    {
        (toks, colon) = (toks.skip(1), true);
    }
    // « Nombre de voix POUR ............ 36 »
    let dots = toks.slice().iter().take_while(|t| matches!(t.sign, '.' | '…')).count();
    if dots >= LEADER || dots > 0 && toks.first().is_some_and(|t| t.sign == '…') {
        (toks, colon) = (toks.skip(dots), true);
    }
    while let Some(t) = toks.first().filter(|t| matches!(t.sign, ':' | '=' | '(' | '|')) {
        colon |= matches!(t.sign, ':' | '=');
        toks = toks.skip(1);
    }
    let (n, rest) = small_number(text, toks)?;
    // « contre 4 ; » is a tally; « pour 120 m² », « pour 2016 », « pour 31 845,60 € » are not.
    if toks.first().is_some_and(|t| t.gap == Gap::Line) && !colon {
        return None;
    }
    let next = rest.first();
    let thousands =
        next.is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::Space && t.span.end - t.span.start == 3);
    let decimals = next.is_some_and(|t| matches!(t.sign, ',' | '.'))
        && rest.get(1).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::None);
    let measured = next.is_some_and(|t| t.gap == Gap::None && matches!(t.sign, '%' | '/') && !colon)
        || text
            .find(rest.head(2), &[Term::MoneyCurrency, Term::MoneyScale])
            .is_some_and(|m| m.first as usize == rest.start);
    // « pour 12-16 h », « pour 18 h »
    let range = next.is_some_and(|t| matches!(t.sign, '-' | '–') && t.gap == Gap::None)
        && rest.get(1).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::None);
    let hour = text.find(rest.head(2), &[Term::HourUnit]).is_some_and(|m| m.first as usize == rest.start);
    // « pour 620 m d'enrobé », « pour 3 ans »: a number of things, not of voices.
    let things = !colon
        && next.is_some_and(|t| {
            t.kind == Kind::Word
                && t.case == Case::Lower
                && t.gap == Gap::Space
                && !text.listed(t, List::Cast)
                // « par huit voix contre une décide le transfert »
            && !text.mark_at(rest.start).is_some_and(|m| text.is_any(m, family::SIDES) || text.is(m, Term::Verb))
        });
    // « POUR un avis favorable : 8 »: the article before a wording of several words.
    let article = n.value == 1
        && toks.first().is_some_and(|t| t.kind == Kind::Word)
        && text.mark_at(rest.start).is_some_and(|m| m.end - m.first >= 2);
    if thousands || decimals || measured || range || hour || things || article {
        return None;
    }
    (n.value < 1000).then_some((n, rest.start, colon))
}

/// A number right before a vote word, not before token `from`: its value and its first token.
pub(super) fn number_before(text: &Text<'_>, at: usize, from: usize) -> Option<(At<u32>, usize)> {
    let mut end = at;
    while end > from {
        let t = text.tokens[end - 1];
        // « 3 membres s'abstiennent », « 12 bulletins pour »
        if !matches!(t.sign, '(' | '-') && !text.listed(t, List::VoteFiller) {
            break;
        }
        end -= 1;
    }
    if let Some(figures) = bracketed(text, end, from) {
        return Some(figures);
    }
    let last = end.checked_sub(1).filter(|l| *l >= from)?;
    let t = text.tokens[last];
    if t.kind == Kind::Number {
        // « DM1 pour », « 1.01 pour » are no tallies.
        let glued = t.gap == Gap::None
            && last.checked_sub(1).is_some_and(|b| {
                text.tokens[b].kind == Kind::Word || matches!(text.tokens[b].sign, '.' | ',' | '/' | '_')
            });
        if glued {
            return None;
        }
        // « 35 000 pour »: the end of a longer number.
        let longer = last.checked_sub(1).is_some_and(|b| text.tokens[b].kind == Kind::Number) && t.gap == Gap::Space;
        let n =
            text.doc.text(t.span).parse().ok().filter(|n| *n < 1000 && !(longer && t.span.end - t.span.start == 3))?;
        return Some((At::new(n, t.span), last));
    }
    // In words: the longest run of number words that ends here.
    (from.max(last.saturating_sub(5))..=last).find_map(|start| {
        let (n, rest) = small_number(text, text.toks(start, end))?;
        rest.is_empty().then_some((n, start))
    })
}

/// « quinze (15) voix pour », « 13 (treize) voix »: figures and the same number in words, one of them in a bracket; the first
/// token of both.
pub(super) fn bracketed(text: &Text<'_>, end: usize, from: usize) -> Option<(At<u32>, usize)> {
    const WORDS: usize = 4;
    let close = end.checked_sub(1).filter(|c| *c > from && text.tokens[*c].sign == ')')?;
    let open = (from.max(close.saturating_sub(WORDS + 1))..close).rev().find(|i| text.tokens[*i].sign == '(')?;
    let figures = |at: usize| -> Option<At<u32>> {
        let t = text.tokens.get(at).filter(|t| t.kind == Kind::Number)?;
        text.doc.text(t.span).parse().ok().map(|n| At::new(n, t.span))
    };
    let words = |first: usize, last: usize, n: u32| {
        let read = number::cardinal_in_words(text, text.toks(first, last));
        read.is_some_and(|(w, rest)| rest.is_empty() && w.value == u64::from(n))
    };
    if close == open + 2
        && let Some(n) = figures(open + 1)
    {
        let first = (from.max(open.saturating_sub(WORDS))..open).find(|i| words(*i, open, n.value))?;
        return Some((n, first));
    }
    let first = open.checked_sub(1).filter(|b| *b >= from)?;
    figures(first).filter(|n| words(open + 1, close, n.value)).map(|n| (n, first))
}

/// A cardinal below a thousand in figures or words.
fn small_number<'t>(text: &'t Text<'_>, toks: Toks<'t>) -> Option<(At<u32>, Toks<'t>)> {
    let t = toks.first()?;
    if t.kind == Kind::Number {
        let n = text.doc.text(t.span).parse().ok()?;
        return Some((At::new(n, t.span), toks.skip(1)));
    }
    if t.kind != Kind::Word {
        return None;
    }
    let (n, rest) = number::cardinal_in_words(text, toks)?;
    let n32 = u32::try_from(n.value).ok()?;
    Some((At::new(n32, n.span), rest))
}

/// « Ont voté pour : MM. X, Y : 2 », « Contre : X, Y, Z, soit 3 voix »: the count behind the names of a side.
pub(super) fn count_behind(text: &Text<'_>, names: Span, end: usize) -> Option<At<u32>> {
    let mut toks = text.toks(text.within(names).end, end);
    while toks.first().is_some_and(|t| matches!(t.sign, ')' | ',')) {
        toks = toks.skip(1);
    }
    let lead = toks.first().filter(|t| t.sign == ':' || text.doc.text(t.span) == "soit")?;
    let (n, rest) = small_number(text, toks.skip(1))?;
    let closes = rest.first().is_none_or(|t| t.gap == Gap::Line || matches!(t.sign, '.' | ';' | ','));
    let voices = rest.first().is_some_and(|t| text.listed(t, List::Voices));
    (n.value < 1000 && if lead.sign == ':' { closes } else { closes || voices }).then_some(n)
}

/// « Ont voté pour : groupe Union du Centre (8 voix) »: the count in a bracket behind the name of a group.
pub(super) fn in_bracket(text: &Text<'_>, mark: Mark, end: usize) -> Option<(At<u32>, usize)> {
    const NAME: usize = 16;
    let line = text.tokens[mark.first as usize].line;
    let from = mark.end as usize;
    let group = text.toks(from, end).slice().iter().take(4).any(|t| text.listed(*t, List::Group));
    let open = (from..end.min(from + NAME)).find(|i| text.tokens[*i].sign == '(' && text.tokens[*i].line == line)?;
    let (n, rest) = small_number(text, text.toks(open + 1, end))?;
    let voices = rest.first().is_some_and(|t| text.listed(t, List::Voices));
    (group && voices && rest.get(1).is_some_and(|t| t.sign == ')')).then_some((n, open + 1))
}

/// « Pour le projet de cession : 18 », « Pour la cession │ 4 │ (Mme X) »: the count behind the words that a side is about.
pub(super) fn at_line_end(text: &Text<'_>, mark: Mark, side: usize) -> Option<(At<u32>, usize, bool)> {
    const PHRASE: usize = 14;
    let line = text.line(text.tokens[mark.first as usize].line as usize);
    let opinion = [Term::For, Term::Against].iter().any(|t| text.value(mark, *t) == Some("opinion"));
    // « Vote : POUR un avis favorable : 8 CONTRE : 12 »
    let answers = (mark.first as usize).checked_sub(1).is_some_and(|b| text.tokens[b].sign == ':');
    let opens = opens_line(text, mark) || opinion && mark.first as usize == outline::behind_bullet(line).start;
    let opens = opens || answers && side == FOR;
    if !matches!(side, FOR | AGAINST) || !opens {
        return None;
    }
    let at = (mark.end as usize + 1..line.end.min(mark.end as usize + PHRASE)).find(|i| {
        let t = text.tokens[*i];
        t.kind == Kind::Number && (t.gap == Gap::Cell || text.tokens[*i - 1].sign == ':')
    })?;
    let next_side = || text.mark_at(at + 1).is_some_and(|m| text.is_any(m, family::SIDES));
    let whole = text.toks(at + 1, line.end).first().is_none_or(|t| t.gap == Gap::Cell || t.sign == '(');
    let ends = if answers { next_side() } else { whole || next_side() };
    // « POUR le retour à 4 jours : 3 »
    let colon = text.tokens[at - 1].sign == ':';
    let part = |t: &Token| {
        let title = answers && t.sign == '.';
        t.kind == Kind::Word || matches!(t.sign, ':' | '\'' | '-') || colon && t.kind == Kind::Number || title
    };
    let plain = text.toks(mark.end as usize, at).slice().iter().all(part);
    let (n, rest) = small_number(text, text.toks(at, line.end))?;
    (ends && plain && n.value < 1000).then_some((n, rest.start, true))
}
