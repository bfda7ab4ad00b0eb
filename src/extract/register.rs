//! Numbers of the register: « DEL2025-59 », « 2021-060 », « 028/18 », told from dates, sums and page numbers.

use regex::Regex;
use std::sync::OnceLock;

/// A number of the register: letters and digits in groups, as « DEL2025-59 », « 2021-060 », « 028/18 », « BM2018/09/18/04 ».
pub(super) fn register_number() -> &'static Regex {
    static RE: OnceLock<Regex> = OnceLock::new();
    RE.get_or_init(|| {
        build(r"^(?:[A-Z]{1,6}[ _./-]{1,3}){0,3}[A-Z]{0,6}[_.-]{0,2}\d{1,10}[A-Z]?(?:(?:_[A-Z]{1,6}){1,3}_\d{1,10}|(?:\s?[-–_/.]\s?|_)(?:[A-Z]{1,4}(?:[-_/.]|\s[-–]\s)?\s?)?\d{1,10}[A-Za-z]?){0,5}")
    })
}

#[allow(clippy::expect_used, reason = "the patterns are constants, compiled in a test")]
pub(super) fn build(pattern: &str) -> Regex {
    Regex::new(pattern).expect("constant pattern")
}

/// Whether `s` begins with a letter and a small one, « Le », « vu »: no number and no sign does, and most lines are told by it
/// without a pattern.
pub(super) fn begins_as_word(s: &str) -> bool {
    matches!(s.as_bytes(), [first, second, ..] if first.is_ascii_alphabetic() && second.is_ascii_lowercase())
}

/// The number of the register at the start of `s`: its length in bytes. A lone small number, a date or a sum is none.
pub(super) fn number_len(s: &str, explicit: bool) -> Option<usize> {
    if begins_as_word(s) {
        return None;
    }
    // « N° b2018-10-01.114 »: the letter of the bureau before the number, small as it is.
    if let Some(rest) = s.strip_prefix(|c: char| c.is_ascii_lowercase()).filter(|r| explicit && is_yeared(r)) {
        return number_len(rest, true).map(|len| len + 1);
    }
    if let Some(len) =
        day_and_rank(s).or_else(|| year_and_service(s)).or_else(|| spaced(s, explicit)).or_else(|| of_session(s))
    {
        return Some(len);
    }
    let m = without_page(register_number().find(s)?.as_str().trim_end());
    let m = &s[..m.len() + service_len(&s[m.len()..])];
    // « DELIBERATION N SEANCE DU 1 ER OCTOBRE »: the number was lost, and the day is none.
    if m.split([' ', '\u{a0}']).any(|word| matches!(word, "DU" | "DE" | "DES" | "LE" | "LA" | "LES" | "AU" | "ET")) {
        return None;
    }
    let rest = &s[m.len()..];
    let next = rest.chars().next();
    if next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '€' | '%' | '²'))
        || rest.trim_start().starts_with(['€', '%'])
    {
        return None;
    }
    let groups: Vec<&str> = m.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    if let [d, mo, y] = groups.as_slice()
        && !m.contains('_')
        && (d.len() <= 2 && mo.len() <= 2 && y.len() == 4)
        && mo.parse::<u32>().is_ok_and(|m| m <= 12)
        && (!m.starts_with(|c: char| c.is_alphabetic()) || m.contains(' ') && m.contains('/'))
        && !(explicit && m.contains('-') && is_titled(rest))
    {
        return None;
    }
    // « 085-268500317-20171206-2017-31-DE »: the name that the transmission to the State gives an act holds the SIREN.
    if groups.len() >= 3 && groups[0].len() == 3 && groups[1].len() == 9 && groups[2].len() == 8 {
        return None;
    }
    if explicit {
        return Some(m.len());
    }
    // « 2018/2019 »: a season.
    if let [from, to] = groups.as_slice()
        && from.len() == 4
        && to.len() == 4
        && from.parse::<u32>().is_ok_and(|y| (1900..2100).contains(&y) && to.parse() == Ok(y + 1))
        && !m.starts_with(|c: char| c.is_alphabetic())
    {
        return None;
    }
    let letters = m.starts_with(|c: char| c.is_ascii_uppercase()) && !is_plot(m);
    let yearish = groups.iter().any(|g| (g.len() == 4 && (g.starts_with("19") || g.starts_with("20"))) || g.len() >= 6);
    let ok = (groups.len() >= 2
        && (yearish
            || groups.iter().all(|g| g.len() >= 2) && groups.iter().any(|g| g.len() >= 3)
            || letters && groups.len() >= 2))
        || (letters && groups.len() == 1 && (groups[0].len() >= 5 || groups[0].len() == 4 && !yearish))
        || (groups.len() == 1 && groups[0].len() >= 8);
    ok.then_some(m.len())
}

