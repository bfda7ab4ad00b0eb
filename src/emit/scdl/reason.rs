//! Why a cell of the SCDL file is empty, or a row is not in it.

macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal, $fr:literal;)*) => {
        /// Why a cell is empty.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason {
            $($(#[doc = $doc])* $name,)*
        }

        impl Reason {
            /// The stable word of the report.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The reason in French, for the person who completes the file.
            #[must_use]
            pub const fn french(self) -> &'static str {
                match self { $(Self::$name => $fr,)* }
            }
        }
    };
}

reasons! {
    /// The document does not give it.
    NotPrinted = "not_printed", "le document ne le dit pas";
    /// Only a metadata file can give it.
    NoMetadata = "no_metadata", "à donner dans le fichier de métadonnées (--metadata)";
    /// The SIREN of the metadata file is not that of the stamp.
    SirenConflict = "siren_conflict", "le SIREN du tampon n'est pas celui du fichier de métadonnées";
    /// The act has no number.
    NoNumber = "no_number", "l'acte n'a pas de numéro (ids=ordinal dans les métadonnées en donne un)";
    /// The matter was inferred from the title and is not wanted.
    MatterInferred = "matter_inferred", "matière déduite de l'objet : --infer-matter la retient";
    /// The code is none of the nomenclature.
    MatterIllegal = "matter_illegal", "ce code n'est pas dans la nomenclature";
    /// The other cell of the budget is not known.
    BudgetHalf = "budget_half", "l'année et le nom du budget vont ensemble : l'un des deux manque";
    /// The date is before the act's.
    BeforeAct = "before_act", "antérieur à la délibération";
    /// There was no vote.
    NoVote = "no_vote", "pas de vote (prend acte)";
    /// The numbers are not printed and do not follow from what is.
    VoteNotCounted = "vote_not_counted", "le décompte n'est pas donné et ne se déduit pas";
    /// The number of members in office is not known.
    NoMembersInOffice = "no_members_in_office", "l'effectif n'est pas donné";
    /// Blank or null ballots, or members who take no part, do not fit « REEL = POUR + CONTRE + ABSTENTION ».
    BallotsLeftOver = "ballots_left_over", "bulletins blancs ou nuls, ou élus ne prenant pas part au vote : le schéma ne les admet pas";
    /// More votes than members in office.
    MoreVotesThanMembers = "more_votes_than_members", "plus de votes que de membres en exercice";
    /// Another document of the archive gives the same act.
    Duplicate = "duplicate", "acte déjà donné par un autre document";
    /// Another act has this id: a number printed twice, or an ordinal of an extract, which counts from one.
    IdTaken = "id_taken", "un autre acte porte déjà cet identifiant";
    /// Nothing was decided.
    NotDecided = "not_decided", "point reporté ou retiré : ce n'est pas une délibération";
}
