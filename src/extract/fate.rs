//! Points of which one word tells all: « Reporté. », « Retiré. ».

use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Toks};

/// What befalls a point in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// « Reporté. »
    Postponed,
    /// « Retiré. »
    Withdrawn,
}

/// « Reporté, la société n'ayant pas envoyé ses plans », « Retiré. », « Mme X préfère revoir ce point. Reporté. »: what the first
/// word tells, or the last sentence.
#[must_use]
pub fn opt_fate(text: &Text<'_>, toks: Toks<'_>) -> Option<Fate> {
    opening(text, toks).or_else(|| last_sentence(text, toks))
}

/// A participle that opens its line and closes its clause.
fn opening(text: &Text<'_>, toks: Toks<'_>) -> Option<Fate> {
    let toks = outline::behind_bullet(toks);
    let first = toks.first().filter(|t| t.case != Case::Lower)?;
    // « Retirée à la demande de l'association », « Reporté dans l'attente du devis »
    let closes =
        toks.get(1).is_none_or(|t| matches!(t.sign, '.' | ',' | ';') || text.listed_small(t, List::FateReason));
    if !closes {
        None
    } else if text.listed(first, List::PutOffAlone) {
        Some(Fate::Postponed)
    } else {
        text.listed(first, List::WithdrawnAlone).then_some(Fate::Withdrawn)
    }
}

/// The same of a line, or of a cell of it (« 2023-117 │ Vente du lot 6 │ Reportée »).
#[must_use]
pub fn opt_fate_of(text: &Text<'_>, line: usize) -> Option<Fate> {
    let cells = text.doc.cells_of(&text.doc.lines[line]);
    let toks = text.line(line);
    opt_fate(text, toks).or_else(|| cells.iter().skip(1).find_map(|c| opening(text, text.within(c.span))))
}

/// One word is the last sentence of a line.
fn last_sentence(text: &Text<'_>, toks: Toks<'_>) -> Option<Fate> {
    let stop = toks.end.checked_sub(1).filter(|e| *e > toks.start + 2 && text.tokens[*e].sign == '.')?;
    let alone = outline::sentence_ends(text, stop - 2);
    alone.then(|| opening(text, text.toks(stop - 1, toks.end))).flatten()
}
