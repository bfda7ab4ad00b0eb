//! Where the sentence opens that a tool joined to a title: « Tarifs de la cantine Mme SORBAN propose une hausse ».

use crate::grammar::flat_titles::names_place;
use crate::grammar::lexicon::Terms;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token};
use crate::page::Span;

/// Where a sentence opens behind the words of a title: at a capital word that opens sentences, behind a word in small
/// letters that no title ends before (« avec La Poste » goes on).
pub(super) fn sentence_behind_title(text: &Text<'_>, span: Span) -> Option<u32> {
    const LEADS: Terms = Terms::of(&[
        Term::HeadOfBody,
        Term::Honorific,
        Term::Visa,
        Term::SentenceLead,
        Term::Particle,
        Term::NumberUnit,
        Term::Body,
    ]);
    const SHORTEST: usize = 2;
    const LONGEST: usize = 18;
    const NUMBER: usize = 5;
    const SENTENCE: usize = 4;
    let toks = text.within(span);
    // « TARIFS DE LA CANTINE Mme SORBAN propose »
    let capitals = |at: usize| {
        let words = text.toks(toks.start, at);
        let upper = |t: &&Token| t.kind == Kind::Word && t.case == Case::Upper;
        let small = |t: &Token| t.kind == Kind::Word && t.case == Case::Lower && t.span.end - t.span.start > 2;
        words.slice().iter().filter(upper).count() >= 3 && !words.slice().iter().any(small)
    };
    // « Rétrocession de réseau EU Le lotisseur demande »: capitals that end a title in small letters.
    let acronym = |at: usize| {
        let own = text.tokens[at - 1];
        let short = own.span.end - own.span.start <= 5;
        let small =
            text.toks(toks.start, at).slice().iter().any(|t| t.case == Case::Lower && t.span.end - t.span.start > 3);
        short && small && text.tokens.get(at + 1).is_some_and(|t| t.case == Case::Lower)
    };
    // « L'AGENCE D'URBANISME »: the letter before an apostrophe is as capital as the word behind it.
    let elided = |at: usize| {
        let glued = |i: usize| text.tokens.get(i).is_some_and(|t| t.case == Case::Upper && t.gap == Gap::None);
        text.tokens[at].span.end - text.tokens[at].span.start == 1 && (glued(at + 1) || glued(at + 2))
    };
    let lead = (toks.start + SHORTEST..toks.end.min(toks.start + LONGEST)).find(|i| {
        let (t, before) = (text.tokens[*i], text.tokens[*i - 1]);
        // « Acquisition de la parcelle AB 12. Monsieur le Maire expose »: the point behind a number ends a title too.
        let numbered = before.sign == '.' && text.tokens[*i - 2].kind == Kind::Number;
        let word = before.kind == Kind::Number
            || before.kind == Kind::Word
                && before.case != Case::Upper
                && !text.lexicon.lists(List::OpenEnd, text.doc.text(before.span))
            || matches!(before.sign, ')' | '"')
            || before.case == Case::Upper && (capitals(*i) || acronym(*i))
            || numbered;
        // « Festival « Les Embuscades » »
        let quotes = text.toks(toks.start, *i).slice().iter().filter(|t| t.sign == '"').count();
        t.case == Case::Title
            && t.gap == Gap::Space
            && word
            && quotes % 2 == 0
            && !elided(*i)
            && !names_place(text, *i)
            && text.mark_at(*i).is_some_and(|m| text.is_any(m, LEADS))
    })?;
    let stops = |t: &Token| matches!(t.sign, '.' | ';' | ':' | '?');
    // « Délibération 2013-04. Barème de l'aide »: the point behind the number is none of a sentence.
    let numbered = text.mark_at(toks.start).is_some_and(|m| text.is(m, Term::ActNumber));
    let words = text.toks(toks.start, lead - 1).skip(if numbered { NUMBER } else { 0 });
    let plain = !words.slice().iter().any(stops);
    (plain && lead + SENTENCE <= toks.end).then(|| text.tokens[lead].span.start)
}
