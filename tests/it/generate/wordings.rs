//! The families of wordings of `grammar/*.lex`, and one member of each at a time.

use super::dice::Dice;
use std::collections::BTreeMap;

/// The sections of the built-in lexicon: name, lines.
pub(super) struct Wordings(BTreeMap<String, Vec<String>>);

impl Wordings {
    /// Reads the `.lex` files of the project.
    pub(super) fn read() -> Self {
        let mut sections: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut files: Vec<_> =
            std::fs::read_dir(crate::root().join("grammar")).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        for file in files.into_iter().filter(|f| f.extension().is_some_and(|e| e == "lex")) {
            let mut section = String::new();
            for line in std::fs::read_to_string(file).unwrap().lines() {
                let line = line.split('#').next().unwrap().trim();
                if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    section = name.to_owned();
                } else if !line.is_empty() {
                    let wording = line.split(" = ").next().unwrap().to_owned();
                    sections.entry(section.clone()).or_default().push(wording);
                }
            }
        }
        Self(sections)
    }

    /// A wording of a section that `fits` where it is to stand; the family is drawn first, then its member.
    pub(super) fn one(&self, section: &str, dice: &mut Dice, fits: impl Fn(&str) -> bool) -> String {
        let families = self.0.get(section).unwrap_or_else(|| panic!("no section [{section}]"));
        for _ in 0..200 {
            let family = dice.pick(families.as_slice());
            let wording = expand(family, dice);
            if fits(&wording) {
                return wording;
            }
        }
        panic!("no wording of [{section}] fits");
    }
}

/// One member of a family: `(x)` is there or not, `(x|y)` is one of them or none, `<x|y>` is one of them.
fn expand(pattern: &str, dice: &mut Dice) -> String {
    let raw = branch(&mut pattern.chars().peekable(), dice, None).concat();
    let mut out = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    for (wrong, right) in [("' ", "'"), (" de le ", " du "), (" a le ", " au ")] {
        out = out.replace(wrong, right);
    }
    out
}

/// The alternatives up to `close`, each already expanded.
fn branch(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, dice: &mut Dice, close: Option<char>) -> Vec<String> {
    let mut all = vec![String::new()];
    while let Some(c) = chars.next() {
        match c {
            c if Some(c) == close => break,
            '(' => {
                let inner = branch(chars, dice, Some(')'));
                if !dice.once_in(2) {
                    let chosen = dice.pick(&inner).clone();
                    all.last_mut().unwrap().push_str(&chosen);
                }
            }
            '<' => {
                let inner = branch(chars, dice, Some('>'));
                let chosen = dice.pick(&inner).clone();
                all.last_mut().unwrap().push_str(&chosen);
            }
            '|' => all.push(String::new()),
            c => all.last_mut().unwrap().push(c),
        }
    }
    all
}
