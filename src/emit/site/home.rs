//! The home page and the page of the data.

use super::Options;
use super::layout::{page as frame, write as put};
use super::tally::{Tally, period};
use super::words::count;
use crate::emit::EmitError;
use crate::emit::target::Folder;
use maud::html;

/// Writes both.
pub fn write(folder: &Folder, tally: &Tally, options: &Options) -> Result<(), EmitError> {
    let title = options.title.as_deref().unwrap_or("Délibérations");
    // Documents that do not say whose they are come last.
    let mut authorities: Vec<_> = tally.authorities.iter().collect();
    authorities.sort_by_key(|(slug, of)| (!of.known, (*slug).clone()));
    let content = html! {
        h1 { (title) }
        p {
            (count(tally.acts, "délibération lue", "délibérations lues")) " dans " (count(tally.documents, "document de séance", "documents de séance"))
            @if let Some(period) = period(tally) { ", " (period) }
            "."
        }
        form action="recherche.html" method="get" role="search" {
            p {
                label for="q" { "Chercher une délibération" } br;
                input type="search" id="q" name="q"; " "
                button type="submit" { "Chercher" }
            }
        }
        h2 { "Collectivités" }
        ul class="years" {
            @for (slug, of) in authorities {
                li { a href=(format!("{slug}/index.html")) { (of.name) } " (" (count(of.documents() as u64, "document", "documents")) ")" }
            }
        }
    };
    put(folder, "index.html", &frame(title, "", &[], options, &content))?;
    let data = html! {
        h1 { "Données" }
        ul {
            li { a href="deliberations.csv" { "Délibérations au schéma national SCDL (CSV)" } }
            li { a href="deliberations.incomplete.csv" { "Délibérations auxquelles il manque une valeur obligatoire du schéma (CSV)" } }
            li { a href="deliberations.report.csv" { "Ce qui manque, et pourquoi (CSV)" } }
            li { a href="../datapackage.json" { "Description du jeu de données (Data Package)" } }
            li { a href="../catalog.jsonld" { "Catalogue DCAT-AP (JSON-LD)" } }
            li { a href="../atom.xml" { "Dernières délibérations (Atom)" } }
            li { a href="../feed.json" { "Dernières délibérations (JSON Feed)" } }
        }
    };
    let page = frame("Données", "../", &[("../index.html", "Accueil")], options, &data);
    put(&Folder(folder.0.join("donnees")), "index.html", &page)
}
