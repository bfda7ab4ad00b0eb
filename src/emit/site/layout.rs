//! The frame of every page: head, landmarks, style. RGAA and WCAG AA: language, title, skip link, one `h1`, visible
//! focus, contrast above 4.5, no colour alone, no script needed but for the search.

use super::Options;
use crate::emit::EmitError;
use crate::emit::target::Folder;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::io::Write;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("search.js");

/// A link of the trail that leads back: address and text.
pub type Crumb<'a> = (&'a str, &'a str);

/// A page. `up` leads from it to the root of the site (« ../../ »).
pub fn page(title: &str, up: &str, trail: &[Crumb<'_>], options: &Options, content: &Markup) -> String {
    let site = options.title.as_deref().unwrap_or("Délibérations");
    let whole = if title == site { title.to_owned() } else { format!("{title} – {site}") };
    let markup = html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (whole) }
                link rel="stylesheet" href=(format!("{up}style.css"));
                link rel="alternate" type="application/atom+xml" title="Délibérations (Atom)" href=(format!("{up}atom.xml"));
                link rel="alternate" type="application/feed+json" title="Délibérations (JSON Feed)" href=(format!("{up}feed.json"));
            }
            body {
                a class="skip" href="#contenu" { "Aller au contenu" }
                header {
                    p class="site" { a href=(format!("{up}index.html")) { (site) } }
                    nav aria-label="Principale" {
                        ul {
                            li { a href=(format!("{up}index.html")) { "Accueil" } }
                            li { a href=(format!("{up}recherche.html")) { "Recherche" } }
                            li { a href=(format!("{up}donnees/index.html")) { "Données" } }
                        }
                    }
                }
                @if !trail.is_empty() {
                    nav aria-label="Fil d’Ariane" class="trail" {
                        ol { @for (href, text) in trail { li { a href=(href) { (text) } } } }
                    }
                }
                main id="contenu" tabindex="-1" { (content) }
                footer {
                    p {
                        "Données extraites des documents par greffier. Le document d’origine fait foi."
                        @if let Some(licence) = &options.licence { " " a href=(licence) { "Licence des données" } "." }
                    }
                }
            }
        }
    };
    markup.into_string()
}

/// Text in paragraphs: a blank line parts two, a line end stays one.
pub fn paragraphs(text: &str) -> Markup {
    html! {
        @for paragraph in text.split("\n\n").filter(|p| !p.trim().is_empty()) {
            p {
                @for (i, line) in paragraph.lines().enumerate() {
                    @if i > 0 { br; }
                    (line)
                }
            }
        }
    }
}

/// Writes the style sheet and the script.
pub fn write_assets(folder: &Folder) -> Result<(), EmitError> {
    for (name, text) in [("style.css", STYLE), ("recherche.js", SCRIPT)] {
        let mut file = folder.file(name)?;
        file.write_all(text.as_bytes())?;
        file.close()?;
    }
    Ok(())
}

/// Writes a page to a file.
pub fn write(folder: &Folder, name: &str, page: &str) -> Result<(), EmitError> {
    let mut file = folder.file(name)?;
    file.write_all(page.as_bytes())?;
    file.close()
}

/// Markup that is already made.
pub const fn raw(markup: String) -> PreEscaped<String> {
    PreEscaped(markup)
}
