//! A number in figures with its currency: the leaves of a sum.

use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token};
use rust_decimal::Decimal;

/// How many times the lower end of a range the upper one may be.
const APART: i64 = 100;

/// A value in a unit of `factor`: « 1,2 M€ ». The places of the print are those of the unit, not of the sum.
pub(super) fn scaled(value: Decimal, factor: i64) -> Option<Decimal> {
    let product = value.checked_mul(Decimal::from(factor))?;
    Some(if factor == 1 { product } else { product.normalize() })
}

/// A currency at a token: its code, the factor, and one past its last token.
pub(super) fn currency(text: &Text<'_>, at: usize, end: usize) -> Option<(&'static str, i64, usize)> {
    let m = text.longest_at(at).filter(|m| (m.end as usize) <= end && at < end)?;
    if let Some(f) = text.value(m, Term::MoneyScale) {
        let (factor, code) = f.split_once(' ').map_or((f, "EUR"), |(f, _)| (f, "FRF"));
        return Some((code, factor.parse().ok()?, m.end as usize));
    }
    let code = text.value(m, Term::MoneyCurrency)?;
    let code = match code {
        "FRF" => "FRF",
        "XPF" => "XPF",
        _ => "EUR",
    };
    // « F » is a currency only right behind a number, and not before a point or another letter (an initial), but behind
    // thousands: « 175.000 F. Il … ».
    let single = m.end as usize - at == 1
        && text.tokens[at].span.end - text.tokens[at].span.start == 1
        && text.tokens[at].kind == Kind::Word;
    let own_line = text.tokens[at].gap == Gap::Line;
    let initial = single
        && text.tokens.get(m.end as usize).is_some_and(|t| {
            t.sign == '.'
                && t.gap == Gap::None
                && text.tokens.get(m.end as usize + 1).is_some_and(|n| n.case == Case::Title || own_line)
                // « … de 180 F à 200 F. M. VIVIER fait remarquer »
                && !person::is_title(text, m.end as usize + 1)
        });
    (!initial || behind_thousands(text, at)).then_some((code, 1, m.end as usize))
}

/// Whether a number with groups of thousands or decimals ends before a token.
fn behind_thousands(text: &Text<'_>, at: usize) -> bool {
    let Some([apart, last]) = at.checked_sub(2).and_then(|from| text.tokens.get(from..at)) else { return false };
    // « ........ 28 » are dots of a form.
    let grouped = apart.kind == Kind::Number || matches!(apart.sign, '.' | ',') && last.gap == Gap::None;
    last.kind == Kind::Number && grouped && last.span.end - last.span.start >= 2
}

/// A number in figures that begins at a token: groups of thousands, decimals; one past its last token.
pub(super) fn figures(text: &Text<'_>, at: usize, end: usize) -> Option<(Decimal, usize)> {
    let tok = |i: usize| text.tokens.get(i).filter(|_| i < end);
    let digits = |i: usize| tok(i).filter(|t| t.kind == Kind::Number).map(|t| text.doc.text(t.span));
    let first = digits(at)?;
    let mut whole = first.to_owned();
    let mut i = at + 1;
    // Groups of three behind a space, a point or an apostrophe.
    if first.len() <= 3 {
        loop {
            let spaced = digits(i).is_some_and(|d| d.len() == 3)
                && tok(i).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Line));
            // « 0.712 € » has decimals.
            let signed = first != "0"
                && tok(i).is_some_and(|t| matches!(t.sign, '.' | '\'') && t.gap == Gap::None)
                && digits(i + 1).is_some_and(|d| d.len() == 3)
                && tok(i + 1).is_some_and(|t| t.gap == Gap::None);
            if spaced {
                whole.push_str(digits(i)?);
                i += 1;
            } else if signed {
                whole.push_str(digits(i + 1)?);
                i += 2;
            } else {
                break;
            }
        }
    }
    let mut value: Decimal = whole.parse().ok()?;
    let comma = tok(i).is_some_and(|t| matches!(t.sign, ',' | '.') && t.gap == Gap::None);
    if comma
        && let Some(d) = digits(i + 1).filter(|d| d.len() <= 6)
        && tok(i + 1).is_some_and(|t| t.gap == Gap::None)
    {
        value = format!("{whole}.{d}").parse().ok()?;
        i += 2;
        // « 6,8O »: the letter for the digit.
        if d.len() == 1 && tok(i).is_some_and(|t| t.gap == Gap::None && matches!(text.doc.text(t.span), "O" | "o")) {
            i += 1;
        }
    } else if comma && tok(i + 1).is_some_and(|t| t.sign == '-' && t.gap == Gap::None) {
        // « 486.320,-- F »
        i += 2 + usize::from(tok(i + 2).is_some_and(|t| t.sign == '-' && t.gap == Gap::None));
    }
    Some((value, i))
}

