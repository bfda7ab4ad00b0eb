//! Lists: the sections `[words.…]` and `[cell.…]` of the `.lex` files.
//!
//! A list is asked about one word in its place (« the words that join names in a vote ») or about one cell or short
//! print. It makes no marks: « de » or « la » among the marks would part the longer wordings that they stand in.
//!
//! Case does not matter. An accent of the print must stand in the list, one of the list may be missing in the print: « à »
//! is not the « a » of a list, « PRES » is its « près ». In a `[cell.…]` list `word*` is what begins so, `*word*` what
//! holds it anywhere; accents do not matter there.

use super::term::sections;

sections! {
    /// A set of words or short prints that the productions ask for by name.
    List;

    // ---- words.lex, of sentences and titles
    /// « est », « ils », « ayant »: a line with one of them is a sentence, no title.
    Sentence = "words.sentence";
    /// « est », « qui », « sans »: where the noun phrase of a sentence ends.
    PhraseEnd = "words.phrase_end";
    /// « la », « il »: a line in small letters below a list that begins so is no part of the list.
    NewSentence = "words.new_sentence";
    /// « de », « et », « pour »: no title ends with them.
    OpenEnd = "words.open_end";
    /// « parcelle », « cadastré » before the section and the number of a plot of land.
    PlotNoun = "words.plot_noun";
    /// « Aller au contenu »: a line of a web page that heads nothing.
    Navigation = "cell.navigation";
    /// « Point rajouté : »: a point that the agenda did not print.
    AddedPoint = "words.added_point";
    /// « point », « question », « dossier » before the number of a point.
    Point = "words.point";
    /// « motion », « vœu »: what is voted without a number behind numbered acts.
    Motion = "words.motion";
    /// « rapport », « décisions », « information »: what the body takes note of, without a number, opens with it.
    Told = "words.told";
    /// « acquisition », « tarifs »: a title of an act opens with it, no name holds it.
    TitleNoun = "words.title_noun";
    /// « REJETTE », « REFUSE »: a verb among those of a decision.
    Rejects = "words.rejects";
    /// « Entre » begins the name of a community (« Entre Dore et Allier »).
    PlaceOpening = "words.place_opening";
    /// « Vu », « Considérant »: each begins a paragraph, whatever ends the line above.
    OpensParagraph = "words.opens_paragraph";
    /// « ajouter », « rajouter » to the agenda.
    Adds = "words.adds";
    /// « Procurations en cours de séance »: the head of a column of what came later.
    LaterColumn = "cell.later_column";
    /// « supprimer », « retirer » from the agenda.
    Removes = "words.removes";
    /// « De l'affaire n° 1 à l'affaire n° 5 : » over those who are there so long.
    StretchFrom = "words.stretch_from";
    /// « pouvoirs », « procurations »: several persons give them.
    Proxies = "words.proxies";
    /// « PRÉSENTS », « SÉANCE » before a title without a space.
    GluedHead = "words.glued_head";
    /// « portant », « approuvant »: the title of an act below its number opens with it.
    TitleParticiple = "words.title_participle";
    /// « nombre », « effectif », over the figures of the head.
    CountNoun = "words.count_noun";
    /// « avenue », « école »: what bears the name of a person who is not there.
    NamedAfter = "words.named_after";
    /// « lieu-dit », « rue »: the article behind it begins a name (« au lieu-dit Les Granges »).
    PlaceNoun = "words.place_noun";
    /// « approbation », alone with a result: what was decided, not what is to be.
    OutcomeNoun = "words.outcome_noun";
    /// « Dél. », « Délib. » between a title and the number of its act.
    ActShort = "words.act_short";
    /// « DCM » before the number of an act, and apart from it.
    ActCode = "words.act_code";
    /// « amendement », « chapitre »: a vote of its own on it makes no act.
    PartOfAct = "words.part_of_act";
    /// « dossier » before the name of what a list of votes is about.
    File = "words.file";

    // ---- words.lex, of votes
    /// « voix », which alone is a vote for.
    Voices = "words.voices";
    /// « votés », before « à l'unanimité ».
    VotedPlural = "words.voted_plural";
    /// « Reporté. »: all that is told of a point.
    PutOffAlone = "words.put_off_alone";
    /// « Retiré. »
    WithdrawnAlone = "words.withdrawn_alone";
    /// « suffrages », « bulletins »: what follows the number of a tally, and no other thing that is counted.
    Cast = "words.cast";
    /// « blancs », « nuls », « urne »: beside them votants are those of a ballot.
    BallotWord = "words.ballot";
    /// « membres », « bulletins » between a number and its vote word.
    VoteFiller = "words.vote_filler";
    /// « la », « chaque »: behind them « pour » and « contre » are prepositions.
    Determiner = "words.determiner";
    /// « du », « au »: behind them « vote » is a noun.
    NounLead = "words.noun_lead";
    /// « surseoir », what a body decides that decides nothing.
    Stays = "words.stays";
    /// « statuer », to what it may stay.
    Ruling = "words.ruling";
    /// « mettre » in line, « publier »: what is done with a report that the body has taken note of.
    Publishes = "words.publishes";
    /// « suffrages », « voix » behind the number that a candidate got.
    Suffrages = "words.suffrages";
    /// « décisions », « délégation »: over a list of what was decided elsewhere.
    Delegated = "words.delegated";
    /// « groupe », before the name of one.
    Group = "words.group";
    /// « celle », « ceux », for the votes of who is named behind.
    VoterPronoun = "words.voter_pronoun";
    /// « non plus que », « ainsi que », « ni » between those of whom a vote is told and those who share it.
    VoterAlso = "words.voter_also";
    /// « et », « avec », « groupe »: words in small letters inside a list of voters.
    VoterJoint = "words.voter_joint";

    // ---- words.lex, of persons and places
    /// « collège », « canton »: what a label in a roll calls itself.
    LabelKind = "words.label_kind";
    /// « suivants », « également » between the heading of a roll and its names.
    RollFiller = "words.roll_filler";
    /// « mandant », the head of a column of those who gave a proxy.
    GrantorHead = "words.grantor_head";
    /// « mandataire », the head of the column beside it.
    HolderHead = "words.holder_head";
    /// « réception », « bornage »: what other minutes tell of.
    OtherMinutes = "words.other_minutes";
    /// « suppléant », in a bracket behind who sits for a member.
    SubstituteWord = "words.substitute";
    /// « directrice », « secrétaire de mairie » behind the name of a secretary who is no member.
    StaffPost = "words.staff_post";
    /// « Claire », « Thérèse »: what « M. » before it makes « Marie-Claire » of, behind a family name.
    MarieSecond = "words.marie_second";
    /// « p. » for « pouvoir », in a bracket.
    ProxyShort = "words.proxy_short";
    /// « les », « conseillers », « municipaux »: who is meant, before the status that heads a list.
    RollLead = "words.roll_lead";
    /// « sort », « quitte »: the chair goes, and another presides over one point.
    GoesOut = "words.goes_out";
    /// « arrivée » before « de M. X à 20 h ».
    ArrivalNoun = "words.arrival_noun";
    /// « départ », « sortie » in the same place.
    DepartureNoun = "words.departure_noun";
    /// « ouvre », « déclare », with which the verb of an opening is active and its subject stands before it.
    Opens = "words.opens";
    /// « avait »: what is told behind it was so before the sitting.
    Recall = "words.recall";
    /// « approbation », « précédente »: words of a wording that speaks of the minutes of another sitting.
    OtherSitting = "words.other_sitting";
    /// « commission », « jury »: what met is not the body.
    OtherGathering = "words.other_gathering";
    /// « jusqu'à », which bounds a proxy at its end.
    Until = "words.until";
    /// « respectivement »: in the order of those named before.
    Respective = "words.respective";
    /// « pouvoir », « procuration », one a row in a column of its own.
    ProxyWord = "words.proxy";
    /// « à », « par » between who gives a proxy and who holds it.
    ProxyLink = "words.proxy_link";
    /// « procès », « Jean »: before a hyphen, the first part of one word.
    Compound = "words.compound";
    /// « demande », « sollicite »: what another authority does.
    Asks = "words.asks";
    /// « avec », « entre » before an authority that the body deals with.
    Partner = "words.partner";
    /// « hôtel », « salle »: a building named after an authority is not the authority.
    Building = "words.building";
    /// « Accueil », « Newsletter »: a line that a web page prints around what it shows.
    SiteRubric = "cell.site_rubric";
    /// « SMITROM », « SIVOS »: how the acronyms of syndicates begin.
    SyndicateAcronym = "cell.syndicate_acronym";
    /// « auditeurs », « public »: those who are present and no members.
    Audience = "words.audience";
    /// « née », « épouse » before another family name of the same person.
    Born = "words.born";
    /// « Sommaire », « Quorum »: what heads a part of the minutes and no act.
    NoTitle = "cell.no_title";
    /// « à savoir » before the names of a list.
    Namely = "words.namely";
    /// « Délégués », « Représentants »: a line above rubrics that begins so says whose they are.
    LabelMembers = "words.label_members";
    /// « le », « du » before a day.
    DateArticle = "words.date_article";
    /// « sur » between those present and those in office.
    OutOf = "words.out_of";
    /// « Corse », « Paris » at the end of the wording of a body: the place that it is of.
    BodyPlace = "words.body_place";
    /// « arrondissement », behind the number of one.
    District = "words.district";
    /// « page », which opens a line that only counts pages.
    Page = "words.page";
    /// « et », « ainsi », « par »: no name goes on over them, also in capitals.
    NameEnd = "words.name_end";
    /// « lesquels », « désignation »: without a title before it, nobody is called so.
    NotAName = "words.not_a_name";
    /// « sur », « lès », « en » inside the name of a place.
    PlaceLink = "words.place_link";

    /// « membres », before the name of a part of the body.
    PartLead = "words.part_lead";
    /// « M. », « MM. » among capitals: the person opens a sentence, the title ends before.
    Sir = "cell.sir";

    // ---- words.lex, of tables of the roll
    /// « P »: present, as the head of a column or in a cell.
    PresentCode = "cell.present";
    /// « Exc. »
    ExcusedCode = "cell.excused";
    /// « Abs. »
    AbsentCode = "cell.absent";
    /// « Pouv. »
    RepresentedCode = "cell.represented";
    /// « oui », a tick in words.
    Yes = "cell.yes";
    /// « non », its opposite.
    No = "cell.no";
    /// Head of a column of codes (« P/A », « Statut », « Émargement »).
    CodeColumn = "cell.column_of_codes";
    /// Head of a column to sign in.
    SignatureColumn = "cell.column_of_signatures";
    /// Head of a column with the number of the row.
    NumberColumn = "cell.column_of_numbers";
    /// « en visioconférence »: present.
    PresentElsewhere = "cell.present_elsewhere";
    /// Head of a column of holders (« Pouvoir à », « Mandataire »).
    HolderColumn = "cell.column_of_holders";
    /// Head of a column for those away who did not excuse themselves.
    UnexcusedColumn = "cell.column_of_unexcused";
    /// Head of a column for the excused.
    ExcusedColumn = "cell.column_of_excused";
    /// Head of a column for the represented.
    RepresentedColumn = "cell.column_of_represented";
    /// Head of a column for the absent.
    AbsentColumn = "cell.column_of_absent";
    /// Head of a column for the present.
    PresentColumn = "cell.column_of_present";
    /// « Représentant », « Présentation »: what looks like a status and is none.
    NoStatusColumn = "cell.column_without_status";
    /// Head of a column of members (« Conseillers », « Titulaire »).
    MemberColumn = "cell.column_of_members";
    /// Over the names of those who may sit for members.
    SubstituteColumn = "cell.column_of_substitutes";
    /// Head of a column of places (« Communes »).
    PlaceColumn = "cell.column_of_places";
    /// A head that speaks of the members, in a table of two columns.
    MemberTable = "cell.table_of_members";
    /// Head of a column of names.
    NameColumn = "cell.column_of_names";
    /// Head of a column of given names.
    GivenColumn = "cell.column_of_given_names";
    /// « Prénom Nom »: the given name is not all.
    FullNameColumn = "cell.column_of_full_names";
    /// « Nombre », which is no « nom ».
    CountColumn = "cell.column_of_counts";

    /// « Mes » before several names in capitals, for « Messieurs », « Mesdames » or « Maîtres ».
    PluralTitle = "words.plural_title";
    /// « dit » before a second family name.
    Called = "words.called";
    /// « à la demande de … » behind « Retirée ».
    FateReason = "words.fate_reason";
    /// « de », « si », « que » before the subject of what is asked for or decided in talk.
    SubjectLead = "words.subject_lead";
    /// « à », « au » before who gets a grant.
    GrantTo = "words.grant_to";
    /// « présidence », which somebody takes in the place of who leaves.
    Presidency = "words.presidency";
    /// « sortant »: a mayor who was not elected again.
    Outgoing = "words.outgoing";
    /// « convocation », the noun.
    Convocation = "words.convocation";
    /// « est », « sont » before a participle.
    PassiveAuxiliary = "words.passive_auxiliary";
    /// « a », « ont » before a participle.
    PastAuxiliary = "words.past_auxiliary";

    // ---- words.lex, of sums
    /// « pour », « selon »: behind them stands the purpose of a grant, not its beneficiary.
    Purpose = "words.purpose";
    /// « total », which opens the last row of a table.
    Total = "cell.total";
    /// « finances », « urbanisme »: a rubric of the agenda, no title of an act.
    PointRubric = "cell.point_rubric";
    /// « Constitution du bureau »: a step of an election on the form that the State gives out, no act.
    ElectionStep = "cell.election_step";
    /// « montant », « solde »: a rubric of sums, who receives none.
    SumRubric = "cell.sum_rubric";
    /// « montant » inside what stands before a sum: a clause, no name.
    SumClause = "cell.sum_clause";
}

impl List {
    /// Whether it holds whole cells or their beginnings, and not single words.
    pub(super) fn of_cells(self) -> bool {
        self.name().starts_with("cell.")
    }
}
