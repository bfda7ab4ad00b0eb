//! A sitting: who met where and when, who was present, who voted for whom.

use super::content::{Amount, Reference};
use super::deliberation::Deliberation;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A meeting of a deliberative body.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Sitting {
    /// `<authority>/<body>/<date>` as slugs.
    pub id: String,
    /// The public authority.
    pub authority: Authority,
    /// Canonical name of the body, lower case.
    pub body: Option<String>,
    /// Ordinary or extraordinary.
    pub session: Option<Session>,
    /// Date of the sitting, ISO 8601.
    pub date: Option<String>,
    /// Hour of opening, `HH:MM`.
    pub opened_at: Option<String>,
    /// Hour of closing, `HH:MM`.
    pub closed_at: Option<String>,
    /// Where it met, as printed.
    pub place: Option<String>,
    /// Date of the convocation (CGCT L2121-10), ISO 8601.
    pub convened_on: Option<String>,
    /// Who presided (CGCT L2121-14): member id.
    pub chair: Option<String>,
    /// Secretary of the sitting (CGCT L2121-15): id of a member, or of one of the `staff`.
    pub secretary: Option<String>,
    /// Numbers printed in the head, never computed.
    pub counts: Counts,
    /// Everyone in the attendance lists, in document order.
    pub members: Vec<Member>,
    /// Who keeps the minutes without being a member.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub staff: Vec<Staff>,
    /// Who votes for whom (CGCT L2121-20).
    pub proxies: Vec<Proxy>,
    /// Trust in the lists of members and proxies, 0 to 1: how they agree with the counts printed beside them.
    #[serde(default)]
    pub attendance_confidence: f32,
    /// Arrivals and departures during the sitting.
    pub attendance_changes: Vec<AttendanceChange>,
    /// The acts, in order.
    pub deliberations: Vec<Deliberation>,
    /// Sums named before the first act, as in an account of what the mayor decided; absent where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<Amount>,
    /// Texts cited before the first act, as the article under which the body met; absent where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
}

/// The public authority whose body met.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Authority {
    /// Proper name.
    pub name: Option<String>,
    /// Legal kind.
    pub kind: AuthorityKind,
    /// Department number (« 75 », « 2A »).
    pub department: Option<String>,
    /// SIREN number.
    pub siren: Option<String>,
}

/// Legal kind of an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the legal terms")]
pub enum AuthorityKind {
    Commune,
    CommunauteDeCommunes,
    CommunauteDAgglomeration,
    CommunauteUrbaine,
    Metropole,
    Departement,
    Region,
    Syndicat,
    Ccas,
    EtablissementPublicTerritorial,
    #[default]
    Other,
}

/// Kind of session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Session {
    Ordinary,
    Extraordinary,
}

/// Numbers as printed in the head of the minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Members in office.
    pub in_office: Option<u32>,
    /// Members present.
    pub present: Option<u32>,
    /// Members represented by proxy.
    pub represented: Option<u32>,
    /// Members absent.
    pub absent: Option<u32>,
    /// Members who vote, proxies included.
    pub voting: Option<u32>,
    /// Members needed to sit (CGCT L2121-17).
    pub quorum: Option<u32>,
}

/// A member of the body.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// Slug of the name, unique in the sitting.
    pub id: String,
    /// Given name first, family name in capitals.
    pub name: String,
    /// Given name; `null` where the document gives none.
    pub given: Option<String>,
    /// Family name in capitals.
    pub family: String,
    /// « M. » or « Mme ».
    pub honorific: Option<String>,
    /// Office as printed.
    pub role: Option<String>,
    /// Political group as printed.
    pub group: Option<String>,
    /// Status at the opening of the sitting.
    pub attendance: Attendance,
}

/// A person of the staff in an office of the sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Staff {
    /// Slug of the name, unique among the members too.
    pub id: String,
    /// Given name first, family name in capitals.
    pub name: String,
}

/// Status of a member at the opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Attendance {
    Present,
    Represented,
    Excused,
    Absent,
}

/// A proxy: `holder` votes for `grantor` (CGCT L2121-20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Proxy {
    /// Member id of the one who is away.
    pub grantor: String,
    /// Member id of the one who votes.
    pub holder: String,
}

/// An arrival or departure during the sitting.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AttendanceChange {
    /// Member id.
    pub member: String,
    /// What happens.
    pub kind: ChangeKind,
    /// Hour, `HH:MM`.
    pub time: Option<String>,
    /// Ordinal of the first deliberation it counts for.
    pub from_deliberation: Option<u32>,
}

/// Kind of attendance change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum ChangeKind {
    Arrives,
    Leaves,
    Returns,
}
