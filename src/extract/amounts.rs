//! Sums of money: every number that a currency stands beside, or that a table's head or caption gives a unit.

use super::amount_columns::TableUnits;
use super::amount_roles::{Roles, role_behind};
use super::beneficiary;
use super::figures::{currency, figures, is_glued, lower_end, money_from, names_a_thing, scaled};
use crate::finding::{Code, Finding};
use crate::grammar::number::cardinal_in_words;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::At;
use crate::record::{Amount, AmountRole, SectionKind, Tax};
use rust_decimal::Decimal;

/// A sum as read.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundAmount {
    /// Its value.
    pub value: Decimal,
    /// « EUR », « FRF » or « XPF ».
    pub currency: &'static str,
    /// HT or TTC.
    pub tax: Option<Tax>,
    /// The value in letters, where printed beside.
    pub words: Option<Decimal>,
    /// What it is for.
    pub role: AmountRole,
    /// Who receives it, as printed.
    pub beneficiary: Option<String>,
    /// As printed.
    pub text: String,
}

/// As a decimal string: two places, or as many as are printed.
fn decimal(value: Decimal) -> String {
    let places = if value.fract().is_zero() { 2 } else { value.scale().max(2) as usize };
    format!("{value:.places$}")
}

impl FoundAmount {
    /// As it stands in the record.
    #[must_use]
    pub fn into_record(self, section: Option<SectionKind>) -> Amount {
        Amount {
            value: decimal(self.value),
            currency: self.currency.to_owned(),
            tax: self.tax,
            words: self.words.map(decimal),
            section,
            role: self.role,
            beneficiary: self.beneficiary,
            text: self.text,
        }
    }
}

/// What [`find`] gives.
#[derive(Debug, Default)]
pub struct Found {
    /// The sums, in order.
    pub amounts: Vec<At<FoundAmount>>,
    /// Repairs and disagreements.
    pub findings: Vec<Finding>,
}

/// Every sum in a stretch.
#[must_use]
pub fn find(text: &Text<'_>, toks: Toks<'_>) -> Found {
    let mut out = Found::default();
    let mut columns = toks.first().map_or_else(TableUnits::default, |t| TableUnits::above(text, t.line as usize));
    let mut at = toks.start;
    let mut roles = Roles::default();
    while at < toks.end {
        let t = text.tokens[at];
        columns.step(text, t.line as usize);
        let next = match t.kind {
            Kind::Word => {
                roles.hear(text, at);
                opt_sum_in_words(text, at, toks.end, &roles, &mut out)
            }
            Kind::Number if names_a_thing(text, at) => None,
            Kind::Number => opt_sum(text, at, toks.end, &roles, &mut out)
                .or_else(|| opt_sum_of_column(text, at, toks.end, &columns, &roles, &mut out))
                .or_else(|| figures(text, at, toks.end).map(|f| f.1)),
            Kind::Sign => None,
        };
        at = next.unwrap_or(at + 1);
    }
    for a in out.amounts.iter_mut().filter(|a| a.value.role == AmountRole::Grant) {
        let sum = text.within(a.span);
        a.value.beneficiary = beneficiary::of(text, sum.start, sum.end);
    }
    out
}

/// « mille deux cents euros »; gives one past the sum.
fn opt_sum_in_words(text: &Text<'_>, at: usize, end: usize, roles: &Roles, out: &mut Found) -> Option<usize> {
    let m = text.longest_at(at)?;
    let number = [Term::NumberUnit, Term::NumberScale].iter().any(|k| text.is(m, *k));
    number.then(|| in_words(text, at, end, roles.at(at), out)).flatten()
}

