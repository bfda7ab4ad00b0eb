//! Sittings that several documents tell of: minutes, extracts of the register, a list. What each left is in a file until
//! the end; then the sitting gets one page, with every act once.

use super::Options;
use super::layout::{page as frame, write as put};
use crate::emit::EmitError;
use crate::emit::same::Met;
use crate::emit::target::Folder;
use maud::{Markup, PreEscaped, html};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// An act as lists of acts show it.
pub struct Act {
    /// Its page, below the folder of the authority.
    pub path: String,
    /// Its number.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// How the vote ended, in words.
    pub outcome: Cow<'static, str>,
}

/// What a document tells of a sitting.
pub struct Kept {
    /// Its path.
    pub document: String,
    /// Its own page of the sitting, below the folder of the authority; an extract has none.
    pub page: Option<String>,
    /// Names in its roll.
    pub members: usize,
    /// Pieces of its page.
    pub facts: String,
    /// Its acts.
    pub acts: Vec<Act>,
    /// The roll, arrivals and departures.
    pub roll: String,
}

/// [`Kept`] as it stands in the file.
type Line<'a> = (Cow<'a, str>, Option<String>, usize, Cow<'a, str>, Vec<Cells<'a>>, Cow<'a, str>);
/// [`Act`] as it stands there.
type Cells<'a> = (Cow<'a, str>, Option<Cow<'a, str>>, Cow<'a, str>, Cow<'a, str>);

impl Kept {
    /// The bytes of the file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, EmitError> {
        let acts = self.acts.iter();
        let acts = acts.map(|a| {
            let number = a.number.as_deref().map(Cow::from);
            (Cow::from(&a.path), number, Cow::from(&a.title), Cow::from(a.outcome.as_ref()))
        });
        let line: Line<'_> = (
            Cow::from(&self.document),
            self.page.clone(),
            self.members,
            Cow::from(&self.facts),
            acts.collect(),
            Cow::from(&self.roll),
        );
        Ok(serde_json::to_vec(&line)?)
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, EmitError> {
        let (document, page, members, facts, acts, roll): Line<'_> = serde_json::from_slice(bytes)?;
        let acts = acts.into_iter().map(|(path, number, title, outcome)| Act {
            path: path.into_owned(),
            number: number.map(Cow::into_owned),
            title: title.into_owned(),
            outcome: outcome.into_owned().into(),
        });
        Ok(Self {
            document: document.into_owned(),
            page,
            members,
            facts: facts.into_owned(),
            acts: acts.collect(),
            roll: roll.into_owned(),
        })
    }
}

/// Where in the file a document left its piece, and how many acts it has.
#[derive(Debug, Clone, Copy)]
pub struct At {
    start: u64,
    length: u32,
    acts: u32,
}

/// The file of what documents left.
pub struct Sessions {
    file: BufWriter<File>,
    end: u64,
}

impl Sessions {
    /// Begins the file, in the folder of the site: it is no longer than the site.
    pub fn open(root: &Path) -> Result<Self, EmitError> {
        let file = tempfile::tempfile_in(root).map_err(EmitError::at(root))?;
        Ok(Self { file: BufWriter::with_capacity(1 << 18, file), end: 0 })
    }

    /// Takes in what a document left, and which acts each of its own is.
    pub fn keep(&mut self, bytes: &[u8], met: &[Met]) -> Result<At, EmitError> {
        self.file.write_all(bytes)?;
        for m in met {
            self.file.write_all(&m.place().to_le_bytes())?;
        }
        let at = At {
            start: self.end,
            length: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            acts: u32::try_from(met.len()).unwrap_or(u32::MAX),
        };
        self.end += bytes.len() as u64 + 4 * met.len() as u64;
        Ok(at)
    }

