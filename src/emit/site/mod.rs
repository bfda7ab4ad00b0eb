//! A static site of an archive, ready for any web server: pages, feeds, data, search. French, printable, accessible.
//!
//! `page` makes and writes the pages of one record, on any thread; `add` takes what the whole site needs to know of it,
//! in order. Kept in memory: one small entry a sitting, hashes of acts, sums by year and by beneficiary, the newest acts
//! for the feeds.
//!
//! A sitting that several documents tell of, minutes and extracts, is one: its page is written at the end, from what each
//! document left in a file (`sessions`), and an act that two of them give is counted, found and listed once.

mod act;
mod catalog;
mod charts;
mod feeds;
mod home;
mod layout;
mod place;
mod search;
mod sessions;
mod sitting;
mod tally;
mod words;

use super::same::Acts;
use super::scdl::{Metadata, Scdl};
use super::target::{Folder, Target};
use super::{EmitError, Notes, Settings};
use crate::record::{Kind, Record};
use place::Place;
use rustc_hash::FxHashSet;
use sessions::Sessions;
use sitting::Parts;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::path::{Path, PathBuf};
use tally::Tally;

/// What the publisher says of the site.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Title of the site.
    pub title: Option<String>,
    /// Where the site will be served, with a closing `/`; feeds and catalogue have full addresses then.
    pub url: Option<String>,
    /// Where the documents are served, with a closing `/`; values link to their page then.
    pub sources: Option<String>,
    /// Who publishes; the authority itself where there is only one.
    pub publisher: Option<String>,
    /// Address of the licence.
    pub licence: Option<String>,
    /// What documents do not say and SCDL wants.
    pub metadata: Metadata,
    /// Whether a matter inferred from the title counts in SCDL.
    pub infer_matter: bool,
}

impl Options {
    /// An address in the site: full where the site's own is known, else relative to the root.
    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.url.as_deref().unwrap_or_default())
    }
}

/// What became of a record on a worker thread.
pub struct Published {
    record: Record,
    made: Vec<Made>,
}

/// One sitting of a record.
struct Made {
    place: Place,
    /// What the page of the sitting needs, where other documents may tell of the same.
    kept: Option<Vec<u8>>,
}

/// Writes the pages of a record. Runs on any thread.
///
/// # Errors
/// When a file cannot be written.
pub fn pages(record: Record, root: &Path, options: &Options) -> Result<Published, EmitError> {
    let mut made = Vec::new();
    if record.kind != Kind::Unknown || record.sittings.iter().any(|s| !s.deliberations.is_empty()) {
        for (i, sitting) in record.sittings.iter().enumerate() {
            let Some(place) = Place::of(&record, i) else { continue };
            let folder = root.join(place.path());
            std::fs::create_dir_all(&folder).map_err(EmitError::at(&folder))?;
            let write = |name: &str, page: String| {
                let path = folder.join(name);
                std::fs::write(&path, page).map_err(EmitError::at(&path))
            };
            let parts = Parts::of(&record, i, sitting, &place, options);
            // The page of an extract tells of its sitting too.
            if place.extract.is_none() {
                write("index.html", parts.page(&place, sitting, options))?;
            }
            for (j, act) in sitting.deliberations.iter().enumerate() {
                write(&place.act(j), act::page(&record, (i, sitting), (j, act), (&place, &parts), options))?;
            }
            let kept = place.sitting.is_some().then(|| parts.kept(&record, sitting, &place)).transpose()?;
            made.push(Made { place, kept });
        }
    }
    Ok(Published { record, made })
}

/// The site in the making.
pub struct Site {
    root: PathBuf,
    options: Options,
    tally: Tally,
    acts: Acts,
    sessions: Sessions,
    search: search::Index,
    feed: feeds::Newest,
    scdl: Scdl,
    /// Hashes of the folders so far: a record that is given twice is shown once.
    seen: FxHashSet<u64>,
}

impl Site {
    /// Begins a site in a folder.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(root: &Path, options: Options) -> Result<Self, EmitError> {
        let data = Target::Path(root.join("donnees")).folder("site")?;
        let settings = Settings { metadata: options.metadata.clone(), infer_matter: options.infer_matter };
        let scdl = Scdl::open(Target::Path(data.0.join("deliberations.csv")), &settings)?;
        let search = search::Index::open(root)?;
        Ok(Self {
            sessions: Sessions::open(root)?,
            root: root.to_path_buf(),
            options,
            tally: Tally::default(),
            acts: Acts::default(),
            search,
            feed: feeds::Newest::default(),
            scdl,
            seen: FxHashSet::default(),
        })
    }

    /// Takes in what the whole site needs of a record, in order.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn add(&mut self, published: &Published) -> Result<(), EmitError> {
        let Published { record, made } = published;
        let name = (&record.source.path, &record.source.sha256);
        if !self.seen.insert(BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(name)) {
            return Ok(());
        }
        let met = self.acts.of(record);
        self.scdl.record(record, &met)?;
        self.tally.documents += u64::from(!made.is_empty());
        for ((made, sitting), met) in made.iter().zip(&record.sittings).zip(&met) {
            let place = &made.place;
            let kept = made.kept.as_deref().map(|bytes| self.sessions.keep(bytes, met)).transpose()?;
            self.tally.add(place, kept, record, sitting, met);
            for (j, (act, _)) in sitting.deliberations.iter().zip(met).enumerate().filter(|(_, a)| a.1.is_first()) {
                let path = format!("{}{}", place.path(), place.act(j));
                self.search.add(&path, sitting, act)?;
                self.feed.add(&path, sitting, act);
            }
        }
        Ok(())
    }

    /// Writes the pages that need the whole archive, feeds, catalogue and search.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn finish(mut self) -> Result<Notes, EmitError> {
        let folder = Folder(self.root.clone());
        let notes = self.scdl.finish()?;
        let shards = self.search.finish()?;
        self.tally.write(&folder, &mut self.sessions, &self.options)?;
        home::write(&folder, &self.tally, &self.options)?;
        search::write_page(&folder, shards, &self.options)?;
        feeds::write(&folder, self.feed, &self.tally, &self.options)?;
        catalog::write(&folder, &self.tally, &self.options)?;
        layout::write_assets(&folder)?;
        Ok(notes)
    }
}