/// A number and the currency behind it; a count or postcode that a space glues to the number is cut off.
pub(super) fn money_from(text: &Text<'_>, at: usize, end: usize) -> Option<(Decimal, &'static str, usize, usize)> {
    let (value, after) = figures(text, at, end)?;
    if let Some((code, factor, e)) = currency(text, after, end) {
        let mut value = scaled(value, factor)?;
        let mut e = e;
        // « 4 euros et 50 centimes », « 8 francs 33 centimes »
        let skip = usize::from(text.tokens.get(e).is_some_and(|t| text.doc.text(t.span) == "et"));
        if factor == 1
            && let Some((c, n)) = figures(text, e + skip, end)
            && text.longest_at(n).is_some_and(|m| n < end && text.is(m, Term::MoneyCents))
        {
            value += c / Decimal::from(100);
            e = n + 1;
        } else if factor == 1
            && value.is_integer()
            && let Some(cents) = opt_cents_behind(text, e, end, code)
        {
            value += cents;
            e += 1;
        }
        return Some((value, code, at, e));
    }
    // « 1,2 million d'euros » is a scale of its own; « 3 millions d'euros » too.
    None
}

/// « 6 €50 », « 1 248 fr 35 », « 15 F 50 à la rentrée »: two digits behind the currency, and no number, unit or share.
fn opt_cents_behind(text: &Text<'_>, at: usize, end: usize, code: &str) -> Option<Decimal> {
    let near = if code == "FRF" { Gap::Space } else { Gap::None };
    let two = |t: &&Token| t.kind == Kind::Number && t.span.end - t.span.start == 2 && t.gap <= near;
    let digits = text.tokens.get(at).filter(|_| at < end).filter(two)?;
    let ends = text.tokens.get(at + 1).is_none_or(|t| {
        let joined = t.gap == Gap::None && !matches!(t.sign, '.' | ',' | ';' | ')');
        let decimals =
            t.gap == Gap::None && text.tokens.get(at + 2).is_some_and(|n| n.kind == Kind::Number && n.gap == Gap::None);
        let other =
            t.kind == Kind::Number && t.gap == Gap::Space || matches!(t.sign, '%' | '/') || t.case == Case::Upper;
        !joined && !decimals && !other
    });
    let own = currency(text, at + 1, end).is_none();
    let cents: Decimal = text.doc.text(digits.span).parse().ok()?;
    (ends && own).then(|| cents / Decimal::from(100))
}

/// « de 300 à 309 euros »: the currency of the upper end is that of the lower. A year before a sum is none.
pub(super) fn lower_end(text: &Text<'_>, at: usize, end: usize) -> Option<(Decimal, &'static str, usize, usize)> {
    let (value, after) = figures(text, at, end)?;
    let word = |i: usize| text.tokens.get(i).map_or("", |t| text.doc.text(t.span));
    // « entre 1 000 et 2 000 euros »
    let between = at > 0 && word(at - 1) == "entre" && word(after) == "et";
    let joined = between || matches!(word(after), "à" | "À" | "a");
    let (upper, past) = joined.then(|| figures(text, after + 1, end)).flatten()?;
    let (code, factor, _) = currency(text, past, end)?;
    let year = after == at + 1 && value >= Decimal::from(1900) && value < Decimal::from(2100);
    // « ramené de 4 200 à 3 500 € »
    let falls = at > 0 && word(at - 1) == "de" && value <= upper.checked_mul(Decimal::from(APART))?;
    // « chiffrée par le SDE 18 à 7 413,28 € »
    let rises = value < upper && upper <= value.checked_mul(Decimal::from(APART))?;
    (!year && (rises || value > upper && falls)).then_some((scaled(value, factor)?, code, at, after))
}

/// « DM1 », « 2024-12 », « 1.234 »: the number is the end of something longer.
pub(super) fn is_glued(text: &Text<'_>, at: usize) -> bool {
    let Some(b) = at.checked_sub(1).map(|b| text.tokens[b]) else { return false };
    let of_number = matches!(b.sign, '.' | '/' | '-' | '_')
        && at >= 2
        && text.tokens[at - 2].kind == Kind::Number
        && b.gap == Gap::None;
    text.tokens[at].gap == Gap::None && (b.kind == Kind::Word || of_number)
}

/// « m2 720 F », « T1 418,20 € », « A4⏎178,00 € », « MIN238871EUR »: the digit of a unit or a name, no part of the sum behind.
pub(super) fn names_a_thing(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|b| text.tokens[b]) else { return false };
    let print = text.doc.text(before.span);
    let name = print.len() == 1 || print.chars().all(|c| c.is_ascii_uppercase());
    text.tokens[at].gap == Gap::None && before.kind == Kind::Word && name
}
