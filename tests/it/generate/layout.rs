//! Blocks of a document, and how they are printed: Markdown, text in columns, text whose line ends are lost, PDF.

use std::fmt::Write;

/// A part of a document.
pub(super) enum Block {
    Heading(String),
    Para(String),
    Lines(Vec<String>),
    Items(Vec<String>),
    /// « Présents : » and its list.
    Rubric(String, Box<Block>),
    Table(Vec<Vec<String>>),
}

/// The layouts.
pub(super) const LAYOUTS: [&str; 4] = ["md", "txt", "flat.txt", "pdf"];

/// Longest lines of text in columns, in letters: what is cut at a line end differs from one to the next.
const WIDTHS: std::ops::Range<usize> = 58..104;

/// The bytes of a document, its lines as long as the seed says.
pub(super) fn print(blocks: &[Block], layout: usize, seed: usize) -> Vec<u8> {
    let columns = |blocks: &[Block]| columns(blocks, WIDTHS.start + seed % WIDTHS.len());
    match layout {
        0 => markdown(blocks).into_bytes(),
        1 => columns(blocks).into_bytes(),
        2 => {
            let text = columns(blocks);
            let words: Vec<&str> = text.split_whitespace().collect();
            words.join(" ").into_bytes()
        }
        _ => super::pdf::print(&columns(blocks)),
    }
}

fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    for b in blocks {
        match b {
            Block::Heading(t) => drop(write!(out, "## {t}\n\n")),
            Block::Para(t) => drop(write!(out, "{t}\n\n")),
            Block::Lines(l) => drop(write!(out, "{}\n\n", l.join("  \n"))),
            Block::Items(l) => drop(write!(out, "- {}\n\n", l.join("\n- "))),
            Block::Rubric(head, list) => match &**list {
                Block::Para(t) => drop(write!(out, "**{head} :** {t}\n\n")),
                other => {
                    let _ = write!(out, "**{head} :**\n\n");
                    out.push_str(&markdown(std::slice::from_ref(other)));
                }
            },
            Block::Table(rows) => {
                for (i, row) in rows.iter().enumerate() {
                    let _ = writeln!(out, "| {} |", row.join(" | "));
                    if i == 0 {
                        let _ = writeln!(out, "|{}", "---|".repeat(row.len()));
                    }
                }
                out.push('\n');
            }
        }
    }
    out
}

fn columns(blocks: &[Block], width: usize) -> String {
    let mut out = String::new();
    for b in blocks {
        match b {
            Block::Heading(t) => drop(write!(out, "\n{}\n", wrap(t, width))),
            Block::Para(t) => drop(writeln!(out, "{}", wrap(t, width))),
            Block::Lines(l) => drop(write!(out, "{}\n\n", l.join("\n"))),
            Block::Items(l) => drop(write!(out, "  - {}\n\n", l.join("\n  - "))),
            Block::Rubric(head, list) => match &**list {
                Block::Para(t) => drop(writeln!(out, "{}", wrap(&format!("{head} : {t}"), width))),
                other => {
                    let _ = writeln!(out, "{head} :");
                    out.push_str(&columns(std::slice::from_ref(other), width));
                }
            },
            Block::Table(rows) => {
                let count = rows.iter().map(Vec::len).max().unwrap_or(0);
                let wide =
                    |c: usize| rows.iter().filter_map(|r| r.get(c)).map(|t| t.chars().count()).max().unwrap_or(0);
                for row in rows {
                    let mut line = String::from("   ");
                    for (c, cell) in row.iter().enumerate().take(count) {
                        let _ = write!(line, "{cell:<w$}", w = wide(c) + 6);
                    }
                    let _ = writeln!(out, "{}", line.trim_end());
                }
                out.push('\n');
            }
        }
    }
    out
}

/// A paragraph in lines, a blank one behind it.
fn wrap(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut wide = 0;
    for word in text.split(' ') {
        let n = word.chars().count();
        if wide > 0 && wide + 1 + n > width {
            out.push('\n');
            wide = 0;
        } else if wide > 0 {
            out.push(' ');
            wide += 1;
        }
        out.push_str(word);
        wide += n;
    }
    out.push('\n');
    out
}
