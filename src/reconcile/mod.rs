//! Reconciliation: one person per set of spellings within a sitting; holders, voters and offices tied to members.

mod by_count;
mod complete;
mod keys;

use crate::extract::attendance::{Change, Roll};
use crate::extract::sitting::Head;
use crate::finding::{Code, Finding};
use crate::grammar::given::is_given;
use crate::grammar::person::{self, Person};
use crate::grammar::text::Text;
use crate::page::{Span, fold};
use crate::record::{Attendance, ChangeKind, Member, Proxy};
use keys::{Keys, better_divided, edit_distance_within_one, told_apart};

/// A member under construction.
#[derive(Debug, Clone)]
struct Draft {
    person: Person,
    attendance: Attendance,
    holder: Option<Person>,
    group: Option<String>,
    span: Span,
    keys: Keys,
}

/// Fewer names than this are no roll.
const MIN_ROLL: usize = 3;

/// The members of a sitting, growing as names are met.
#[derive(Debug, Default)]
pub struct Roster {
    members: Vec<Draft>,
    /// How many the lists named.
    listed: usize,
    chair: Option<usize>,
    findings: Vec<Finding>,
}

/// What a roster comes to.
#[derive(Debug, Default)]
pub struct Built {
    /// The members with the place of their first print.
    pub members: Vec<(Member, Span)>,
    /// The proxies with theirs.
    pub proxies: Vec<(Proxy, Span)>,
    /// Repairs and doubts; pointers are relative to the sitting.
    pub findings: Vec<Finding>,
}

/// An attendance change tied to a member.
#[derive(Debug, Clone)]
pub struct PlacedChange {
    member: usize,
    change: Change,
}

impl PlacedChange {
    /// The change as printed.
    #[must_use]
    pub const fn change(&self) -> &Change {
        &self.change
    }

    /// As it stands in the record; `ids` are the members' ids, `from_deliberation` the ordinal from which it holds.
    #[must_use]
    pub fn into_record(self, ids: &[String], from_deliberation: Option<u32>) -> crate::record::AttendanceChange {
        crate::record::AttendanceChange {
            member: ids.get(self.member).cloned().unwrap_or_default(),
            kind: self.change.kind,
            time: self.change.time.map(|(h, m)| format!("{h:02}:{m:02}")),
            from_deliberation,
        }
    }
}

impl Roster {
    /// Those who gave their proxy to a member.
    #[must_use]
    pub fn grantors(&self, holder: usize) -> Vec<usize> {
        let Some(h) = self.members.get(holder) else { return Vec::new() };
        let gave = |m: &Draft| m.holder.as_ref().is_some_and(|p| h.keys.fits(&Keys::of(p)));
        self.members.iter().enumerate().filter(|(i, m)| *i != holder && gave(m)).map(|(i, _)| i).collect()
    }

    /// The members of the lists; two prints of one person are one member.
    #[must_use]
    pub fn from_roll(text: &Text<'_>, roll: &Roll) -> Self {
        let mut out = Self { findings: roll.findings.clone(), listed: roll.entries.len(), ..Self::default() };
        let mut struck_out: Vec<(usize, Attendance)> = Vec::new();
        for e in &roll.entries {
            let keys = Keys::of(&e.person);
            let same = out.members.iter().position(|m| {
                m.keys.fits(&keys)
                    && (m.keys.given.is_some() == keys.given.is_some() || m.keys.family == keys.family)
                    && !told_apart(&m.person, &e.person)
            });
            if let Some(i) = same {
                let m = &mut out.members[i];
                if m.person.given.is_none() && e.person.given.is_some() || better_divided(&e.person, &m.person) {
                    m.person = e.person.clone();
                    m.keys = keys;
                }
                if e.holder.is_some() {
                    if m.attendance == Attendance::Present {
                        struck_out.push((i, Attendance::Represented));
                    }
                    m.holder.clone_from(&e.holder);
                    m.attendance = Attendance::Represented;
                } else if m.attendance == Attendance::Absent && e.attendance == Attendance::Excused {
                    m.attendance = Attendance::Excused;
                } else if m.attendance == Attendance::Present && e.attendance != Attendance::Present {
                    struck_out.push((i, e.attendance));
                    out.findings.push(
                        Finding::new(
                            Code::AttendanceConflict,
                            format!("« {} » is printed as present and as away", text.doc.text(e.person.span)),
                        )
                        .on(e.person.span),
                    );
                }
                continue;
            }
            out.members.push(Draft {
                span: e.person.span,
                keys,
                attendance: e.attendance,
                holder: e.holder.clone(),
                group: e.group.clone(),
                person: e.person.clone(),
            });
        }
        // A list of all, struck out by hand: the print lost the strokes, the list of those away did not. One alone of
        // those away who stands among the present as well left later on.
        let away = roll.entries.iter().filter(|e| e.attendance != Attendance::Present).count();
        if struck_out.len() >= 2 && struck_out.len() == away {
            for (i, attendance) in struck_out {
                out.members[i].attendance = attendance;
            }
        }
        out
    }

