//! Words cut by a hyphen at the end of a line: « délibé-⏎ration » is one word, « Saint-⏎Cloud » keeps its hyphen.
//!
//! Most documents never divide words: there a hyphen at the end of a line belongs to the word. Others divide them on every page.
//! How often a line ends so tells which; for a single word, whether the document prints it elsewhere.

use super::Role;
use super::builder::RawLine;
use rustc_hash::FxHashSet;

/// A document divides words where so many lines end in a hyphen…
const LEAST: usize = 3;
/// …and one line of text in so many.
const DIVIDES: usize = 30;
/// Shorter lines are no lines of text.
const TEXT: usize = 30;

/// How the last word of a line goes on below.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hyphen {
    /// Bytes of the hyphen.
    pub(super) len: u32,
    /// Bytes of the next line that complete the word.
    pub(super) rest: u32,
    /// The hyphen is part of the word.
    pub(super) kept: bool,
}

/// A word cut by a hyphen: its parts, and what stands between them.
#[derive(Clone, Copy)]
struct Cut<'t> {
    stem: &'t str,
    rest: &'t str,
    hyphen: char,
}

/// For each line, how its last word goes on in the line behind it in `order`.
pub(super) fn find(lines: &[RawLine], texts: &[&str], order: &[usize]) -> Vec<Option<Hyphen>> {
    let mut cuts: Vec<(usize, usize, Cut<'_>)> = Vec::new();
    for pair in order.windows(2) {
        let [a, b] = pair else { continue };
        let (Some(above), Some(below)) = (lines.get(*a), lines.get(*b)) else { continue };
        let joined = above.cells.is_empty() && below.cells.is_empty() && !below.style.gap_before;
        let cut = texts.get(*a).zip(texts.get(*b)).filter(|_| joined).and_then(|(a, b)| cut(a, b));
        cuts.extend(cut.map(|c| (*a, *b, c)));
    }
    if cuts.is_empty() {
        return Vec::new();
    }
    let text =
        |i: &&usize| lines[**i].style.role == Role::Text && lines[**i].cells.is_empty() && texts[**i].len() >= TEXT;
    let small = cuts.iter().filter(|(.., c)| c.rest.starts_with(char::is_lowercase)).count();
    let divides = small >= LEAST && small * DIVIDES >= order.iter().filter(text).count();
    let seen = Seen::of(texts, &cuts);
    let mut out = vec![None; lines.len()];
    for (i, _, cut) in cuts {
        let kept = seen.keeps(&cut, divides);
        out[i] = Some(Hyphen { len: cut.hyphen.len_utf8() as u32, rest: cut.rest.len() as u32, kept });
    }
    out
}

/// The word that `line` ends in and `next` completes.
fn cut<'t>(line: &'t str, next: &'t str) -> Option<Cut<'t>> {
    let line = line.trim_end();
    let hyphen = line.chars().next_back().filter(|c| matches!(c, '-' | '\u{ad}' | '‐'))?;
    let stem = line.strip_suffix(hyphen)?;
    let stem = stem.get(stem.rfind(char::is_whitespace).map_or(0, |at| at + 1)..)?;
    let rest = next.get(..next.find(char::is_whitespace).unwrap_or(next.len()))?;
    let letters = stem.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic);
    letters.then_some(Cut { stem, rest, hyphen })
}

/// What the document prints elsewhere of the words that were cut.
struct Seen {
    words: FxHashSet<String>,
}

