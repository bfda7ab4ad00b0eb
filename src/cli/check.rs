//! `check`: what is odd in documents, or in their reading, each with its line underlined.

use super::{Talk, lexicon, say, words};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use greffier::batch;
use greffier::extract::record::Options;
use greffier::input;
use greffier::page::Document;
use greffier::record::{Finding, Record, Severity, Span};
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "\
Exit code: 0 nothing above information, 3 warnings, 4 errors, 1 a document could not be read, 2 the command line is wrong.")]
pub struct Args {
    /// Documents and folders.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A folder of `.lex` files over the built-in wordings.
    #[arg(long, value_name = "DIR")]
    grammar: Option<PathBuf>,
    /// The least severity that is shown.
    #[arg(long, value_enum, default_value = "warning", value_name = "SEVERITY")]
    level: Least,
    #[command(flatten)]
    ocr: super::ocr::Args,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
enum Least {
    /// Everything.
    Info,
    /// Warnings and errors.
    Warning,
    /// Errors.
    Error,
}

const fn weight(severity: Severity) -> Least {
    match severity {
        Severity::Info => Least::Info,
        Severity::Warning => Least::Warning,
        Severity::Error => Least::Error,
    }
}

pub fn run(args: &Args, talk: &Talk) -> anyhow::Result<ExitCode> {
    let lexicon = lexicon(args.grammar.as_deref())?;
    let ocr = args.ocr.open()?;
    let styled = std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) && std::io::stdout().is_terminal();
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut worst = Least::Info;
    let mut unread = false;
    let (inputs, failures) = input::list(&args.paths);
    for f in failures {
        say(format_args!("{}: {}", f.path.display(), words::reason(&f.reason, talk.french)));
        unread = true;
    }
    for input in inputs {
        let (doc, record) = match batch::both(&input, &lexicon, Options::default(), &ocr) {
            Ok(both) => both,
            Err(e) => {
                say(format_args!("{}: {}", input.path.display(), words::failure(&e, talk.french)));
                unread = true;
                continue;
            }
        };
        let mut findings: Vec<&Finding> = record.findings.iter().filter(|f| weight(f.severity) >= args.level).collect();
        findings.sort_by_key(|f| std::cmp::Reverse(weight(f.severity)));
        for finding in findings {
            writeln!(out, "{}\n", show(finding, &record, &doc, &input.path.display().to_string(), talk, &renderer))?;
        }
        worst = record.findings.iter().map(|f| weight(f.severity)).fold(worst, Ord::max);
    }
    out.flush()?;
    Ok(ExitCode::from(match worst {
        _ if unread => 1,
        Least::Info => 0,
        Least::Warning => 3,
        Least::Error => 4,
    }))
}

/// One finding as a diagnostic.
fn show(f: &Finding, record: &Record, doc: &Document, path: &str, talk: &Talk, renderer: &Renderer) -> String {
    let level = match f.severity {
        Severity::Error => Level::ERROR.with_name(talk.pick("erreur", "error")),
        Severity::Warning => Level::WARNING.with_name(talk.pick("attention", "warning")),
        Severity::Info => Level::INFO.with_name(talk.pick("information", "info")),
    };
    let meaning = words::finding(&f.code, talk.french).unwrap_or(&f.code);
    let title = level.primary_title(meaning).id(&f.code);
    let place = f.at.as_deref().and_then(|at| evidence(record, at)).and_then(|s| line(doc, s).map(|l| (s, l)));
    let message = clean(&f.message);
    let Some((span, (text, start, end))) = place else {
        return renderer.render(&[title.element(Level::NOTE.message(format!("{path}: {message}")))]);
    };
    let path = span.page.map_or_else(|| path.to_owned(), |p| format!("{path}#page={p}"));
    let snippet = Snippet::source(text)
        .line_start(span.line as usize)
        .path(path)
        .annotation(AnnotationKind::Primary.span(start..end).label(message));
    renderer.render(&[title.element(snippet)])
}

/// The evidence nearest to a pointer: its own, that of a part of it, or that of what holds it.
fn evidence<'r>(record: &'r Record, at: &str) -> Option<&'r Span> {
    let entries = record.evidence.entries();
    let mut pointer = at;
    while pointer.matches('/').count() >= 2 {
        let inside = format!("{pointer}/");
        let found =
            entries.iter().find(|e| e.0 == pointer).or_else(|| entries.iter().find(|e| e.0.starts_with(&inside)));
        if let Some((_, span)) = found.filter(|_| pointer.matches('/').count() > 2 || pointer == at) {
            return Some(span);
        }
        pointer = &pointer[..pointer.rfind('/')?];
    }
    None
}

/// The line that a span begins in, without signs that move the cursor, and the bytes to underline.
fn line(doc: &Document, span: &Span) -> Option<(String, usize, usize)> {
    let page = match span.page {
        Some(p) => doc.pages.iter().find(|x| x.number == Some(p))?,
        None => doc.pages.first()?,
    };
    let line = page.text.split('\n').nth(span.line.checked_sub(1)? as usize)?;
    // Offsets of the evidence are the file's; where it was not UTF-8 the whole line is underlined.
    let before = line.as_ptr() as usize - page.text.as_ptr() as usize;
    let (start, end) = ((span.start as usize).wrapping_sub(before), (span.end as usize).wrapping_sub(before));
    let end = end.min(line.len());
    let exact = start < end && line.is_char_boundary(start) && line.is_char_boundary(end);
    let (start, end) = if exact { (start, end) } else { (0, line.len()) };
    let (head, print, tail) = (clean(&line[..start]), clean(&line[start..end]), clean(&line[end..]));
    let (start, end) = (head.len(), head.len() + print.len());
    Some((format!("{head}{print}{tail}"), start, end))
}

fn clean(s: &str) -> String {
    s.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect()
}
