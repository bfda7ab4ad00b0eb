//! The forms of a wording: `absent(e)(s)` stands for four. They are walked one after the other in one buffer, and never
//! held together: the built-in wordings have some 43,000, and each differs from the one before by its end only.

/// The most forms that one wording may have.
const MAX_FORMS: usize = 2048;
/// How deep groups may stand in each other.
const MAX_DEPTH: usize = 8;

/// A part of a wording: plain text, or a choice of which each branch gives forms of its own.
enum Part<'w> {
    Text(&'w str),
    Choice(Vec<Branch<'w>>),
}

/// Parts one behind the other, and how many forms they have together.
struct Branch<'w> {
    parts: Vec<Part<'w>>,
    forms: usize,
}

/// What is still to come behind a branch.
struct Rest<'r> {
    parts: &'r [Part<'r>],
    then: Option<&'r Rest<'r>>,
}

/// Tells `take` each form of a wording in turn, and how many bytes at its beginning are those of the form before.
pub(super) fn each_form(wording: &str, take: impl FnMut(&str, usize) -> Result<(), String>) -> Result<(), String> {
    let (branch, rest) = parse(wording, 0)?;
    if !rest.is_empty() {
        return Err(format!("« {} » closes a group that nothing opens", &rest[..1]));
    }
    Walk { form: String::new(), shared: 0, take }.branch(&branch.parts, None)
}

/// Reads up to a closing bracket or bar of the group at `depth`.
fn parse(mut s: &str, depth: usize) -> Result<(Branch<'_>, &str), String> {
    let mut branch = Branch { parts: Vec::new(), forms: 1 };
    while let Some(c) = s.chars().next() {
        match c {
            '(' | '<' => {
                let close = if c == '(' { ')' } else { '>' };
                if depth > MAX_DEPTH {
                    return Err("groups nest deeper than 8".into());
                }
                let without = (c == '(').then_some(Branch { parts: Vec::new(), forms: 1 });
                let mut choices: Vec<_> = without.into_iter().collect();
                s = &s[1..];
                loop {
                    let (choice, rest) = parse(s, depth + 1)?;
                    choices.push(choice);
                    s = rest;
                    if let Some(r) = s.strip_prefix('|') {
                        s = r;
                    } else if let Some(r) = s.strip_prefix(close) {
                        s = r;
                        break;
                    } else {
                        return Err(format!("« {c} » is not closed by « {close} »"));
                    }
                }
                branch.forms *= choices.iter().map(|b| b.forms).sum::<usize>();
                if branch.forms > MAX_FORMS {
                    return Err(format!("more than {MAX_FORMS} forms; cut the wording into several lines"));
                }
                // A choice of one is none; without it, every choice at least doubles the forms, and the walk is not deep.
                match choices.pop() {
                    Some(only) if choices.is_empty() => branch.parts.extend(only.parts),
                    last => branch.parts.push(Part::Choice(choices.into_iter().chain(last).collect())),
                }
            }
            ')' | '>' | '|' => break,
            _ => {
                let plain = s.find(['(', ')', '<', '>', '|']).unwrap_or(s.len());
                branch.parts.push(Part::Text(&s[..plain]));
                s = &s[plain..];
            }
        }
    }
    Ok((branch, s))
}

/// The walk over a wording.
struct Walk<F> {
    /// The form so far.
    form: String,
    /// How much of it the form told last begins with.
    shared: usize,
    take: F,
}

impl<F: FnMut(&str, usize) -> Result<(), String>> Walk<F> {
    /// Goes through a branch and what stands behind it, once for each choice on the way.
    fn branch<'r>(&mut self, mut parts: &'r [Part<'r>], mut then: Option<&'r Rest<'r>>) -> Result<(), String> {
        loop {
            match (parts.split_first(), then) {
                (Some((Part::Text(text), behind)), _) => {
                    self.form.push_str(text);
                    parts = behind;
                }
                (Some((Part::Choice(choices), behind)), _) => {
                    let (rest, length) = (Rest { parts: behind, then }, self.form.len());
                    for choice in choices {
                        self.form.truncate(length);
                        self.shared = self.shared.min(length);
                        self.branch(&choice.parts, Some(&rest))?;
                    }
                    return Ok(());
                }
                (None, Some(rest)) => (parts, then) = (rest.parts, rest.then),
                (None, None) => {
                    (self.take)(&self.form, self.shared)?;
                    self.shared = self.form.len();
                    return Ok(());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(wording: &str) -> Result<Vec<(String, usize)>, String> {
        let mut forms = Vec::new();
        each_form(wording, |form, shared| {
            forms.push((form.to_owned(), shared));
            Ok(())
        })?;
        Ok(forms)
    }

    #[test]
    fn expands_groups() {
        let told = |wording| forms(wording).unwrap().into_iter().map(|f| f.0).collect::<Vec<_>>();
        assert_eq!(told("absent(e)(s)"), ["absent", "absents", "absente", "absentes"]);
        assert_eq!(told("<a|ont> donne"), ["a donne", "ont donne"]);
        assert_eq!(told("<vu>(, (et )lu)"), ["vu", "vu, lu", "vu, et lu"]);
        assert_eq!(told(""), [""]);
        for bad in ["(x", "x)", "<x)", "(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)", "((((((((((x))))))))))"] {
            assert!(forms(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_a_form_shares_with_the_one_before_is_told() {
        let wording = "les (<deux|trois> )vot(ant)es";
        let mut before = String::new();
        for (form, shared) in forms(wording).unwrap() {
            assert_eq!(form[..shared], before[..shared]);
            before = form;
        }
        assert!(forms(wording).unwrap().iter().skip(1).all(|(_, shared)| *shared >= "les ".len()));
    }
}