/// « 1 200,50 € TTC », « 5000 € (cinq mille euros) », « entre 3 et 5 000 € »; gives one past the sum.
fn opt_sum(text: &Text<'_>, at: usize, limit: usize, roles: &Roles, out: &mut Found) -> Option<usize> {
    let lower = || (!is_glued(text, at)).then(|| lower_end(text, at, limit)).flatten();
    let (value, currency, start, mut end) = money_from(text, at, limit).or_else(lower)?;
    let tax = tax_after(text, end, limit);
    if let Some((_, e)) = tax {
        end = e;
    }
    let words = opt_words_behind(text, end, limit);
    if let Some((_, e)) = words {
        end = e;
    }
    let words = words.map(|w| w.0);
    let span = text.toks(start, end).span();
    if words.is_some_and(|w| w != value && w != value.trunc()) {
        let message = format!("« {} »: words and figures disagree", text.doc.text(span));
        out.findings.push(Finding::new(Code::AmountMismatch, message).on(span));
    }
    let value = if is_negative(text, start) { -value } else { value };
    let role = role_behind(text, end, limit).unwrap_or_else(|| roles.at(at));
    let tax = tax.map(|t| t.0);
    let print = text.doc.text(span).to_owned();
    out.amounts.push(At::new(FoundAmount { value, currency, tax, words, role, beneficiary: None, text: print }, span));
    Some(end)
}

/// « (cinq mille euros) » behind a sum: its value, and one past the bracket.
fn opt_words_behind(text: &Text<'_>, at: usize, limit: usize) -> Option<(Decimal, usize)> {
    text.tokens.get(at).filter(|b| b.sign == '(')?;
    let (n, rest) = cardinal_in_words(text, text.toks(at + 1, limit))?;
    let (_, _, after) = currency(text, rest.start, limit)?;
    let closed = text.tokens.get(after).is_some_and(|t| t.sign == ')');
    Some((Decimal::from(n.value), if closed { after + 1 } else { after }))
}

/// A figure without a currency in a column that has one in its head; gives one past it.
fn opt_sum_of_column(
    text: &Text<'_>,
    at: usize,
    limit: usize,
    columns: &TableUnits,
    roles: &Roles,
    out: &mut Found,
) -> Option<usize> {
    let (value, currency, end) = (!is_glued(text, at)).then(|| columns.amount(text, at, limit)).flatten()?;
    let span = text.toks(at, end).span();
    let (role, print) = (roles.at(at), text.doc.text(span).to_owned());
    let amount = FoundAmount { value, currency, tax: None, words: None, role, beneficiary: None, text: print };
    out.amounts.push(At::new(amount, span));
    Some(end)
}

/// A minus before a sum: not a dash of the line, not one between two words.
fn is_negative(text: &Text<'_>, start: usize) -> bool {
    start.checked_sub(1).and_then(|b| text.tokens.get(b)).is_some_and(|b| {
        b.sign == '-'
            && matches!(b.gap, Gap::Space | Gap::Cell)
            && text.tokens[start].gap <= Gap::Space
            && text.doc.text(b.span) != "–"
    })
}

/// « cinq mille euros »: a sum in words alone; gives one past its last token.
fn in_words(text: &Text<'_>, at: usize, end: usize, role: AmountRole, out: &mut Found) -> Option<usize> {
    let (n, rest) = cardinal_in_words(text, text.toks(at, end))?;
    let (code, factor, mut e) = currency(text, rest.start, end)?;
    let single = e - rest.start == 1 && text.tokens[rest.start].span.end - text.tokens[rest.start].span.start == 1;
    if single {
        return None;
    }
    let mut value = scaled(Decimal::from(n.value), factor)?;
    // « deux mille quatre cent dix-huit euros et six centimes »
    let and =
        usize::from(text.tokens.get(e).is_some_and(|t| e < end && text.doc.text(t.span).eq_ignore_ascii_case("et")));
    if factor == 1
        && let Some((cents, rest)) = cardinal_in_words(text, text.toks((e + and).min(end), end))
        && cents.value < 100
        && text.longest_at(rest.start).is_some_and(|m| rest.start < end && text.is(m, Term::MoneyCents))
    {
        value += Decimal::new(i64::from(cents.value as u8), 2);
        e = rest.start + 1;
    }
    let mut words = Some(value);
    let mut print = value;
    // « cent vingt mille euros (120 000 €) »
    if text.tokens.get(e).is_some_and(|t| t.sign == '(')
        && let Some((v, _, _, after)) = money_from(text, e + 1, end)
    {
        print = v;
        words = Some(value);
        e = after + usize::from(text.tokens.get(after).is_some_and(|t| t.sign == ')'));
    }
    let tax = tax_after(text, e, end);
    if let Some((_, t)) = tax {
        e = t;
    }
    let span = text.toks(at, e).span();
    out.amounts.push(At::new(
        FoundAmount {
            value: print,
            currency: code,
            tax: tax.map(|t| t.0),
            words,
            role,
            beneficiary: None,
            text: text.doc.text(span).to_owned(),
        },
        span,
    ));
    Some(e)
}