/// « N° 01-07-2020 – ÉLECTION DU PRÉSIDENT »: behind its label, with the title behind a dash, what looks like a day is the
/// first act of July.
fn is_titled(rest: &str) -> bool {
    let title = rest.trim_start().strip_prefix(['-', '–', '—', ':']);
    rest.starts_with(' ') && title.is_some_and(|t| t.trim_start().starts_with(char::is_uppercase))
}

/// « 1999, SG 44 - Subvention », « 2023 DASCO 15-1 : Avenant »: the year, the service and its number.
fn year_and_service(s: &str) -> Option<usize> {
    let (year, rest) = s.split_once(' ')?;
    let digits = year.trim_end_matches(',');
    if digits.len() != 4 || !digits.starts_with("19") && !digits.starts_with("20") || digits.parse::<u32>().is_err() {
        return None;
    }
    let (service, rest) = rest.split_once(' ')?;
    let number = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
    let behind = rest[number..].trim_start();
    let named = (2..=6).contains(&service.len()) && service.bytes().all(|b| b.is_ascii_uppercase());
    let closed = behind.is_empty() || rest[number..].starts_with(' ') && behind.starts_with(['-', '–', ':']);
    let own = rest.starts_with(|c: char| c.is_ascii_digit()) && number <= 6;
    (named && own && closed).then_some(year.len() + 1 + service.len() + 1 + number)
}

/// « 2020 12 091 – Budget principal »: the year, the month and the rank, parted by nothing but spaces. Behind a label (« Délibération
/// n° 2020 12 091   FINANCES ») a column gap closes it as well.
fn spaced(s: &str, explicit: bool) -> Option<usize> {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let (year, rest) = s.split_once(' ')?;
    let (month, rest) = rest.split_once(' ')?;
    let rank = digits(rest);
    let behind = &rest[rank..];
    // « N° 2023 2 4 », and nothing more
    let bare = explicit && behind.is_empty();
    let dated = year.len() == 4 && year.starts_with(['1', '2']) && digits(year) == 4 && digits(month) == month.len();
    let wide = month.len() == 2 || bare && month.len() == 1;
    let of_year = wide && month.parse().is_ok_and(|m: u32| (1..=12).contains(&m));
    let gap = explicit && (behind.starts_with("  ") || behind.starts_with('\t'));
    let closed =
        behind.is_empty() || gap || behind.starts_with(' ') && behind.trim_start().starts_with(['-', '–', '—', ':']);
    (dated && of_year && (if bare { 1 } else { 2 }..=3).contains(&rank) && closed)
        .then_some(year.len() + month.len() + 2 + rank)
}

/// « N 2013/066 », « N DRESS/2014/518 »: the length of « N » where the sign of « N° » is lost.
pub(super) fn lost_sign_len(s: &str) -> usize {
    let Some(rest) = s.strip_prefix("N ").or_else(|| s.strip_prefix("n ")) else { return 0 };
    let filed = || number_len(rest, true).is_some_and(|len| rest[..len].contains('/') && !rest[..len].contains(' '));
    if rest.starts_with(|c: char| c.is_ascii_digit()) || filed() { 2 } else { 0 }
}

