//! Families of terms that productions ask for together.

use super::lexicon::Terms;
use super::term::Term;

/// The rubrics of a roll.
pub const ROLL: Terms = Terms::of(&[Term::Present, Term::Excused, Term::Absent, Term::Represented, Term::ProxyHeading]);

/// What the head of a sitting says: its roll, its date, its counts, its secretary.
pub const HEAD: Terms =
    ROLL.or(Terms::of(&[Term::Secretary, Term::SittingOf, Term::Convened, Term::CountInOffice, Term::CountVoting]));

/// The counts that the head of a sitting prints.
pub const COUNTS: Terms = Terms::of(&[
    Term::CountInOffice,
    Term::CountPresent,
    Term::CountRepresented,
    Term::CountAbsent,
    Term::CountVoting,
    Term::CountQuorum,
]);

/// The sides of a vote.
pub const SIDES: Terms = Terms::of(&[Term::For, Term::Against, Term::Abstention, Term::NotVoting]);

/// How a person who speaks or votes is announced.
pub const SPEAKER: Terms = Terms::of(&[Term::Honorific, Term::HeadOfBody]);