fn tax_after(text: &Text<'_>, at: usize, end: usize) -> Option<(Tax, usize)> {
    let m = text.longest_at(at).filter(|m| at < end && (m.end as usize) <= end)?;
    let tax = match text.value(m, Term::MoneyTax)? {
        "excluding" => Tax::Excluding,
        _ => Tax::Including,
    };
    let point = text.tokens.get(m.end as usize).is_some_and(|t| {
        t.sign == '.' && t.gap == Gap::None && text.tokens.get(m.end as usize + 1).is_some_and(|n| n.gap == Gap::None)
    });
    Some((tax, m.end as usize + usize::from(point)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::Lexicon;

    fn values(s: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin().unwrap();
        let doc = crate::read::read(s.as_bytes(), std::path::Path::new("x.txt")).unwrap();
        let text = Text::new(&doc, &lexicon);
        find(&text, text.lines(0, 99))
            .amounts
            .iter()
            .map(|a| format!("{:.2} {}", a.value.value, a.value.currency))
            .collect()
    }

    #[test]
    fn reads_every_notation() {
        for (s, want) in [
            ("pour 163 055,63€ HT", "163055.63 EUR"),
            ("soit 135.186,30 €", "135186.30 EUR"),
            ("885 636.60 € HT", "885636.60 EUR"),
            ("620.000€ demandés", "620000.00 EUR"),
            ("1,2 M€ et", "1200000.00 EUR"),
            ("un montant de 12 K€", "12000.00 EUR"),
            ("17,326 millions d'euros", "17326000.00 EUR"),
            ("5000 € (cinq mille euros)", "5000.00 EUR"),
            ("cent vingt mille euros (120 000 €)", "120000.00 EUR"),
            ("8 francs 33 centimes", "8.33 FRF"),
            ("1 500 485 €uros", "1500485.00 EUR"),
            ("382 500 F H.T.", "382500.00 FRF"),
            ("soit 175.000 F. Il indique", "175000.00 FRF"),
            ("Molsheim 486.320,-- F", "486320.00 FRF"),
            ("9 800 000 F CFP", "9800000.00 XPF"),
            ("6 €50 la journée", "6.50 EUR"),
            ("arrêté à 1 248 fr 35 en recettes", "1248.35 FRF"),
            ("1 fr. 75 pour ceux au dessus", "1.75 FRF"),
            ("15 F 50 à la rentrée", "15.50 FRF"),
            ("concession, 30 ans, 2 m2 720 F", "720.00 FRF"),
            ("loyer mensuel T1 418,20 € au", "418.20 EUR"),
            ("0.712 € par habitant", "0.71 EUR"),
            ("chiffrée par le SDE 18 à 7 413,28 €", "7413.28 EUR"),
            ("deux mille quatre cent dix-huit euros et six centimes (2 418,06 €)", "2418.06 EUR"),
            ("DOUZE EUROS TRENTE CENTIMES", "12.30 EUR"),
        ] {
            assert_eq!(values(s), [want], "{s}");
        }
        assert_eq!(values("le loyer, de 4 200 à 3 500 €"), ["4200.00 EUR", "3500.00 EUR"]);
        assert_eq!(values("ramenée de 21,5 à 20,4 millions de francs"), ["21500000.00 FRF", "20400000.00 FRF"]);
        assert!(values("exprimés ..... 28\n f. Majorité absolue").is_empty());
        assert!(values("en 2020\n\nF. SIMIANE").is_empty());
        assert!(values("prêt n° MIN238871EUR, ref lmc11E8F0-DE").is_empty());
        assert!(values("9,9 % de l'indice, 1 250 m2, article 6574").is_empty());
    }
}
