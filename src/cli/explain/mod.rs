//! `explain`: the document with its parts, the values found in place, what came out of it, and the findings.
//!
//! Every line of the document is printed once, with its number. A line begins with its part where that changes; values
//! are coloured on a terminal, in brackets elsewhere, and named at the end of their line.

mod places;
mod summary;
mod zones;

use super::{Talk, Unread, lexicon, words};
use greffier::batch;
use greffier::extract::record::Options;
use greffier::grammar::text::Text;
use greffier::input::Input;
use places::{Place, Places};
use std::fmt::Write as _;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use zones::Zones;

#[derive(clap::Args)]
pub struct Args {
    /// The document.
    file: PathBuf,
    /// A folder of `.lex` files over the built-in wordings.
    #[arg(long, value_name = "DIR")]
    grammar: Option<PathBuf>,
    /// When to colour; `auto` colours on a terminal, unless NO_COLOR is set.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    color: When,
    #[command(flatten)]
    ocr: super::ocr::Args,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum When {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never: values stand in brackets.
    Never,
}

/// How things are set off: escape sequences on a terminal, signs elsewhere.
#[derive(Clone, Copy)]
struct Paint {
    on: bool,
}

/// The look of a thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Look {
    /// A part of the document.
    Zone,
    /// Line numbers, furniture.
    Dim,
    /// The sitting: authority, date, hours, counts.
    Sitting,
    /// Members, proxies, offices.
    Person,
    /// Numbers and titles of acts, decisions.
    Act,
    /// Votes.
    Vote,
    /// Sums and budget lines.
    Money,
    /// Legal references.
    Law,
    /// A finding that is an error.
    Error,
    /// A finding that is a warning.
    Warning,
}

impl Paint {
    fn put(self, out: &mut String, look: Look, text: &str) {
        if !self.on {
            out.push_str(text);
            return;
        }
        let code = match look {
            Look::Zone => "1",
            Look::Dim => "2",
            Look::Sitting => "36",
            Look::Person => "32",
            Look::Act => "1;34",
            Look::Vote => "35",
            Look::Money => "33",
            Look::Law => "4;36",
            Look::Error => "1;31",
            Look::Warning => "1;33",
        };
        let _ = write!(out, "\x1b[{code}m{text}\x1b[0m");
    }

    /// A value in its place.
    fn value(self, out: &mut String, look: Look, text: &str) {
        if self.on {
            self.put(out, look, text);
        } else {
            let _ = write!(out, "[{text}]");
        }
    }
}

pub fn run(args: &Args, talk: &Talk) -> anyhow::Result<ExitCode> {
    let lexicon = lexicon(args.grammar.as_deref())?;
    let ocr = args.ocr.open()?;
    let input = Input { path: args.file.clone(), name: args.file.display().to_string() };
    let (doc, record) = batch::both(&input, &lexicon, Options::default(), &ocr)
        .map_err(|e| Unread(format!("{}: {}", input.name, words::failure(&e, talk.french))))?;
    let text = Text::new(&doc, &lexicon);
    let json = serde_json::to_value(&record).map_err(std::io::Error::from)?;
    let colour = match args.color {
        When::Auto => {
            let wanted = std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
            wanted && std::io::stdout().is_terminal()
        }
        When::Always => true,
        When::Never => false,
    };
    let paint = Paint { on: colour };
    let places = Places::new(&record, &json, &doc, talk.french);
    let zones = Zones::new(&record, &text, talk.french);

    let mut out = BufWriter::new(std::io::stdout().lock());
    for (page, text) in doc.pages.iter().enumerate() {
        if let Some(need) = text.need {
            let what = words::need(need, text.needs_ocr, talk.french);
            let mut head = String::new();
            paint.put(&mut head, Look::Zone, &format!("── {}: {what} ", text.number.unwrap_or(page as u32 + 1)));
            writeln!(out, "{head}")?;
        }
        for (at, line) in text.text.split('\n').enumerate() {
            let number = at as u32 + 1;
            if let Some(zone) = zones.begins(page as u32, number) {
                let mut head = String::new();
                paint.put(&mut head, Look::Zone, &format!("── {zone} "));
                writeln!(out, "{head}")?;
            }
            let furniture = zones.is_furniture(page as u32, number);
            let values = places.on(page as u32, number);
            writeln!(out, "{}", show(paint, text.number, number, line, furniture, values))?;
        }
    }
    writeln!(out)?;
    write!(out, "{}", summary::summary(paint, &json, talk))?;
    write!(out, "{}", summary::findings(paint, &record, talk))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// One line: its number, its text with the values set off, the names of the values.
fn show(paint: Paint, page: Option<u32>, number: u32, line: &str, furniture: bool, values: &[Place]) -> String {
    let mut out = String::with_capacity(line.len() + 32);
    let number = page.map_or_else(|| format!("{number:>5} │ "), |p| format!("{p:>3}:{number:<4}│ "));
    paint.put(&mut out, Look::Dim, &number);
    let line = line.trim_end_matches('\r');
    let mut at = 0;
    for v in values {
        let (start, end) = (v.start.min(line.len()), v.end.min(line.len()));
        let (Some(before), Some(print)) = (line.get(at..start.max(at)), line.get(start..end)) else { continue };
        if start < at || print.is_empty() {
            continue;
        }
        out.push_str(&clean(before));
        paint.value(&mut out, v.look, &clean(print));
        at = end;
    }
    let rest = clean(line.get(at..).unwrap_or(""));
    if furniture {
        paint.put(&mut out, Look::Dim, &rest);
    } else {
        out.push_str(&rest);
    }
    let mut lead = "  ◂ ";
    for v in values.iter().filter(|v| !v.label.is_empty()) {
        paint.put(&mut out, Look::Dim, lead);
        paint.put(&mut out, v.look, &v.label);
        lead = " · ";
    }
    out
}

/// Text that cannot move the cursor or change the colours of a terminal.
fn clean(s: &str) -> String {
    s.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect()
}