impl Seen {
    fn of(texts: &[&str], cuts: &[(usize, usize, Cut<'_>)]) -> Self {
        let asked = |c: &Cut<'_>| [c.whole(), c.compound(), c.first(), c.second()];
        let asked: FxHashSet<String> = cuts.iter().flat_map(|(.., c)| asked(c)).collect();
        let lengths: FxHashSet<usize> = asked.iter().map(String::len).collect();
        // What is cut itself tells nothing.
        let mut whole: Vec<&str> = texts.to_vec();
        for (above, below, cut) in cuts {
            if let Some(text) = whole.get_mut(*above) {
                *text = text.trim_end().trim_end_matches(cut.hyphen).strip_suffix(cut.stem).unwrap_or("");
            }
            if let Some(text) = whole.get_mut(*below) {
                *text = text.strip_prefix(cut.rest).unwrap_or("");
            }
        }
        let mut words = FxHashSet::default();
        for text in whole {
            for word in text.split(|c: char| !c.is_alphabetic() && c != '-').filter(|w| lengths.contains(&w.len())) {
                let word = word.to_lowercase();
                if asked.contains(&word) {
                    words.insert(word);
                }
            }
        }
        Self { words }
    }

    /// Whether the hyphen of a cut word is part of it.
    fn keeps(&self, cut: &Cut<'_>, divides: bool) -> bool {
        if cut.hyphen == '\u{ad}' {
            return false;
        }
        let typed = cut.hyphen == '-';
        let seen = |w: String| self.words.contains(&w);
        let first = cut.first();
        if cut.rest.starts_with(char::is_uppercase) {
            let divided = divides || !typed || seen(cut.whole());
            return seen(cut.compound()) || !divided || !cuts_a_syllable(cut.stem, cut.rest);
        }
        if KEEPS_HYPHEN.contains(&first.as_str()) || seen(cut.compound()) {
            return true;
        }
        // « Fontvannes-⏎le-Sec »
        let place = cut.stem.starts_with(char::is_uppercase) && cut.rest.contains('-');
        // « centres-⏎bourgs » where nothing else is divided
        let two = !divides && typed && seen(first) && seen(cut.second());
        (place || two) && !seen(cut.whole())
    }
}

impl Cut<'_> {
    /// The letters next to the hyphen.
    fn first(&self) -> String {
        self.stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase()
    }

    fn second(&self) -> String {
        self.rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase()
    }

    fn whole(&self) -> String {
        self.first() + &self.second()
    }

    fn compound(&self) -> String {
        self.first() + "-" + &self.second()
    }
}

/// First halves after which a hyphen at the line end is part of the word.
const KEEPS_HYPHEN: &[&str] = &[
    "sous",
    "vice",
    "demi",
    "mi",
    "non",
    "quasi",
    "ex",
    "avant",
    "après",
    "contre",
    "inter",
    "à",
    "peut",
    "rendez",
    "celui",
    "ceux",
    "celle",
    "celles",
    "procès",
    "compte",
    "comptes",
    "grand",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "quatre",
    "dix",
    "là",
    "ci",
    "au",
    "par",
    "chef",
    "porte",
    "plus",
    "moins",
    "social",
    "socio",
    "ci",
    "moyen",
    "haut",
    "bas",
    "nord",
    "sud",
    "elle",
    "lui",
    "eux",
    "nous",
    "vous",
    "même",
];

/// « BREUIL-⏎LE », « DE-⏎SALME »: a family name in capitals cut at a syllable. Names of two parts have longer ones, but for the
/// given names that others go with.
fn cuts_a_syllable(stem: &str, next: &str) -> bool {
    const SYLLABLE: usize = 3;
    const COMPOSED: [&str; 19] = [
        "JEAN", "MARIE", "ANNE", "PIERRE", "ROSE", "PAUL", "LOUIS", "CHARLES", "YVES", "SAINT", "SAINTE", "ST", "VAN",
        "VON", "BEN", "LE", "LA", "EL", "AL",
    ];
    let letter = |c: char| c.is_alphabetic();
    let first = stem.rsplit(|c: char| !letter(c)).next().unwrap_or("");
    let second = next.split(|c: char| !letter(c)).next().unwrap_or("");
    let capitals = |s: &str| s.chars().count() >= 2 && s.chars().all(char::is_uppercase);
    let short = first.chars().count() <= SYLLABLE || second.chars().count() <= SYLLABLE;
    // « SAINT-BONNET-LE-⏎CHASTANG »
    let compound = stem.rsplit(char::is_whitespace).next().is_some_and(|w| w.contains('-'));
    capitals(first) && capitals(second) && short && !compound && !COMPOSED.contains(&first)
}

#[cfg(test)]
mod tests {
    use crate::page::{Builder, MediaType};

    fn clean(text: &str) -> String {
        Builder::document(MediaType::Plain, text).clean.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_document_that_divides_no_word_keeps_its_hyphens() {
        assert_eq!(clean("M. Paul AH-\nTIANE est élu"), "M. Paul AH-TIANE est élu");
        assert_eq!(clean("la commune de Font-\nle-Sec"), "la commune de Font-le-Sec");
        let both = "Les centres des bourgs sont deux, les centres-\nbourgs font un.";
        assert!(clean(both).contains("centres-bourgs"));
        assert_eq!(clean("après en avoir délibé-\nré, le conseil"), "après en avoir délibéré, le conseil");
        assert_eq!(clean("après en avoir délibé\u{ad}\nré"), "après en avoir délibéré");
        assert_eq!(clean("après en avoir délibé‐\nré"), "après en avoir délibéré");
    }

    #[test]
    fn a_document_that_divides_words_has_them_whole() {
        let page = "le conseil muni-\ncipal après en avoir délibé-\nré décide d'approu-\nver et nomme M. BREUIL-\nLE et Marie-\nAnne";
        let whole =
            "le conseil municipal après en avoir délibéré décide d'approuver et nomme M. BREUILLE et Marie-Anne";
        assert_eq!(clean(page), whole);
    }
}
