//! The formal outline, `grammar/outline.ebnf`, against the code: lines made from its productions are labelled as the
//! productions are called, and nothing stands in one that does not stand in the other.

use crate::{lexicon, root};
use greffier::grammar::outline::{Label, label, sections};
use greffier::grammar::term::Term;
use greffier::grammar::text::Text;
use greffier::read;
use greffier::record::SectionKind;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

trials![
    lines_are_labelled_as_their_productions,
    sections_begin_with_their_lines,
    the_kinds_of_sections_are_those_of_the_record,
    every_production_is_used_and_defined,
    the_functions_exist,
    the_code_looks_at_the_same_wordings,
];

/// An expression of the grammar.
#[derive(Debug, Clone, PartialEq)]
enum Expr {
    Name(String),
    Sign(String),
    Wording(Term),
    /// `? capital ?`: how the next wording is cased.
    Case(String),
    Sequence(Vec<Expr>),
    Choice(Vec<Expr>),
    /// `[ ]` and `{ }`: none or one are made.
    Optional(Box<Expr>),
}

struct Grammar {
    productions: BTreeMap<String, Expr>,
    order: Vec<String>,
    /// File and function, as the comments name them.
    functions: Vec<(String, String)>,
}

/// Reads the grammar; panics at what it does not know.
fn grammar() -> Grammar {
    let text = std::fs::read_to_string(root().join("grammar/outline.ebnf")).unwrap();
    let (mut plain, mut functions, mut rest) = (String::new(), Vec::new(), text.as_str());
    while let Some((before, after)) = rest.split_once("(*") {
        plain.push_str(before);
        // The head names the form of a comment inside a comment.
        let (mut depth, mut end) = (1, 0);
        while depth > 0 {
            let (open, close) = (after[end..].find("(*"), after[end..].find("*)").expect("a comment is not closed"));
            let nested = open.is_some_and(|o| o < close);
            depth = if nested { depth + 1 } else { depth - 1 };
            end += if nested { open.unwrap_or(0) + 2 } else { close + 2 };
        }
        let comment = after[..end - 2].trim();
        if let Some((file, name)) = comment.split_once(": ").filter(|(f, _)| f.starts_with("src/") && !f.contains('…'))
        {
            functions.push((file.to_owned(), name.to_owned()));
        }
        rest = &after[end..];
    }
    plain.push_str(rest);
    let (mut productions, mut order) = (BTreeMap::new(), Vec::new());
    let tokens = tokens(&plain);
    let mut at = 0;
    while at < tokens.len() {
        let name = tokens[at].clone();
        assert_eq!(tokens[at + 1], "=", "behind {name}");
        at += 2;
        let expr = choice(&tokens, &mut at);
        assert_eq!(tokens[at], ";", "behind the production {name}");
        at += 1;
        assert!(productions.insert(name.clone(), expr).is_none(), "{name} is defined twice");
        order.push(name);
    }
    Grammar { productions, order, functions }
}

fn tokens(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        let len = match c {
            '"' | '?' => 2 + rest[1..].find(c).unwrap(),
            '<' => 1 + rest.find('>').unwrap(),
            c if c.is_alphanumeric() => rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        out.push(rest[..len].to_owned());
        rest = rest[len..].trim_start();
    }
    out
}

fn choice(tokens: &[String], at: &mut usize) -> Expr {
    let mut all = vec![sequence(tokens, at)];
    while tokens[*at] == "|" {
        *at += 1;
        all.push(sequence(tokens, at));
    }
    if all.len() == 1 { all.remove(0) } else { Expr::Choice(all) }
}

fn sequence(tokens: &[String], at: &mut usize) -> Expr {
    let mut all = vec![one(tokens, at)];
    while tokens[*at] == "," {
        *at += 1;
        all.push(one(tokens, at));
    }
    if all.len() == 1 { all.remove(0) } else { Expr::Sequence(all) }
}

fn one(tokens: &[String], at: &mut usize) -> Expr {
    let token = tokens[*at].clone();
    *at += 1;
    let inner = |s: &str| s[1..s.len() - 1].trim().to_owned();
    match token.chars().next().unwrap() {
        '"' => Expr::Sign(inner(&token)),
        '?' => Expr::Case(inner(&token)),
        '<' => {
            let name = inner(&token);
            Expr::Wording(Term::from_name(&name).unwrap_or_else(|| panic!("the lexicon has no section {name}")))
        }
        open @ ('(' | '[' | '{') => {
            let expr = choice(tokens, at);
            let close = match open {
                '(' => ")",
                '[' => "]",
                _ => "}",
            };
            assert_eq!(tokens[*at], close);
            *at += 1;
            if open == '(' { expr } else { Expr::Optional(Box::new(expr)) }
        }
        c if c.is_alphabetic() => Expr::Name(token),
        _ => panic!("« {token} » is not of this grammar"),
    }
}