    /// The member that a print means, if exactly one fits.
    #[must_use]
    pub fn find(&self, p: &Person) -> Option<usize> {
        if p.head {
            return self.head();
        }
        let keys = Keys::of(p);
        let mut fits = self.members.iter().enumerate().filter(|(_, m)| m.keys.fits(&keys)).map(|(i, _)| i);
        if let Some(first) = fits.next() {
            let rest: Vec<usize> = fits.collect();
            if rest.is_empty() {
                return Some(first);
            }
            // Title and gender may tell two bearers of a family name apart.
            let mut titled = std::iter::once(first)
                .chain(rest)
                .filter(|i| p.honorific.is_some() && self.members[*i].person.honorific == p.honorific);
            let one = titled.next()?;
            return titled.next().is_none().then_some(one);
        }
        // « Monsieur Jean-Martin, Maire »: the family name is lost, one member bears the given name.
        if keys.given.is_none() && is_given(&p.family) {
            let bears = |m: &Draft| {
                let by = |g: &String| *g == keys.family || g.len() == 1 && keys.family.starts_with(g.as_str());
                m.keys.given.as_ref().is_some_and(by)
            };
            let mut bearers = self.members.iter().enumerate().filter(|(_, m)| bears(m));
            if let (Some((i, _)), None) = (bearers.next(), bearers.next()) {
                return Some(i);
            }
        }
        // One slip of the pen or of OCR, in a long name, when only one member fits.
        let near = |a: &str, b: &str| a.len() >= 5 && b.len() >= 5 && edit_distance_within_one(a, b);
        let mut slips = self.members.iter().enumerate().filter(|(_, m)| {
            near(&m.keys.family, &keys.family)
                && match (&m.keys.given, &keys.given) {
                    (Some(a), Some(b)) => a == b || a.chars().next() == b.chars().next() && a.len().min(b.len()) <= 2,
                    _ => true,
                }
        });
        let one = slips.next()?.0;
        slips.next().is_none().then_some(one)
    }

    /// The mayor or president: the chair, or the member whose printed office says so.
    fn head(&self) -> Option<usize> {
        self.members
            .iter()
            .position(|m| {
                m.person.role.as_deref().is_some_and(|r| {
                    let r = fold::fold(r);
                    r == "maire" || r == "president" || r == "presidente"
                })
            })
            .or(self.chair)
    }

    /// The member that a print means; nothing where none or several fit.
    #[must_use]
    pub fn resolve_or_none(&self, p: &Person) -> Option<usize> {
        self.find(p)
    }

    /// The member that a voter is. Where the document prints no roll, who votes is added: a voter is present.
    pub fn voter(&mut self, p: &Person) -> Option<usize> {
        let named = !p.family.is_empty() && p.role.is_none();
        self.find(p).or_else(|| (self.listed < MIN_ROLL && named).then(|| self.office(p)))
    }

    /// A person in an office (chair, secretary): added as present where no list has them.
    pub fn office(&mut self, p: &Person) -> usize {
        if let Some(i) = self.find(p) {
            // « M. Teyssier » among initials, and « Secrétaire : Michel Teyssier ».
            let whole = p.given.as_deref().is_some_and(|p| p.len() > 3 && !p.ends_with('.'));
            let member = &mut self.members[i];
            if whole && member.person.given.as_deref().is_some_and(|g| g.len() <= 3 && g.ends_with('.')) {
                let message = format!("« {} » is {}", member.person.name(), p.name());
                self.findings.push(Finding::new(Code::NameResolved, message).on(p.span));
                member.person.given.clone_from(&p.given);
                member.keys = Keys::of(&member.person);
            }
            let fuller = member.person.given.is_none() && p.given.is_some();
            if fuller || better_divided(p, &member.person) {
                let role = member.person.role.clone();
                member.person = Person { role, ..p.clone() };
                member.keys = Keys::of(p);
            }
            return i;
        }
        self.findings.push(
            Finding::new(Code::MemberAdded, format!("« {} » holds an office but stands in no list", p.name()))
                .on(p.span),
        );
        self.members.push(Draft {
            person: p.clone(),
            attendance: Attendance::Present,
            holder: None,
            group: None,
            span: p.span,
            keys: Keys::of(p),
        });
        self.members.len() - 1
    }

