//! The enumeration signs of points: « II.1 - », « 2.3 », « 1/ », « IV – », « B) », « 3 ».

use super::heads::style;
use super::register::{begins_as_word, build};
use regex::{Captures, Regex};
use std::sync::OnceLock;

/// An enumeration sign at the start of a line.
pub(super) struct PointSign {
    /// Bytes, with the spaces behind it.
    pub(super) len: usize,
    pub(super) kind: SignKind,
    /// The place in the count.
    pub(super) rank: Option<u32>,
}

/// How a point is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignKind {
    /// « II.1 - », « B.2 », « 2.3 »
    Sub,
    /// « 1/ », « 3) »
    Arabic,
    /// « 2ème »
    Ordinal,
    /// « IV – »
    Roman,
    /// « B) »
    Letter,
    /// « 3 », « III »
    Bare,
}

impl SignKind {
    pub(super) const fn style(self) -> u32 {
        match self {
            Self::Sub => style::ARABIC_SUB,
            Self::Arabic => style::ARABIC,
            Self::Ordinal => style::NAMED,
            Self::Roman => style::ROMAN,
            Self::Letter => style::LETTER,
            Self::Bare => style::BARE,
        }
    }
}

/// The groups stand in the order in which they are tried.
fn point_sign() -> &'static Regex {
    // « A.2 », « B1 »
    const UNDER: &str = r"(?:(?:[IVX]{1,5}|[A-Z])\.|[A-Z])(?<under>\d{1,2})[.)]?\s*(?:[-–:]\s*)?";
    // « 2.3 », « 2-1 », « 3/2 »; « 12/05 » is a date.
    const DOTTED: &str = r"(?<dotted>\d{1,2}(?:[.-]\d{1,2}){1,3}|[1-9]\d?/[1-9]\d?)[.)]?(?:\s*[-–—:/]\s*|\s+)";
    const ARABIC: &str =
        r"(?<arabic>\d{1,3}(?:[.-]\d{1,2})*)(?:\s?(?:bis|ter))?\s?(?:[°.)/:–—-]|er |ère |ème |eme |e |è )[°.)/:–—\s-]*";
    // « (1) », « [1] », « § 1 »
    const BOXED: &str = r"(?:[\[(](?<boxed>\d{1,2})[\])][\s:–-]*|§\s?(?<paragraph>\d{1,2})[.\s:–-]+)";
    const ROMAN: &str = r"(?<roman>[IVXL]{1,6})\s?[-.)/:–—°][-.)/:–—\s]*";
    const LETTER: &str = r"(?:(?<letter>[A-Z])\s?[-)/–—.]|(?<small>[a-z])(?:\s?\)|[.-]\s))\s?[-)/–—.\s]*";
    const BARE: &str = r"(?:(?<bare>\d{1,2})|(?<numeral>[IVX]{1,5}))\s+";
    static RE: OnceLock<Regex> = OnceLock::new();
    RE.get_or_init(|| build(&format!("^(?:{BOXED}|{UNDER}|{DOTTED}|{ARABIC}|{ROMAN}|{LETTER}|{BARE})")))
}

/// The sign that a line begins with.
pub(super) fn opt_point_sign(s: &str) -> Option<PointSign> {
    if begins_as_word(s) {
        return None;
    }
    let c = point_sign().captures(s)?;
    let sign = c.get(0)?.as_str();
    let (kind, rank) = place(&c, sign.trim_end())?;
    Some(PointSign { len: sign.len(), kind, rank })
}

/// What the sign counts with, and how far.
fn place(c: &Captures<'_>, sign: &str) -> Option<(SignKind, Option<u32>)> {
    let group = |name: &str| c.name(name).map(|m| m.as_str());
    let last = |n: &str| n.split(['.', '-', '/']).next_back().and_then(|n| n.parse().ok());
    if let Some(n) = group("under").or_else(|| group("dotted")) {
        Some((SignKind::Sub, last(n)))
    } else if let Some(n) = group("numeral") {
        Some((SignKind::Bare, roman(n)))
    } else if let Some(n) = group("arabic") {
        let kind = match () {
            () if sign.ends_with(['e', 'r', 'è']) => SignKind::Ordinal,
            () if n.contains(['.', '-']) => SignKind::Sub,
            () => SignKind::Arabic,
        };
        Some((kind, last(n)))
    } else if let Some(n) = group("boxed").or_else(|| group("paragraph")) {
        Some((SignKind::Arabic, n.parse().ok()))
    } else if let Some(n) = group("roman") {
        Some((SignKind::Roman, roman(n)))
    } else if let Some(n) = group("letter").or_else(|| group("small")) {
        Some((SignKind::Letter, n.bytes().next().map(|b| u32::from(b.to_ascii_uppercase() - b'A') + 1)))
    } else {
        group("bare").map(|n| (SignKind::Bare, n.parse().ok()))
    }
}

/// Length of the enumeration sign at the start of `s`, 0 where there is none or no title follows.
#[must_use]
pub fn point_sign_len(s: &str) -> usize {
    if begins_as_word(s) {
        return 0;
    }
    let Some(m) = point_sign().find(s) else { return 0 };
    let signed = m.as_str().contains(['.', ')', '/', '-', '–', '—', ':', '°']);
    if signed && s[m.end()..].starts_with(char::is_uppercase) && s.len() - m.end() >= 6 { m.end() } else { 0 }
}

/// « IV » → 4, for the numerals that number points.
pub(super) fn roman(s: &str) -> Option<u32> {
    let digit = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let digits: Vec<i32> = s.chars().map(digit).collect::<Option<_>>()?;
    let signed = |(i, d): (usize, &i32)| if digits.get(i + 1).is_some_and(|n| n > d) { -d } else { *d };
    u32::try_from(digits.iter().enumerate().map(signed).sum::<i32>()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_signs_of_points() {
        let read = |s| opt_point_sign(s).map(|p| (p.kind, p.rank));
        assert_eq!(read("1/ Pacte"), Some((SignKind::Arabic, Some(1))));
        assert_eq!(read("II – Finances"), Some((SignKind::Roman, Some(2))));
        assert_eq!(read("II.3 - Finances"), Some((SignKind::Sub, Some(3))));
        assert_eq!(read("2.4 Finances"), Some((SignKind::Sub, Some(4))));
        assert_eq!(opt_point_sign("2.4 – Finances").map(|p| p.len), Some("2.4 – ".len()));
        assert_eq!(read("2ème Finances"), Some((SignKind::Ordinal, Some(2))));
        assert_eq!(read("2 ème Finances"), Some((SignKind::Ordinal, Some(2))));
        assert_eq!(read("B) Finances"), Some((SignKind::Letter, Some(2))));
        assert_eq!(read("3 Finances"), Some((SignKind::Bare, Some(3))));
        assert_eq!(read("III Finances"), Some((SignKind::Bare, Some(3))));
        assert_eq!(read("2-1 Finances"), Some((SignKind::Sub, Some(1))));
        assert_eq!(read("3/2 FINANCES"), Some((SignKind::Sub, Some(2))));
        assert_eq!(roman("XIV"), Some(14));
        assert_eq!(point_sign_len("2018"), 0);
    }
}
