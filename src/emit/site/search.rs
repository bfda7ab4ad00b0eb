//! The search without a server: an index in pieces that the page loads as scripts, so that it works from a disk too.

use super::Options;
use super::layout::{page as frame, write as put};
use super::sitting::{authority, title};
use crate::emit::EmitError;
use crate::emit::target::{Folder, Stream, Target};
use crate::record::{Deliberation, Sitting};
use maud::html;
use std::io::Write;
use std::path::Path;

/// Acts in a piece of the index.
const SHARD: u32 = 4000;

/// The index in the making.
pub struct Index {
    folder: Folder,
    shard: Option<Stream>,
    in_shard: u32,
    shards: u32,
}

impl Index {
    /// Begins an index.
    pub fn open(root: &Path) -> Result<Self, EmitError> {
        let folder = Target::Path(root.join("recherche")).folder("site")?;
        Ok(Self { folder, shard: None, in_shard: 0, shards: 0 })
    }

    /// Adds an act.
    pub fn add(&mut self, path: &str, sitting: &Sitting, act: &Deliberation) -> Result<(), EmitError> {
        if self.in_shard == SHARD {
            self.close()?;
        }
        let entry = serde_json::json!([
            path,
            super::act::title(act),
            act.number.as_deref().unwrap_or_default(),
            format!("{}, {}", authority(sitting), title(sitting)),
        ]);
        let lead = if self.in_shard == 0 { "greffier([\n" } else { ",\n" };
        let file = match &mut self.shard {
            Some(file) => file,
            None => self.shard.insert(self.folder.file(&format!("{}.js", self.shards))?),
        };
        file.write_all(lead.as_bytes())?;
        serde_json::to_writer(&mut *file, &entry)?;
        self.in_shard += 1;
        Ok(())
    }

    fn close(&mut self) -> Result<(), EmitError> {
        if let Some(mut file) = self.shard.take() {
            file.write_all(b"]);\n")?;
            file.close()?;
            self.shards += 1;
            self.in_shard = 0;
        }
        Ok(())
    }

    /// Ends the index and gives the number of its pieces.
    pub fn finish(mut self) -> Result<u32, EmitError> {
        self.close()?;
        Ok(self.shards)
    }
}

/// Writes the page of the search.
pub fn write_page(folder: &Folder, shards: u32, options: &Options) -> Result<(), EmitError> {
    let content = html! {
        h1 { "Recherche" }
        form id="recherche" role="search" data-shards=(shards) {
            p {
                label for="q" { "Mots de l'objet, numéro, collectivité ou année" } br;
                input type="search" id="q" name="q" autocomplete="off"; " "
                button type="submit" { "Chercher" }
            }
        }
        p id="etat" role="status" { }
        noscript { p { "La recherche a besoin de JavaScript. Les listes par collectivité sont sur la " a href="index.html" { "page d'accueil" } "." } }
        ol id="resultats" { }
        script src="recherche.js" { }
    };
    put(folder, "recherche.html", &frame("Recherche", "", &[("index.html", "Accueil")], options, &content))
}