    /// What a document left, and the places of its acts.
    fn back(&mut self, at: At) -> Result<(Kept, Vec<u32>), EmitError> {
        self.file.flush()?;
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(at.start))?;
        let length = at.length as usize;
        let mut bytes = vec![0; length + 4 * at.acts as usize];
        file.read_exact(&mut bytes)?;
        let (kept, places) = bytes.split_at(length);
        let place = |b: &[u8]| b.try_into().map_or(0, u32::from_le_bytes);
        Ok((Kept::from_bytes(kept)?, places.chunks_exact(4).map(place).collect()))
    }

    /// Writes the page of a sitting from what its documents left.
    pub fn write(&mut self, folder: &Folder, of: &Session<'_>, at: &[At], options: &Options) -> Result<(), EmitError> {
        let mut documents = at.iter().map(|at| self.back(*at)).collect::<Result<Vec<_>, _>>()?;
        // Minutes come before extracts: they say most of the sitting, and their order is that of the acts.
        documents.sort_by_key(|(kept, _)| std::cmp::Reverse(kept.acts.len().min(2)));
        let mut acts: Vec<(&Act, Vec<&str>)> = Vec::new();
        let mut known: BTreeMap<u32, usize> = BTreeMap::new();
        for (kept, places) in &documents {
            for (act, place) in kept.acts.iter().zip(places) {
                let next = acts.len();
                match *known.entry(*place).or_insert(next) {
                    row if row == next => acts.push((act, Vec::new())),
                    row => acts[row].1.push(&act.path),
                }
            }
        }
        if documents.iter().all(|(kept, _)| kept.acts.len() < 2) {
            acts.sort_by_cached_key(|(act, _)| (act.number.as_deref().map(natural), act.title.clone()));
        }
        // The first of those with the fullest roll.
        let best = documents.iter().rev().max_by_key(|(kept, _)| (kept.members, kept.acts.len()));
        let content = html! {
            h1 { (of.title) }
            @if let Some((best, _)) = best { (PreEscaped(&best.facts)) }
            h2 { "Délibérations" }
            @if acts.is_empty() { p { "Aucune délibération dans ces documents." } }
            @else { (list(acts.iter().map(|(act, others)| (*act, others.as_slice())))) }
            @if let Some((best, _)) = best { (PreEscaped(&best.roll)) }
            h2 { "Documents de cette séance" }
            ul {
                @for (kept, _) in &documents {
                    li {
                        @match (&kept.page, kept.acts.first()) {
                            (Some(page), _) => a href=(format!("../{page}")) { (kept.document) },
                            (None, Some(act)) => a href=(format!("../{}", act.path)) { (kept.document) },
                            (None, None) => (kept.document),
                        }
                        ", " (super::words::count(kept.acts.len() as u64, "délibération", "délibérations"))
                    }
                }
            }
        };
        let home = format!("../index.html#{}", of.anchor);
        let page =
            frame(&format!("{}, {}", of.title, of.authority), "../../", &[(&home, of.authority)], options, &content);
        put(folder, "index.html", &page)
    }
}

/// A sitting of an authority.
pub struct Session<'a> {
    /// Body and date.
    pub title: &'a str,
    /// Name of the authority.
    pub authority: &'a str,
    /// Its place on the page of the authority.
    pub anchor: &'a str,
}

/// A table of acts, each with other pages that tell of it; links lead to a folder beside.
pub fn list<'a>(acts: impl Iterator<Item = (&'a Act, &'a [&'a str])> + Clone) -> Markup {
    let numbers = acts.clone().any(|(act, _)| act.number.is_some());
    html! {
        div class="scroll" {
            table class="wide" {
                caption { "Ce qui a été délibéré" }
                thead { tr { @if numbers { th scope="col" { "Numéro" } } th scope="col" { "Objet" } th scope="col" { "Vote" } } }
                tbody {
                    @for (act, others) in acts {
                        tr {
                            @if numbers { td { (act.number.as_deref().unwrap_or("–")) } }
                            td {
                                a href=(format!("../{}", act.path)) { (act.title) }
                                @for (i, other) in others.iter().enumerate() {
                                    " " a class="source" href=(format!("../{other}")) { "autre document" @if i > 0 { " " (i + 1) } }
                                }
                            }
                            td class="vote" { (act.outcome) }
                        }
                    }
                }
            }
        }
    }
}

/// The figures of a number in their order: « 2024-9 » comes before « 2024-10 ».
fn natural(number: &str) -> Vec<u64> {
    number.split(|c: char| !c.is_ascii_digit()).filter_map(|d| d.parse().ok()).collect()
}