    /// Who presided: the opening says it, or the lists (« M. X, Maire »), or who signs as head of the body.
    pub fn chair(&mut self, text: &Text<'_>, head: &mut Head) -> Option<usize> {
        if let Some(p) = &head.chair {
            return Some(self.office(p));
        }
        // Who is away presides over nothing, whatever the office.
        if let Some(i) = self.head().filter(|i| self.members[*i].attendance == Attendance::Present) {
            head.chair = Some(self.members[i].person.clone());
            return Some(i);
        }
        if let Some(p) = head.chair_below.take() {
            let i = self.office(&p);
            head.chair = Some(p);
            return Some(i);
        }
        let presumed = head.presumed_chair.take().filter(|p| p.in_head || !self.members.is_empty())?.person;
        if !person::surely_named(text, &presumed) {
            return None;
        }
        let i = self.office(&presumed);
        head.chair = Some(presumed);
        Some(i)
    }

    /// Who of the candidates is the secretary: the first that is a member, or
    /// is printed as a person.
    #[must_use]
    pub fn secretary(&self, text: &Text<'_>, candidates: &[Person]) -> Option<Person> {
        let printed = |p: &Person| p.honorific.is_some() || p.given.is_some() && person::surely_named(text, p);
        candidates.iter().find(|p| printed(p) || self.find(p).is_some()).cloned()
    }

    /// Gives those who arrived later the status that they had at the opening.
    pub fn open(&mut self, roll: &Roll) {
        for c in roll.changes.iter().filter(|c| c.kind == ChangeKind::Arrives) {
            let left_before =
                roll.changes.iter().any(|d| d.kind == ChangeKind::Leaves && d.person == c.person && d.span < c.span);
            if let Some(m) = self.find(&c.person).and_then(|i| self.members.get_mut(i))
                && m.attendance == Attendance::Present
                && !left_before
            {
                m.attendance = Attendance::Absent;
            }
        }
    }

    /// Sets the chair, to whom « Monsieur le Maire » resolves where no printed office does.
    pub fn settle(&mut self, chair: Option<usize>) {
        self.chair = chair;
        // Holders who stand in no list are members, present (they vote for another).
        for i in 0..self.members.len() {
            let Some(h) = self.members[i].holder.clone() else { continue };
            if !h.head && self.find(&h).is_none() && (h.given.is_some() || h.honorific.is_some()) {
                let fits = self.members.iter().filter(|m| m.keys.fits(&Keys::of(&h))).count();
                if fits == 0 {
                    self.findings.push(
                        Finding::new(
                            Code::MemberAdded,
                            format!("« {} » holds a proxy but stands in no list", h.name()),
                        )
                        .on(h.span),
                    );
                    self.members.push(Draft {
                        keys: Keys::of(&h),
                        span: h.span,
                        attendance: Attendance::Present,
                        holder: None,
                        group: None,
                        person: h,
                    });
                }
            }
        }
    }

    /// The name of a member.
    #[must_use]
    pub fn name(&self, i: usize) -> String {
        self.members.get(i).map(|m| m.person.name()).unwrap_or_default()
    }

    /// The attendance changes of the roll, tied to members.
    #[must_use]
    pub fn changes(&self, roll: &Roll) -> Vec<(PlacedChange, Span)> {
        roll.changes
            .iter()
            .filter_map(|c| self.find(&c.person).map(|member| (PlacedChange { member, change: c.clone() }, c.span)))
            .collect()
    }

    /// Members with unique ids, proxies, findings.
    #[must_use]
    pub fn finish(self, text: &Text<'_>) -> Built {
        let mut out = Built { findings: self.findings.clone(), ..Built::default() };
        let mut ids: Vec<String> = Vec::with_capacity(self.members.len());
        for m in &self.members {
            let base = fold::slug(&m.person.name());
            let mut id = base.clone();
            let mut n = 2;
            while ids.contains(&id) {
                id = format!("{base}-{n}");
                n += 1;
            }
            ids.push(id);
        }
        for (i, m) in self.members.iter().enumerate() {
            out.members.push((
                Member {
                    id: ids[i].clone(),
                    name: m.person.name(),
                    given: m.person.given.clone(),
                    family: m.person.family.clone(),
                    honorific: m.person.honorific.map(str::to_owned),
                    role: m.person.role.clone(),
                    group: m.group.clone(),
                    attendance: m.attendance,
                },
                m.span,
            ));
            let Some(h) = &m.holder else { continue };
            match self.find(h) {
                Some(holder) if holder != i => {
                    out.proxies
                        .push((Proxy { grantor: ids[i].clone(), holder: ids[holder].clone() }, m.span.to(h.span)));
                    if h.head || fold::key(&self.members[holder].person.name()) != fold::key(&h.name()) {
                        out.findings.push(
                            Finding::new(
                                Code::NameResolved,
                                format!("« {} » is {}", text.doc.text(h.span), self.members[holder].person.name()),
                            )
                            .at(format!("/proxies/{}", out.proxies.len() - 1)),
                        );
                    }
                }
                _ => out.findings.push(
                    Finding::new(
                        Code::HolderUnresolved,
                        format!("the holder « {} » could not be tied to one member", text.doc.text(h.span)),
                    )
                    .on(h.span)
                    .at(format!("/members/{i}")),
                ),
            }
        }
        out
    }
}