/// The wordings of a section as the files print them: optional parts left out, the first of each choice.
fn wordings(term: Term) -> Vec<String> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(root().join("grammar")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "lex") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let mut inside = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with('[') {
                inside = line == format!("[{}]", term.name());
            } else if inside && !line.is_empty() && !line.starts_with('#') {
                out.push(plainest(line.split(" = ").next().unwrap()));
            }
        }
    }
    assert!(!out.is_empty(), "no wording of {}", term.name());
    out
}

fn plainest(wording: &str) -> String {
    let (mut out, mut depth, mut skip) = (String::new(), 0, None);
    for c in wording.chars() {
        match c {
            '(' => {
                depth += 1;
                skip = skip.or(Some(depth));
            }
            '<' => depth += 1,
            '|' => skip = skip.or(Some(depth)),
            ')' | '>' => {
                if skip == Some(depth) {
                    skip = None;
                }
                depth -= 1;
            }
            c if skip.is_none() => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines that a production makes.
fn make(grammar: &Grammar, expr: &Expr, case: &mut Option<String>) -> Vec<String> {
    match expr {
        Expr::Name(name) => make(grammar, &grammar.productions[name], case),
        Expr::Sign(s) => vec![s.clone()],
        Expr::Case(how) => {
            *case = Some(how.clone());
            vec![String::new()]
        }
        Expr::Wording(term) => {
            let how = case.take();
            let cased = |w: String| match how.as_deref() {
                Some("capital") => {
                    let mut chars = w.chars();
                    chars.next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + chars.as_str())
                }
                Some("upper") => w.to_uppercase(),
                Some(other) => panic!("? {other} ? is not known"),
                None => w,
            };
            wordings(*term).into_iter().map(cased).collect()
        }
        Expr::Sequence(parts) => parts.iter().fold(vec![String::new()], |made, part| {
            let tails = make(grammar, part, case);
            made.iter().flat_map(|m| tails.iter().map(move |t| format!("{m} {t}").trim().to_owned())).collect()
        }),
        Expr::Choice(all) => {
            let before = case.clone();
            let made = all.iter().flat_map(|e| {
                case.clone_from(&before);
                make(grammar, e, case)
            });
            made.collect()
        }
        Expr::Optional(inner) => {
            let mut out = vec![String::new()];
            out.extend(make(grammar, inner, case));
            out
        }
    }
}

/// What the code must call a line of a production.
fn wanted(name: &str) -> Label {
    match name {
        "stamp_line" => Label::Section(SectionKind::Stamp),
        "certification_line" => Label::Section(SectionKind::Certification),
        "appeal_line" => Label::Section(SectionKind::Appeal),
        "signature_line" => Label::Section(SectionKind::Signature),
        "visa_line" => Label::Section(SectionKind::Visa),
        "recital_line" => Label::Section(SectionKind::Recital),
        "formula_line" => Label::Section(SectionKind::Formula),
        "object_line" => Label::Object,
        "rapporteur_line" => Label::Rapporteur,
        "agenda_line" => Label::Agenda,
        "miscellany_line" => Label::Miscellany,
        "article_line" => Label::Article,
        "vote_line" => Label::Section(SectionKind::Vote),
        "decision_line" => Label::Section(SectionKind::Decision),
        "plain_line" => Label::Plain,
        other => panic!("the test does not know the line {other}"),
    }
}

/// The alternatives of « line », in the order in which they are tried.
fn lines(grammar: &Grammar) -> Vec<String> {
    let Expr::Choice(all) = &grammar.productions["line"] else { panic!("« line » is no choice") };
    all.iter()
        .map(|e| match e {
            Expr::Name(n) => n.clone(),
            other => panic!("{other:?} is no line"),
        })
        .collect()
}

fn label_of(line: &str) -> Label {
    let doc = read::read(line.as_bytes(), Path::new("x.txt")).unwrap();
    label(&Text::new(&doc, lexicon()), 0)
}

/// Each line that a production makes is called as the production, or as one that is tried before it: some wordings
/// stand in two sections, and some begin with another.
fn lines_are_labelled_as_their_productions() {
    let grammar = grammar();
    let order = lines(&grammar);
    for (rank, name) in order.iter().enumerate() {
        let earlier: Vec<Label> = order[..rank].iter().map(|n| wanted(n)).collect();
        let made = make(&grammar, &grammar.productions[name], &mut None);
        let (mut own, mut wrong) = (0, Vec::new());
        for line in &made {
            let got = label_of(line);
            if got == wanted(name) {
                own += 1;
            } else if !earlier.contains(&got) {
                wrong.push(format!("« {line} » is {got:?}"));
            }
        }
        assert!(wrong.is_empty(), "{name}: {} of {} lines: {}", wrong.len(), made.len(), wrong.join("; "));
        assert!(own * 2 > made.len(), "{name}: only {own} of {} lines are", made.len());
    }
    let all: BTreeSet<String> = order.iter().map(|n| format!("{:?}", wanted(n))).collect();
    assert_eq!(all.len(), order.len(), "two lines have one label");
}

/// « visa = visa_line , { plain_line } » : the code makes one section of that kind of the two lines.
fn sections_begin_with_their_lines() {
    let grammar = grammar();
    let mut seen = 0;
    for (name, expr) in &grammar.productions {
        let Expr::Sequence(parts) = expr else { continue };
        let Some(Expr::Name(line)) = parts.first() else { continue };
        let (Some(kind), true) = (kind(name), line.ends_with("_line")) else { continue };
        let first = make(&grammar, &grammar.productions[line], &mut None);
        let first = first.iter().find(|l| label_of(l) == wanted(line)).unwrap();
        let source = format!("{first}\nsans rien de connu\n");
        let doc = read::read(source.as_bytes(), Path::new("x.txt")).unwrap();
        let zones = sections(&Text::new(&doc, lexicon()), 0..doc.body_len, false);
        assert_eq!(zones.len(), 1, "{name}: {zones:?}");
        assert_eq!((zones[0].kind, zones[0].lines.clone()), (kind, 0..2), "{name}");
        seen += 1;
    }
    assert!(seen >= 8, "only {seen} kinds were tried");
}

fn kind(name: &str) -> Option<SectionKind> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

fn the_kinds_of_sections_are_those_of_the_record() {
    let Expr::Choice(all) = &grammar().productions["section"] else { panic!("« section » is no choice") };
    let names: Vec<String> = all
        .iter()
        .map(|e| match e {
            Expr::Name(n) => n.clone(),
            other => panic!("{other:?} is no section"),
        })
        .collect();
    let schema = serde_json::to_value(schemars::schema_for!(SectionKind)).unwrap();
    let of_record: Vec<String> = serde_json::from_value(schema["enum"].clone()).unwrap();
    assert_eq!(names, of_record);
}

fn every_production_is_used_and_defined() {
    fn names(expr: &Expr, out: &mut BTreeSet<String>) {
        match expr {
            Expr::Name(n) => drop(out.insert(n.clone())),
            Expr::Sequence(all) | Expr::Choice(all) => all.iter().for_each(|e| names(e, out)),
            Expr::Optional(e) => names(e, out),
            Expr::Sign(_) | Expr::Wording(_) | Expr::Case(_) => {}
        }
    }
    let grammar = grammar();
    let mut used = BTreeSet::from([grammar.order[0].clone()]);
    grammar.productions.values().for_each(|e| names(e, &mut used));
    assert_eq!(used, grammar.productions.keys().cloned().collect::<BTreeSet<_>>());
}

fn the_functions_exist() {
    let functions = grammar().functions;
    assert!(functions.len() >= 10, "{functions:?}");
    for (file, name) in functions {
        let source = std::fs::read_to_string(root().join(&file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        assert!(
            source.contains(&format!("fn {name}(")) || source.contains(&format!("fn {name}<")),
            "{file}: no {name}"
        );
    }
}

/// The sections of the lexicon that `find_label` asks for are those of the productions of lines.
fn the_code_looks_at_the_same_wordings() {
    fn terms(grammar: &Grammar, expr: &Expr, out: &mut BTreeSet<&'static str>) {
        match expr {
            Expr::Wording(t) => drop(out.insert(t.name())),
            Expr::Name(n) => terms(grammar, &grammar.productions[n], out),
            Expr::Sequence(all) | Expr::Choice(all) => all.iter().for_each(|e| terms(grammar, e, out)),
            Expr::Optional(e) => terms(grammar, e, out),
            Expr::Sign(_) | Expr::Case(_) => {}
        }
    }
    let grammar = grammar();
    let mut formal = BTreeSet::new();
    terms(&grammar, &grammar.productions["line"], &mut formal);
    let source = std::fs::read_to_string(root().join("src/grammar/outline.rs")).unwrap();
    let body = source.split("fn find_label(").nth(1).unwrap().split("/// The sides of a vote.").next().unwrap();
    let named = |t: &Term| {
        let name = format!("Term::{t:?}");
        body.match_indices(&name).any(|(at, _)| !body[at + name.len()..].starts_with(char::is_alphanumeric))
    };
    let coded: BTreeSet<&str> = Term::ALL.iter().filter(|t| named(t)).map(|t| t.name()).collect();
    assert_eq!(formal, coded);
}