/// « 20CD02-01 », « 21CP07-114 – Routes »: the year, the letters of the body with its session, the rank.
fn of_session(s: &str) -> Option<usize> {
    let run = |s: &str, is: fn(&u8) -> bool| s.bytes().take_while(is).count();
    let year = run(s, u8::is_ascii_digit);
    let body = run(&s[year..], u8::is_ascii_uppercase);
    let session = run(&s[year + body..], u8::is_ascii_digit);
    let rank = run(s[year + body + session..].strip_prefix(['-', '_', '/'])?, u8::is_ascii_digit);
    let len = year + body + session + 1 + rank;
    let apart =
        s[len..].chars().next().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '/' | '€' | '%'));
    (matches!(year, 2 | 4) && (2..=4).contains(&body) && (1..=3).contains(&session) && (1..=4).contains(&rank) && apart)
        .then_some(len)
}

/// « B 1312 », « AK 87 »: a plot of the land register, not an act.
fn is_plot(m: &str) -> bool {
    let Some((section, plot)) = m.split_once(' ') else { return false };
    let letters = section.len() <= 2 && section.bytes().all(|b| b.is_ascii_uppercase());
    letters && plot.len() <= 4 && plot.bytes().all(|b| b.is_ascii_digit())
}

/// « 93/2024/CAMA », « 041-917/16/CM »: the letters of the body or the service behind the number.
fn service_len(rest: &str) -> usize {
    let Some(letters) = rest.strip_prefix('/') else { return 0 };
    let len = letters.bytes().take_while(u8::is_ascii_uppercase).count();
    let ends = letters[len..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    if (2..=5).contains(&len) && ends { len + 1 } else { 0 }
}

/// « 2018.10.17 2) GRANGE DU BOURG »: the second act of a day.
fn day_and_rank(s: &str) -> Option<usize> {
    let (day, behind) = s.split_once(' ')?;
    // « 2019 03 n°01 – STATUTS »: the first act of March.
    let month = behind.get(..2).filter(|m| m.bytes().all(|b| b.is_ascii_digit()) && day.len() == 4);
    let of_month =
        month.and_then(|_| behind.get(2..)?.strip_prefix(" n°")).filter(|_| day.bytes().all(|b| b.is_ascii_digit()));
    if let Some(rank) = of_month.map(|r| r.bytes().take_while(u8::is_ascii_digit).count()).filter(|r| *r > 0) {
        return Some(day.len() + 1 + 2 + " n°".len() + rank);
    }
    let rank = behind.bytes().take_while(u8::is_ascii_digit).count();
    let groups: Vec<&str> = day.split(['.', '-', '/']).collect();
    let long = |g: &str, len: usize| g.len() == len && g.bytes().all(|b| b.is_ascii_digit());
    let dated = matches!(groups.as_slice(), [y, m, d] if long(y, 4) && long(m, 2) && long(d, 2));
    let sign = behind.get(rank..)?.trim_start().starts_with([')', '-', '–', ':', '/']);
    (dated && sign && (1..=2).contains(&rank)).then_some(day.len() + 1 + rank)
}

/// « 2025_CP_0119 - 1/2 »: the page and the number of pages behind the number are not part of it.
pub(super) fn without_page(m: &str) -> &str {
    let Some((number, page)) = m.rsplit_once(['-', '–', ' ']) else { return m };
    let small = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let is_page = page.split_once('/').is_some_and(|(a, b)| small(a.trim()) && small(b.trim()));
    let number = number.trim_end_matches([' ', '-', '–']);
    if is_page && number.len() >= 6 && m.contains(" ") { number } else { m }
}

/// « 42/99 ADOPTION DU PROCÈS-VERBAL »: the number in the year and its last two digits, before a title in capitals.
pub(super) fn short_year_len(s: &str) -> Option<usize> {
    let len = s.find([' ', '\t'])?;
    let (number, year) = s[..len].split_once('/')?;
    let digits = |s: &str, most: usize| (1..=most).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let title = s[len..].trim_start();
    let capital = title.chars().take_while(|c| !c.is_whitespace()).filter(|c| c.is_alphabetic()).count() >= 2
        && title.chars().take_while(|c| !c.is_whitespace()).all(|c| !c.is_lowercase());
    (digits(number, 3) && year.len() == 2 && digits(year, 2) && capital).then_some(len)
}

/// « 3. DEL-2022-12-067 – TARIFS », « 1. B2023-41 – Aide », « 2 – 2026/019 : ÉLECTION »: the place of the point before the number of the act.
pub(super) fn place_len(s: &str) -> usize {
    const SIGN: usize = 6;
    let digits = s.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &s[digits..];
    let behind = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | '/' | '-' | '–' | '—'));
    let sign = &rest[..rest.len() - behind.len()];
    let signed = sign.ends_with(char::is_whitespace) && !sign.trim().is_empty() && sign.len() <= SIGN;
    let letters = behind.bytes().take_while(u8::is_ascii_uppercase).count();
    let joined =
        behind[letters..].starts_with(['-', '_']) || behind[letters..].starts_with(|c: char| c.is_ascii_digit());
    let yeared = letters <= 1 && is_yeared(&behind[letters..]);
    let named = letters >= 2 && joined && sign == ". ";
    if (1..=2).contains(&digits) && signed && (named || yeared) { digits + sign.len() } else { 0 }
}

