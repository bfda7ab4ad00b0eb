//! What is said in voices: whether « voix », or a number before it, tells of those for.

use super::tally_numbers::number_after;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::At;

/// « voix », « voix pour »
pub(super) fn said_in_voices(text: &Text<'_>, mark: Mark) -> bool {
    text.tokens.get(mark.first as usize).is_some_and(|t| text.listed(*t, List::Voices))
}

/// « voix » and nothing else.
pub(super) fn voices_alone(text: &Text<'_>, mark: Mark) -> bool {
    mark.end - mark.first == 1 && said_in_voices(text, mark)
}

/// « par 20 voix », « à 12 voix », « par les 13 autres voix », « 7 voix, contre 2 »: voices alone are votes for.
pub(super) fn lone_voices(text: &Text<'_>, mark: Mark, first: usize) -> bool {
    let word = |at: Option<usize>| at.map_or("", |b| text.doc.text(text.tokens[b].span));
    let article = matches!(word(first.checked_sub(1)), "les" | "ses");
    let by = word(first.checked_sub(1 + usize::from(article)));
    !voices_alone(text, mark)
        || is_by(text, first - usize::from(article))
        || matches!(by, "à" | "a" | "À")
        || by == "de" && behind_majority(text, first)
        || by == "(" && behind_unanimity(text, first)
        || against_behind(text, mark)
}

/// « par 28 voix », « avec 15 voix »: how something is decided.
pub(super) fn is_by(text: &Text<'_>, first: usize) -> bool {
    let word = first.checked_sub(1).map_or("", |b| text.doc.text(text.tokens[b].span));
    ["par", "avec"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// « à la majorité de 13 voix »
fn behind_majority(text: &Text<'_>, first: usize) -> bool {
    let at = text.mark_index(first.saturating_sub(1)).checked_sub(1);
    at.and_then(|i| text.marks.get(i)).is_some_and(|m| m.end as usize + 1 == first && text.is(*m, Term::Majority))
}

/// « le projet recueille 7 voix, contre 2 »
fn against_behind(text: &Text<'_>, voices: Mark) -> bool {
    let comma = voices.end as usize;
    let against = text.mark_at(comma + 1).filter(|m| text.is(*m, Term::Against) && m.end as usize == comma + 2);
    text.tokens.get(comma).is_some_and(|t| t.sign == ',')
        && against.is_some_and(|m| number_after(text, m.end as usize, m.end as usize + 3).is_some())
}

/// « UNANIMITÉ (32 voix) »: the number at `first` stands in a bracket behind the word.
fn behind_unanimity(text: &Text<'_>, first: usize) -> bool {
    let at = text.mark_index(first.saturating_sub(1)).checked_sub(1);
    at.and_then(|i| text.marks.get(i)).is_some_and(|m| m.end as usize + 1 == first && text.is(*m, Term::Unanimous))
}

/// « un vote favorable », « un avis favorable »: an article, not the number one; « une voix », « une abstention » count.
pub(super) fn is_article(text: &Text<'_>, n: &At<u32>, mark: Mark) -> bool {
    let word = text.doc.text(n.span).to_lowercase();
    let said = text.toks(mark.first as usize, mark.end as usize);
    // « treize voix pour, une contre »: no article stands before the preposition.
    let against =
        text.is(mark, Term::Against) && mark.end - mark.first == 1 && text.value(mark, Term::Against).is_none();
    let voices = said.slice().iter().any(|t| text.listed(*t, List::Voices));
    let counted = text.is(mark, Term::Abstention) || against || voices;
    matches!(word.as_str(), "un" | "une")
        && !counted
        && text.tokens.get((mark.first as usize).wrapping_sub(1)).is_none_or(|t| t.span.end <= n.span.end + 1)
}
