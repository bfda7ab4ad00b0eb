//! What a sitting names before its first act: the sums of an account of the mayor's decisions or of an address, the articles under
//! which it met. They are no act's.

use super::amounts;
use super::deliberation::cited;
use super::writer::Writer;
use crate::grammar::outline;
use crate::grammar::text::Text;
use crate::record::{Amount, Reference};
use std::ops::Range;

/// The sums of the lines.
pub(super) fn sums(text: &Text<'_>, lines: Range<usize>, at: &str, out: &mut Writer<'_>) -> Vec<Amount> {
    let found = amounts::find(text, text.within(outline::span_of(text, lines)));
    for f in found.findings {
        out.find(f.at(format!("{at}/amounts")));
    }
    let put = found.amounts.into_iter().enumerate().map(|(i, a)| {
        out.scalar(&format!("{at}/amounts/{i}"), a.span, &a.value.text);
        a.value.into_record(None)
    });
    put.collect()
}

/// The texts that the lines cite; those above a single act are that act's.
pub(super) fn texts(text: &Text<'_>, lines: Range<usize>, at: &str, out: &mut Writer<'_>) -> Vec<Reference> {
    cited(text, text.within(outline::span_of(text, lines)), at, out)
}
