//! Documents that do not say whose they are. Each stands alone, since homonyms of two communes are two persons, unless
//! something in it proves the authority: its SIREN, or a roll that only one authority of the archive can have.

use super::gather::{Authority, Form, Gathered};

/// Full names that a roll must share with those of an authority.
const NAMES: usize = 5;

/// A document that was given to an authority which it does not name.
#[derive(Debug, Clone)]
pub struct Attached {
    /// The document.
    pub document: String,
    /// What proves it.
    pub proof: Proof,
}

/// What proves whose a document is.
#[derive(Debug, Clone)]
pub enum Proof {
    /// It bears the SIREN of the authority.
    Siren(String),
    /// Most of its roll sits in that body of the authority, by full names, and in no other's.
    Roll {
        /// Full names in both.
        shared: usize,
        /// Names in the roll.
        of: usize,
    },
}

impl Gathered {
    /// Gives the documents that do not name their authority to the one that they are proved to be of.
    pub fn settle(&mut self) {
        for id in self.0.keys().cloned().collect::<Vec<_>>() {
            let Some(of) = self.0.get(&id) else { continue };
            let found = match id.strip_prefix("siren-") {
                Some(siren) => self.only(&id, |a| a.sirens.contains(siren).then(|| Proof::Siren(siren.to_owned()))),
                None if !of.known => self.only(&id, |a| roll(of, a)),
                None => None,
            };
            if let Some((to, proof)) = found
                && let Some(from) = self.0.remove(&id)
                && let Some(of) = self.0.get_mut(&to)
            {
                of.absorb(&to, from, &proof);
            }
        }
    }

    /// The one named authority that the proof holds for; two are none.
    fn only(&self, but: &str, proof: impl Fn(&Authority) -> Option<Proof>) -> Option<(String, Proof)> {
        let named = self.0.iter().filter(|(id, a)| a.known && *id != but && !id.starts_with("siren-"));
        let mut found = named.filter_map(|(id, a)| Some((id.clone(), proof(a)?)));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

/// Whether the roll of a lone document is one of that authority's.
fn roll(lone: &Authority, of: &Authority) -> Option<Proof> {
    let body = |a: &Authority| a.sittings.iter().find_map(|s| s.body.clone());
    let same_body = of.sittings.iter().any(|s| s.body.is_some() && s.body == body(lone));
    let full = |f: &&Form| f.given.as_ref().is_some_and(|g| g.chars().filter(|c| c.is_alphabetic()).count() > 2);
    let has = |f: &&Form| of.by_key.contains_key(&f.names());
    let shared = lone.forms.iter().filter(full).filter(has).count();
    let names = lone.forms.len();
    (same_body && shared >= NAMES && shared * 3 >= names * 2).then_some(Proof::Roll { shared, of: names })
}

impl Authority {
    /// Takes in the spellings and sittings of a document that was proved to be its own.
    fn absorb(&mut self, id: &str, from: Self, proof: &Proof) {
        let mut documents: Vec<&String> = from.forms.iter().map(|f| &f.document).collect();
        documents.sort_unstable();
        documents.dedup();
        self.attached.extend(documents.into_iter().map(|d| Attached { document: d.clone(), proof: proof.clone() }));
        let sittings: Vec<u32> = from
            .sittings
            .into_iter()
            .map(|mut s| {
                let rest = s.id.split_once('/').map_or("", |p| p.1);
                s.id = format!("{id}/{rest}");
                let next = self.sittings.len() as u32;
                let at = *self.by_sitting.entry(s.id.clone()).or_insert(next);
                if at == next {
                    self.sittings.push(s);
                }
                at
            })
            .collect();
        let places: Vec<u32> = from
            .forms
            .iter()
            .map(|f| {
                let next = self.forms.len() as u32;
                let at = *self.by_key.entry(f.names()).or_insert(next);
                if at == next {
                    let mut new = f.clone();
                    new.seats.clear();
                    new.roles.clear();
                    self.forms.push(new);
                }
                at
            })
            .collect();
        for (form, place) in from.forms.into_iter().zip(&places) {
            let Some(to) = self.forms.get_mut(*place as usize) else { continue };
            for (role, n) in form.roles {
                *to.roles.entry(role).or_default() += n;
            }
            for mut seat in form.seats {
                seat.sitting = sittings.get(seat.sitting as usize).copied().unwrap_or(seat.sitting);
                seat.holder = seat.holder.and_then(|h| places.get(h as usize).copied());
                if !to.seats.iter().any(|s| s.sitting == seat.sitting) {
                    to.seats.push(seat);
                }
            }
        }
    }
}
