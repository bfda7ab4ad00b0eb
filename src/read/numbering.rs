//! Numbers that word processors print before paragraphs and that stand nowhere in their text: « Article 1 : », « 2.1 ».

use rustc_hash::FxHashMap;

/// Deepest level of a list.
pub(super) const LEVELS: usize = 10;

/// How a level of a list is numbered.
#[derive(Debug, Clone)]
pub(super) struct Level {
    /// `decimal`, `lowerLetter`, `upperLetter`, `lowerRoman`, `upperRoman`, `bullet`, `none`.
    pub format: String,
    /// What is printed; `%1` stands for the number of the first level.
    pub text: String,
    /// The first number.
    pub start: u32,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: "bullet".to_owned(), text: "-".to_owned(), start: 1 }
    }
}

/// The counters of all lists of a document.
#[derive(Debug, Default)]
pub(super) struct Counters(FxHashMap<String, [Option<u32>; LEVELS]>);

impl Counters {
    /// Counts an item of list `list` and gives what is printed before it, with a space; empty for nothing.
    pub fn next(&mut self, list: &str, levels: &[Level], level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some(kind) = levels.get(level) else { return "- ".to_owned() };
        let counts = self.0.entry(list.to_owned()).or_default();
        counts[level] = Some(counts[level].map_or(kind.start, |n| n.saturating_add(1)));
        counts[level + 1..].fill(None);
        match kind.format.as_str() {
            "bullet" => return "- ".to_owned(),
            "none" => return String::new(),
            _ => {}
        }
        let mut out = String::new();
        let mut chars = kind.text.chars();
        while let Some(c) = chars.next() {
            if c != '%' {
                out.push(c);
                continue;
            }
            let at = chars.next().and_then(|d| d.to_digit(10)).map_or(0, |d| d as usize);
            let Some(at) = at.checked_sub(1).filter(|a| *a < LEVELS) else { continue };
            let other = levels.get(at).unwrap_or(kind);
            out.push_str(&print(counts[at].unwrap_or(other.start), &other.format));
        }
        if !out.trim().is_empty() {
            out.push(' ');
        }
        out
    }
}

/// A number as it is printed; numbers beyond what letters and Roman figures are used for are printed in figures.
fn print(n: u32, format: &str) -> String {
    match format {
        "lowerLetter" | "upperLetter" if (1..=26).contains(&n) => {
            let c = char::from(b'a' + (n - 1) as u8);
            if format == "upperLetter" { c.to_ascii_uppercase().to_string() } else { c.to_string() }
        }
        "lowerRoman" if (1..4000).contains(&n) => roman(n).to_ascii_lowercase(),
        "upperRoman" if (1..4000).contains(&n) => roman(n),
        "decimalZero" if n < 10 => format!("0{n}"),
        _ => n.to_string(),
    }
}

fn roman(mut n: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in PARTS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_count_and_begin_anew() {
        let level = |format: &str, text: &str| Level { format: format.into(), text: text.into(), start: 1 };
        let levels = [level("decimal", "Article %1 :"), level("lowerLetter", "%1.%2)"), level("upperRoman", "%3")];
        let mut c = Counters::default();
        let got: Vec<String> = [0, 0, 1, 1, 0, 1, 2].iter().map(|l| c.next("1", &levels, *l)).collect();
        assert_eq!(got, ["Article 1 : ", "Article 2 : ", "2.a) ", "2.b) ", "Article 3 : ", "3.a) ", "I "]);
        assert_eq!(roman(1994), "MCMXCIV");
    }
}
