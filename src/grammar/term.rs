//! The terms: what a wording can mean. One section of a `.lex` file each.

/// An enum of sections, with their names in the `.lex` files.
macro_rules! sections {
    ($(#[doc = $about:literal])* $set:ident; $($(#[doc = $doc:literal])* $name:ident = $text:literal;)*) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $set {
            $($(#[doc = $doc])* $name,)*
        }

        impl $set {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The section name in the `.lex` files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The one of a section name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)* _ => None }
            }
        }
    };
}
pub(super) use sections;

sections! {
    /// The meaning of a wording; the section of the lexicon that it stands in.
    Term;

    // ---- numbers.lex: numbers, dates, hours
    /// A cardinal in words; value: the number.
    NumberUnit = "number.unit";
    /// Cent, mille, million, milliard; value: the factor.
    NumberScale = "number.scale";
    /// An ordinal in words (« premier »); value: the number.
    NumberOrdinal = "number.ordinal";
    /// A month; value: 1 to 12.
    DateMonth = "date.month";
    /// A weekday; value: 1 (Monday) to 7.
    DateWeekday = "date.weekday";
    /// « du courant »: the month of the sitting.
    DateCurrentMonth = "date.current_month";
    /// « l'an », which opens a date in words.
    DateYearLead = "date.year_lead";
    /// « heures », « h ».
    HourUnit = "hour.unit";
    /// « midi », « minuit »; value: the hour.
    HourNamed = "hour.named";
    /// « et demie », « et quart », « moins le quart »; value: the minutes, below zero where they are taken off.
    HourFraction = "hour.fraction";
    /// « du soir », « de relevée »: twelve hours later.
    HourAfternoon = "hour.afternoon";

    // ---- money.lex
    /// A currency; value: EUR, FRF or XPF.
    MoneyCurrency = "money.currency";
    /// A multiplied currency or a multiplier (« k€ », « millions d' »); value: the factor.
    MoneyScale = "money.scale";
    /// Cents of a currency.
    MoneyCents = "money.cents";
    /// HT or TTC; value: excluding or including.
    MoneyTax = "money.tax";
    /// A word that tells what an amount is for; value: the role in the record.
    MoneyRole = "money.role";
    /// A measure or label that makes a number not money (« % », « m² », « article »).
    MoneyNot = "money.not";
    /// A word of a budget line (« chapitre », « article », « fonction », « opération », « budget »); value: the key in the record.
    BudgetKey = "money.budget_key";

    // ---- matters.lex
    /// Words of a title that tell the matter of the act; value: the @CTES code. Looked up in titles only.
    MatterTitle = "matter.title";

    // ---- references.lex
    /// A code; value: its key in the record.
    RefCode = "reference.code";
    /// Law, decree, ordinance, order, circular; value: the kind in the record.
    RefText = "reference.text";
    /// « article », « articles », « art. »
    RefArticle = "reference.article";
    /// « délibération n° », an earlier act.
    RefDeliberation = "reference.deliberation";

    // ---- people.lex
    /// « M. », « Madame »; value: M. or Mme, or MM. for several persons.
    Honorific = "people.honorific";
    /// A municipal office (« maire », « adjoint », « conseiller délégué »).
    Office = "people.office";
    /// The office of who heads the body (« maire », « présidente »), without more.
    HeadOffice = "people.head_office";
    /// « Monsieur le Maire », « Madame la Présidente » as a person.
    HeadOfBody = "people.head";
    /// A person who is not a member (« directeur général des services »).
    NonMember = "people.non_member";
    /// A particle that belongs to a family name (« de », « le », « van »).
    Particle = "people.particle";

    // ---- attendance.lex
    /// Opens the list of those present.
    Present = "attendance.present";
    /// Opens a list of those away, each with the substitute who sits (« Étaient suppléés : M. X par Mme Y »).
    SubstituteHeading = "attendance.substitute_heading";
    /// « présent de la délibération n° 1 à … », in a bracket
    PresentForPart = "attendance.part";
    /// Opens a list of persons of whom nothing else says that they are present (« Assistaient à la réunion »).
    Attended = "attendance.attended";
    /// Opens the list of those absent and excused.
    Excused = "attendance.excused";
    /// Opens the list of those absent.
    Absent = "attendance.absent";
    /// Opens the list of those represented (the proxies follow).
    Represented = "attendance.represented";
    /// « démissionnaire », « décédé »: a member no more.
    Gone = "attendance.gone";
    /// « tous les membres en exercice »
    AllMembers = "attendance.all";
    /// « sauf », « à l'exception de »
    Except = "attendance.except";
    /// « néant », « aucun »
    Nobody = "attendance.nobody";
    /// « arrivée à », « arrive en séance »
    Arrives = "attendance.arrives";
    /// « quitte la séance », « départ de »
    Leaves = "attendance.leaves";
    /// A verb of the sitting's course (« ouvre la séance », « rappelle »): the line is no list.
    Speaks = "attendance.speaks";
    /// « remplace », between a substitute and the member whose seat is taken.
    Substitutes = "attendance.substitutes";
    /// « remplacé par », « suppléant de »
    Substitute = "attendance.substitute";

    // ---- proxies.lex
    /// Opens a list of proxies.
    ProxyHeading = "proxies.heading";
    /// Stands between grantor and holder (« donne pouvoir à », « représenté par »).
    ProxyGives = "proxies.gives";
    /// Stands between grantor and holder under a heading of proxies alone (« de X en faveur de Y »).
    ProxyFavour = "proxies.favour";
    /// Stands between grantors and their holders in the same order.
    ProxyRespective = "proxies.respective";
    /// Stands between holder and grantor (« pour », « a reçu pouvoir de »).
    ProxyReversed = "proxies.reversed";
    /// « et son pouvoir », « avec procuration » behind a voter: the voter's grantors vote alike.
    ProxyOwn = "proxies.own";
    /// « pas de pouvoir »
    ProxyNone = "proxies.none";
    /// « à compter de », « jusqu'à », which bound a proxy in time: it says nothing of the opening.
    ProxyTemporary = "proxies.temporary";
    /// « tout pouvoir », which is no proxy.
    ProxyFalse = "proxies.false_friend";

    // ---- sitting.lex
    /// A deliberative body; value: its canonical name.
    Body = "sitting.body";
    /// « bureau d'études », « conseil d'école »: a body that is none of the authority's
    OtherBody = "sitting.other_body";
    /// « le Conseil », which says of itself no more.
    BodyShort = "sitting.body_short";
    /// « Communauté », « Agglo », which end the name of an authority; value: the kind in the record.
    AuthoritySuffix = "sitting.authority_suffix";
    /// The sitting before (« séance précédente », « approbation de la séance du »).
    EarlierSitting = "sitting.earlier";
    /// A kind of authority; value: the kind in the record.
    Authority = "sitting.authority";
    /// « séance du », « réunion du », before a date.
    SittingOf = "sitting.of";
    /// « s'est réuni », « s'est assemblé »
    Met = "sitting.met";
    /// « séance ordinaire »; value: ordinary or extraordinary.
    Session = "sitting.session";
    /// « dûment convoqué », « date de convocation »
    Convened = "sitting.convened";
    /// « sous la présidence de », « Président : »
    Chair = "sitting.chair";
    /// « secrétaire de séance », « a été désigné secrétaire »
    Secretary = "sitting.secretary";
    /// « auxiliaire », beside a secretary who is no member
    SecretaryAuxiliary = "sitting.secretary_auxiliary";
    /// « en exercice »
    CountInOffice = "count.in_office";
    /// « présents » as a counted thing
    CountPresent = "count.present";
    /// « votants », « ont pris part à la délibération »
    CountVoting = "count.voting";
    /// « représentés », « pouvoirs », « procurations » as counted things
    CountRepresented = "count.represented";
    /// « absents » as a counted thing
    CountAbsent = "count.absent";
    /// « quorum »
    CountQuorum = "count.quorum";
    /// « a dénombré », before the number of those present.
    CountCalled = "count.called";
    /// « l'ordre du jour »
    Agenda = "sitting.agenda";
    /// « la séance est ouverte à »
    Opened = "sitting.opened";
    /// « la séance est levée à »
    Closed = "sitting.closed";
    /// A place of sitting (« à la mairie »).
    Place = "sitting.place";
    /// The document is a convocation, not minutes.
    Convocation = "sitting.convocation";
    /// The document is the minutes of a whole sitting.
    Minutes = "sitting.minutes";
    /// The document is an extract of the register: one act.
    Extract = "sitting.extract";
    /// The document is a list of decisions.
    DecisionList = "sitting.decision_list";

    // ---- deliberation.lex
    /// « Délibération n° », before the act's number.
    ActNumber = "act.number";
    /// « Objet : », before the title.
    ActObject = "act.object";
    /// « Question n° », « Point 3 », before a point of the agenda.
    ActPoint = "act.point";
    /// « Rapporteur : »
    Rapporteur = "act.rapporteur";
    /// « Nomenclature », « matière », before the @CTES code.
    Matter = "act.matter";
    /// « Vu »
    Visa = "act.visa";
    /// « Considérant », « Attendu que »
    Recital = "act.recital";
    /// « Après en avoir délibéré »
    Formula = "act.formula";
    /// A verb that decides; value: the verb in capitals.
    Verb = "act.verb";
    /// « Article 1er : » of a decision
    DecisionArticle = "act.article";
    /// « Ainsi fait et délibéré », « Pour extrait conforme »
    Signature = "act.signature";
    /// « certifie le caractère exécutoire »
    Certification = "act.certification";
    /// « recours pour excès de pouvoir », « voies de recours »
    Appeal = "act.appeal";
    /// Préfecture stamp; value: what the date behind it is of, received or published
    Stamp = "act.stamp";
    /// « Annexe »
    Annex = "act.annex";
    /// « Exposé des motifs », « Rapport »
    Report = "act.report";
    /// « Questions diverses », « Informations »: points without an act.
    Miscellany = "act.miscellany";
    /// « procès-verbal de la séance précédente » as a point
    MinutesApproval = "act.minutes_approval";
    /// « Élection du maire »: persons are voted for, not a text
    Election = "act.election";
    /// Those who decide, in other words than the body's name (« l'assemblée », « les membres présents »).
    ActSubject = "act.subject";
    /// A verb of [`Term::Verb`] that is also everyday talk: it decides only below a formula.
    TalkVerb = "act.talk_verb";
    /// « amendement »: what is voted on before the text, and is not the text.
    Amendment = "act.amendment";
    /// « Accord-cadre »: what is signed, no accord of the body.
    Contract = "act.contract";
    /// A word that opens a sentence, not a title (« Monsieur », « Il », « Considérant »).
    SentenceLead = "act.sentence_lead";

    // ---- vote.lex
    /// « vote : », « résultat du vote », which opens a vote
    VoteHeading = "vote.heading";
    /// Head of the column that gives the vote on each row: « Décision », « Résultat ».
    VoteColumn = "vote.column";
    /// « à l'unanimité »
    Unanimous = "vote.unanimous";
    /// « à la majorité »
    Majority = "vote.majority";
    /// « pour » beside a number or names
    For = "vote.for";
    /// « contre »
    Against = "vote.against";
    /// « abstention(s) »
    Abstention = "vote.abstention";
    /// « ne prend pas part au vote »
    NotVoting = "vote.not_voting";
    /// « adopté »
    Adopted = "vote.adopted";
    /// « rejeté »
    Rejected = "vote.rejected";
    /// « ajourné », « reporté »
    Postponed = "vote.postponed";
    /// « retiré de l'ordre du jour »
    Withdrawn = "vote.withdrawn";
    /// « est adopté », « sont retenus »; value: the outcome in the record
    Passive = "vote.passive";
    /// « a été approuvé », of minutes
    PassivePast = "vote.passive_past";
    /// « prend acte »
    Noted = "vote.noted";
    /// « avis défavorable »
    Unfavourable = "vote.unfavourable";
    /// « scrutin secret », « vote à main levée »; value: the ballot in the record
    Ballot = "vote.ballot";
    /// One vote for all the points.
    BlanketVote = "vote.blanket";
}