/// « 2023-41 »: a year and a rank; « 2018/2019 » is a season.
fn is_yeared(s: &str) -> bool {
    let year = |s: &str| s.get(..4).is_some_and(|y| y.parse::<u32>().is_ok_and(|y| (1900..2100).contains(&y)));
    let rank = s.get(4..).and_then(|r| r.strip_prefix(['-', '/', '_']));
    year(s) && rank.is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()) && !year(r))
}

/// Whether a line begins with a number of the register.
#[must_use]
pub fn begins_with_number(s: &str) -> bool {
    number_len(s, false).is_some()
}

/// Length of an explicitly announced register number at the start of `s`.
#[must_use]
pub fn register_len(s: &str) -> Option<usize> {
    (s.chars().take(24).filter(char::is_ascii_digit).count() >= 2).then(|| number_len(s, true)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_register_numbers_from_dates_and_sums() {
        assert_eq!(number_len("DEL2025-59 : x", false), Some(10));
        assert_eq!(number_len("2021_060", false), Some(8));
        assert_eq!(number_len("028/18 : TARIFS", false), Some(6));
        assert_eq!(number_len("BM2018/09/18/04", false), Some(15));
        assert_eq!(number_len("93/2024/CAMA", false), Some(12));
        assert_eq!(number_len("1999, SG 44 - Subvention", false), Some(11));
        assert_eq!(number_len("2019 TVA 20 %", false), None);
        assert_eq!(number_len("FAG 041-917/16/CM ", false), Some(17));
        assert_eq!(number_len("2020 12 091 – Budget", false), Some(11));
        assert_eq!(number_len("2020 12 091 habitants", false), None);
        assert_eq!(number_len("20CD02-01", false), Some(9));
        assert_eq!(number_len("22_DAJCP_SA_11", true), Some(14));
        assert_eq!(number_len("22.CP.05.418", true), Some(12));
        assert_eq!(number_len("2013 – B – 047", true), Some("2013 – B – 047".len()));
        assert_eq!(number_len("b2018-10-01.114", true), Some(15));
        assert_eq!(number_len("SEANCE DU 1 ER OCTOBRE", true), None);
        assert_eq!(number_len("B 1312", false), None);
        assert_eq!(number_len("12/05/2017", false), None);
        assert_eq!(number_len("2018/2019", false), None);
        assert_eq!(number_len("01-07-2020 – ÉLECTION", true), Some(10));
        assert_eq!(number_len("01-07-2020 à 18 h", true), None);
        assert_eq!(number_len("PV CM 17/11/2022", false), None);
        assert_eq!(number_len("3 000 €", false), None);
        assert_eq!(number_len("12 rue", false), None);
    }
}
