//! A static site of an archive, ready for any web server: pages, feeds, data, search. French, printable, accessible.
//!
//! `page` makes and writes the pages of one record, on any thread; `add` takes what the whole site needs to know of it,
//! in order. Kept in memory: one small entry a sitting, sums by year and by beneficiary, the newest acts for the feeds.

mod act;
mod catalog;
mod charts;
mod feeds;
mod home;
mod layout;
mod search;
mod sitting;
mod tally;

use super::scdl::{Metadata, Scdl};
use super::target::{Folder, Target};
use super::{EmitError, Notes, Settings};
use crate::page::fold::slug;
use crate::record::{Kind, Record};
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};
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

/// Where the pages of a record are: one folder a sitting.
#[derive(Debug, Clone)]
pub struct Place {
    /// Slug of the authority.
    pub authority: String,
    /// Folder of the sitting, from the root of the site, with a closing `/`.
    pub folder: String,
}

impl Place {
    /// The folder of a sitting: its authority, date and body, and a hash of its document, so that it is the same
    /// whatever else is published.
    fn of(record: &Record, index: usize) -> Option<Self> {
        let sitting = record.sittings.get(index)?;
        let mut parts = sitting.id.split('/');
        let authority = slug(parts.next().unwrap_or_default());
        let authority: String = match authority.as_str() {
            "" => "inconnu".to_owned(),
            // Folders of the site itself.
            "donnees" | "recherche" => format!("{authority}-1"),
            _ => authority.chars().take(80).collect(),
        };
        let body: String = slug(parts.next().unwrap_or_default()).chars().take(40).collect();
        let hash = Sha256::digest(format!("{}\n{}\n{index}", record.source.path, record.source.sha256));
        let hash: String = hash.iter().take(4).map(|b| format!("{b:02x}")).collect();
        let date = sitting.date.as_deref().map_or_else(|| "sans-date".to_owned(), slug);
        Some(Self { folder: format!("{authority}/{date}-{body}-{hash}/"), authority })
    }
}

/// What became of a record on a worker thread.
pub struct Published {
    record: Record,
    places: Vec<Place>,
}

/// Writes the pages of a record. Runs on any thread.
///
/// # Errors
/// When a file cannot be written.
pub fn pages(record: Record, root: &Path, options: &Options) -> Result<Published, EmitError> {
    let mut places = Vec::new();
    if record.kind != Kind::Unknown || record.sittings.iter().any(|s| !s.deliberations.is_empty()) {
        for (i, sitting) in record.sittings.iter().enumerate() {
            let Some(place) = Place::of(&record, i) else { continue };
            let folder = root.join(&place.folder);
            std::fs::create_dir_all(&folder).map_err(EmitError::at(&folder))?;
            let write = |name: &str, page: String| {
                let path = folder.join(name);
                std::fs::write(&path, page).map_err(EmitError::at(&path))
            };
            write("index.html", sitting::page(&record, i, sitting, options))?;
            for (j, act) in sitting.deliberations.iter().enumerate() {
                write(&format!("{}.html", j + 1), act::page(&record, (i, sitting), (j, act), options))?;
            }
            places.push(place);
        }
    }
    Ok(Published { record, places })
}

/// The site in the making.
pub struct Site {
    root: PathBuf,
    options: Options,
    tally: Tally,
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
        let root = root.to_path_buf();
        Ok(Self {
            root,
            options,
            tally: Tally::default(),
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
        let Published { record, places } = published;
        self.scdl.record(record)?;
        for (place, sitting) in places.iter().zip(&record.sittings) {
            let hash = BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(&place.folder);
            if !self.seen.insert(hash) {
                continue;
            }
            self.tally.add(place, record, sitting);
            for (j, act) in sitting.deliberations.iter().enumerate() {
                let path = format!("{}{}.html", place.folder, j + 1);
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
    pub fn finish(self) -> Result<Notes, EmitError> {
        let folder = Folder(self.root.clone());
        let notes = self.scdl.finish()?;
        let shards = self.search.finish()?;
        self.tally.write(&folder, &self.options)?;
        home::write(&folder, &self.tally, &self.options)?;
        search::write_page(&folder, shards, &self.options)?;
        feeds::write(&folder, self.feed, &self.tally, &self.options)?;
        catalog::write(&folder, &self.tally, &self.options)?;
        layout::write_assets(&folder)?;
        Ok(notes)
    }
}
