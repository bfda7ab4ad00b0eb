//! Days, hours, sums and counts as they are read in French: « 14 octobre 2019 », « 20 h 30 », « 1 284,37 € ».

/// A day as it is read: « 14 octobre 2019 ».
pub fn day(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let parsed = iso.parse::<jiff::civil::Date>().ok();
    parsed.map_or_else(
        || iso.to_owned(),
        |d| {
            let month = MONTHS.get(usize::from(d.month().unsigned_abs()) - 1).copied().unwrap_or_default();
            let day = if d.day() == 1 { "1er".to_owned() } else { d.day().to_string() };
            format!("{day}\u{a0}{month} {}", d.year())
        },
    )
}

/// A sum as it is read: « 1 284,37 € ».
pub fn sum(value: &str, currency: &str) -> String {
    let (sign, digits) = value.strip_prefix('-').map_or(("", value), |d| ("−", d));
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = grouped(whole);
    let cents = if cents.chars().all(|c| c == '0') { String::new() } else { format!(",{cents:0<2}") };
    let unit = match currency {
        "EUR" => "€",
        "FRF" => "F",
        other => other,
    };
    format!("{sign}{whole}{cents}\u{a0}{unit}")
}

/// Figures in groups of three.
fn grouped(figures: &str) -> String {
    let mut out = String::new();
    for (i, c) in figures.chars().enumerate() {
        if i > 0 && (figures.len() - i).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(c);
    }
    out
}

/// An hour as it is read: « 20 h 30 ».
pub fn hour(time: &str) -> String {
    match time.split_once(':') {
        Some((hours, minutes)) => {
            let hours = hours.strip_prefix('0').filter(|h| !h.is_empty()).unwrap_or(hours);
            if minutes == "00" { format!("{hours}\u{a0}h") } else { format!("{hours}\u{a0}h\u{a0}{minutes}") }
        }
        None => time.to_owned(),
    }
}

/// A count and what is counted: « 1 délibération », « 1 284 délibérations ».
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{}\u{a0}{}", grouped(&n.to_string()), if n < 2 { one } else { many })
}

/// A number of a chart: whole, or with one figure behind the comma.
pub fn number(n: f64) -> String {
    if (n - n.round()).abs() < 0.05 {
        grouped(&format!("{:.0}", n.round()))
    } else {
        let text = format!("{n:.1}");
        let (whole, tenth) = text.split_once('.').unwrap_or((&text, "0"));
        format!("{},{tenth}", grouped(whole))
    }
}

#[cfg(test)]
mod tests {
    use super::{count, day, hour, number, sum};

    #[test]
    fn days_sums_and_hours_read_as_in_french() {
        assert_eq!(day("2019-10-14"), "14\u{a0}octobre 2019");
        assert_eq!(day("1884-05-01"), "1er\u{a0}mai 1884");
        assert_eq!(day("vers 1900"), "vers 1900");
        assert_eq!(sum("1284.37", "EUR"), "1\u{202f}284,37\u{a0}€");
        assert_eq!(sum("12.5", "EUR"), "12,50\u{a0}€");
        assert_eq!(sum("-1000000.00", "FRF"), "−1\u{202f}000\u{202f}000\u{a0}F");
        assert_eq!(hour("20:30"), "20\u{a0}h\u{a0}30");
        assert_eq!(hour("09:00"), "9\u{a0}h");
        assert_eq!(count(1, "acte", "actes"), "1\u{a0}acte");
        assert_eq!(count(1284, "acte", "actes"), "1\u{202f}284\u{a0}actes");
        assert_eq!(number(12.44), "12,4");
        assert_eq!(number(1300.0), "1\u{202f}300");
    }
}
