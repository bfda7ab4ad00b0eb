//! Where the pages of a document are.

use crate::emit::whose::Whose;
use crate::page::fold::slug;
use crate::record::{Kind, Record};
use sha2::{Digest, Sha256};

/// The folder of documents that do not say whose they are.
pub const UNKNOWN: &str = "inconnu";

/// Where the pages of one sitting in one document are. They stay there whatever else is published.
#[derive(Debug, Clone)]
pub struct Place {
    /// Folder of the authority.
    pub authority: String,
    /// Folder of the pages, below that of the authority, with a closing `/`.
    pub folder: String,
    /// Folder of the sitting, below that of the authority, with a closing `/`: what other documents of the sitting have
    /// in common with this one. Nothing is common where authority or date are not known.
    pub sitting: Option<String>,
    /// Of an extract, the one page; it lies in the folder of the sitting.
    pub extract: Option<String>,
}

impl Place {
    /// Where the pages of a sitting are: by authority, date and body, and by a hash of the document.
    pub fn of(record: &Record, index: usize) -> Option<Self> {
        let sitting = record.sittings.get(index)?;
        let whose = Whose::of(record, sitting);
        let authority: String = match whose.key.as_str() {
            _ if !whose.known => UNKNOWN.to_owned(),
            // Folders of the site itself.
            key @ ("donnees" | "recherche" | UNKNOWN) => format!("{key}-1"),
            key => key.chars().take(80).collect(),
        };
        let body = sitting.body.as_deref().map(slug).unwrap_or_default();
        let body: String = if body.is_empty() { "seance".to_owned() } else { body.chars().take(40).collect() };
        let hash = Sha256::digest(format!("{}\n{}\n{index}", record.source.path, record.source.sha256));
        let hash: String = hash.iter().take(4).map(|b| format!("{b:02x}")).collect();
        let date = sitting.date.as_deref().map_or_else(|| "sans-date".to_owned(), slug);
        let common = (whose.known && sitting.date.is_some()).then(|| format!("{date}-{body}/"));
        let alone = record.kind == Kind::Deliberation && record.sittings.len() == 1 && sitting.deliberations.len() == 1;
        let extract = common.is_some() && alone;
        Some(Self {
            folder: match &common {
                Some(common) if extract => common.clone(),
                _ => format!("{date}-{body}-{hash}/"),
            },
            extract: extract.then(|| format!("{hash}.html")),
            sitting: common,
            authority,
        })
    }

    /// The name of the page of an act, in the folder of the pages.
    pub fn act(&self, index: usize) -> String {
        self.extract.clone().unwrap_or_else(|| format!("{}.html", index + 1))
    }

    /// The folder of the pages, from the root of the site.
    pub fn path(&self) -> String {
        format!("{}/{}", self.authority, self.folder)
    }

    /// Where the sitting stands on the page of the authority.
    pub fn anchor(&self) -> Option<String> {
        self.sitting.as_deref().map(|s| format!("s-{}", s.trim_end_matches('/')))
    }
}
