//! Addresses of legal texts, where they follow by rule from number and date.
//!
//! Légifrance gives laws, decrees and ordinances of the Journal officiel an ELI since 2002, of their date and number;
//! the Union gives one to its directives and regulations. The address of an article of a code cannot be made from its
//! number: it holds an identifier of the data base, and is left out.

use crate::record::{Reference, ReferenceKind};

/// The first year whose texts have an ELI at Légifrance.
const FIRST: u32 = 2002;

/// The address of a reference, where it follows.
#[must_use]
pub fn of(r: &Reference) -> Option<String> {
    let number = r.number.as_deref()?;
    match r.kind {
        ReferenceKind::Law => french("loi", number, r.date.as_deref()?),
        ReferenceKind::Decree => french("decret", number, r.date.as_deref()?),
        ReferenceKind::Ordinance => french("ordonnance", number, r.date.as_deref()?),
        ReferenceKind::Eu => european(if r.key.starts_with("directive") { "dir" } else { "reg" }, number),
        _ => None,
    }
}

/// A number is « year-number »: one whose year is not the date's is misprinted, and has no address.
fn french(kind: &str, number: &str, date: &str) -> Option<String> {
    let mut parts = date.split('-').map(|p| p.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (of, serial) = number.split_once('-')?;
    let sane = of.parse() == Ok(year) && !serial.is_empty() && serial.bytes().all(|b| b.is_ascii_digit());
    (year >= FIRST && sane)
        .then(|| format!("https://www.legifrance.gouv.fr/eli/{kind}/{year}/{month}/{day}/{number}/jo/texte"))
}

/// « 2014/24 », « 1303/2013 »: the year is the part with four digits that begin 19 or 20; the first where both do.
fn european(kind: &str, number: &str) -> Option<String> {
    let (a, b) = number.split_once('/')?;
    let digits = |s: &str| !s.is_empty() && s.len() <= 5 && s.bytes().all(|c| c.is_ascii_digit());
    let year = |s: &str| s.len() == 4 && (s.starts_with("19") || s.starts_with("20"));
    let (y, n) = if year(a) { (a, b) } else { (b, a) };
    (digits(a) && digits(b) && year(y)).then(|| format!("http://data.europa.eu/eli/{kind}/{y}/{n}/oj"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_follow_by_rule() {
        let law = french("loi", "2015-991", "2015-08-07");
        assert_eq!(law.as_deref(), Some("https://www.legifrance.gouv.fr/eli/loi/2015/8/7/2015-991/jo/texte"));
        assert_eq!(french("loi", "82-213", "1982-03-02"), None);
        assert_eq!(french("loi", "2015-991", "2016-08-07"), None);
        assert_eq!(european("dir", "2014/24").as_deref(), Some("http://data.europa.eu/eli/dir/2014/24/oj"));
        assert_eq!(european("reg", "1303/2013").as_deref(), Some("http://data.europa.eu/eli/reg/2013/1303/oj"));
        assert_eq!(european("reg", "12/34"), None);
    }
}
