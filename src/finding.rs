//! Findings: what a careful reader of the document should know, each with a code of its own.

use crate::page::Span;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Info,
    /// The document or its reading is doubtful here.
    Warning,
    /// A value is probably wrong or could not be read.
    Error,
}

/// Where a finding belongs: a place in the document, an element of the record, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which check or repair speaks.
    pub code: Code,
    /// What it found, in English, with the print quoted in « »; the program says the code's meaning in other languages.
    pub message: String,
    /// The place in the clean text, where there is one.
    pub span: Option<Span>,
    /// JSON Pointer into the record, where there is one.
    pub at: Option<String>,
}

impl Finding {
    /// A finding without a place.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), span: None, at: None }
    }

    /// The same, at a place of the document.
    #[must_use]
    pub fn on(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same, about an element of the record.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.at = Some(pointer.into());
        self
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// Every finding that greffier can make.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])* $name,)*
        }

        impl Code {
            /// All codes, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it stands in the record.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// How much it matters.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// Pages that show an image and give no text.
    NeedsOcr = "needs_ocr", Warning;
    /// Pages need OCR, and there is no engine to read them with.
    OcrUnavailable = "ocr_unavailable", Warning;
    /// A page could not be read by OCR.
    OcrFailed = "ocr_failed", Error;
    /// OCR gave few words, or words it doubts: a person should look at the page.
    OcrDoubtful = "ocr_doubtful", Warning;
    /// A word that OCR misread was repaired.
    OcrRepaired = "ocr_repaired", Info;
    /// What OCR gave could not be kept in the cache.
    OcrNotCached = "ocr_not_cached", Warning;
    /// The document gives no date of sitting, or none that can be read.
    DateMissing = "date_missing", Warning;
    /// Two prints of the sitting's date disagree.
    DateConflict = "date_conflict", Warning;
    /// The weekday printed beside a date is not the weekday of that date.
    WeekdayMismatch = "weekday_mismatch", Warning;
    /// A year that the print leaves out was supplied from the sitting.
    YearSupplied = "year_supplied", Info;
    /// Letters that were encoded twice (« PrÃ©sents ») were read as what they stand for.
    EncodingRepaired = "encoding_repaired", Warning;
    /// Hyphens that stood apart from their words (« compte - rendu ») were closed.
    HyphensClosed = "hyphens_closed", Info;
    /// A printed number was repaired.
    NumberRepaired = "number_repaired", Warning;
    /// A printed count does not agree with the list.
    CountMismatch = "count_mismatch", Warning;
    /// The holder of a proxy could not be tied to a member.
    HolderUnresolved = "holder_unresolved", Warning;
    /// The clause can be read in more than one way; nothing was taken.
    ProxyAmbiguous = "proxy_ambiguous", Warning;
    /// A name was completed or repaired from another spelling in the document.
    NameResolved = "name_resolved", Info;
    /// A name fits more than one member.
    NameAmbiguous = "name_ambiguous", Warning;
    /// A person named in an office or a vote is in no list of members.
    MemberAdded = "member_added", Info;
    /// A member listed among those present arrived during the sitting, and was absent at its opening.
    ArrivedLate = "arrived_late", Info;
    /// The roll tells of substitutes: who sits for whom is printed in more ways than a list can be sure of.
    SubstitutesNamed = "substitutes_named", Info;
    /// A list of names that nothing announces was taken for those present.
    AttendanceAssumed = "attendance_assumed", Warning;
    /// One person is printed with two statuses.
    AttendanceConflict = "attendance_conflict", Warning;
    /// The number of names beside a tally is not the tally.
    VoteNamesMismatch = "vote_names_mismatch", Warning;
    /// One vote line was taken for all the acts of the sitting.
    BlanketVote = "blanket_vote", Info;
    /// The amount in words is not the amount in figures.
    AmountMismatch = "amount_mismatch", Warning;
    /// A legal reference is damaged and kept as printed.
    ReferenceDamaged = "reference_damaged", Warning;
    /// The authority could not be told from the text.
    AuthorityMissing = "authority_missing", Info;
    /// No deliberation was found in a document that is not a convocation.
    NoDeliberation = "no_deliberation", Warning;
    /// The reader met something it could not use (a font without a map, a damaged stream).
    ReadingDamaged = "reading_damaged", Warning;
    /// Department and SIREN were supplied from the table of places.
    AuthorityResolved = "authority_resolved", Info;
    /// Several places bear the name of the authority; none was taken.
    AuthorityAmbiguous = "authority_ambiguous", Info;
    /// Fewer members are present than the quorum (CGCT L2121-17).
    QuorumNotMet = "quorum_not_met", Warning;
    /// A member holds more proxies than the law allows (CGCT L2121-20).
    ProxyTwice = "proxy_twice", Warning;
    /// A proxy is held by someone who is not present (CGCT L2121-20).
    HolderAbsent = "holder_absent", Error;
    /// Someone who gives a proxy is present (CGCT L2121-20).
    GrantorPresent = "grantor_present", Error;
    /// The secretary is not among those present (CGCT L2121-15).
    SecretaryAbsent = "secretary_absent", Warning;
    /// More members in office than the law gives the commune (CGCT L2121-2).
    CouncilSize = "council_size", Info;
    /// Too few clear days between convocation and sitting (CGCT L2121-11, L2121-12).
    ConvocationLate = "convocation_late", Warning;
    /// An act is received or published before it is adopted (CGCT L2131-1).
    TransmissionEarly = "transmission_early", Error;
    /// The sitting closes before it opens.
    HoursOrder = "hours_order", Warning;
    /// The outcome is not that of the majority (CGCT L2121-20).
    MajorityBroken = "majority_broken", Error;
    /// More votes than members present or represented (CGCT L2121-20).
    VotesExceedVoters = "votes_exceed_voters", Error;
    /// A unanimous vote with votes against.
    UnanimityBroken = "unanimity_broken", Warning;
    /// Someone votes who is neither present nor represented (CGCT L2121-20).
    VoterAbsent = "voter_absent", Error;
    /// A secret ballot with names (CGCT L2121-21).
    SecretNamed = "secret_named", Warning;
    /// The mayor votes on the accounts (CGCT L2121-14).
    MayorVotesAccounts = "mayor_votes_accounts", Warning;
    /// The numbers of the acts leave a gap or repeat (CGCT R2121-9).
    NumberingGap = "numbering_gap", Info;
    /// Mentions that minutes owe since 1 July 2022 were not found (CGCT L2121-15).
    MentionsMissing = "mentions_missing", Info;
}
