//! What is compared: a sitting as a gold or a record tells it, with names in place of ids.

use super::words;
use serde_json::Value;

/// A value of a gold: `None` where it is not scored, `Some(None)` where the document does not say.
pub type Given<T> = Option<Option<T>>;

/// A sitting, of a gold or of a record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sitting {
    /// Name of the authority.
    pub authority: Given<String>,
    /// The body, lower case.
    pub body: Given<String>,
    /// ISO 8601.
    pub date: Given<String>,
    /// ISO 8601.
    pub convened_on: Given<String>,
    /// `HH:MM`.
    pub opened_at: Given<String>,
    /// In office, present, voting.
    pub counts: [Given<i64>; 3],
    /// Name.
    pub chair: Given<String>,
    /// Name.
    pub secretary: Given<String>,
    /// Names with their status, where it is known.
    pub members: Option<Vec<(String, Option<String>)>>,
    /// Names of the one who is away and the one who votes.
    pub proxies: Vec<(String, String)>,
    /// The acts.
    pub deliberations: Option<Vec<Deliberation>>,
    /// Value and currency of each distinct sum.
    pub amounts: Option<Vec<(f64, String)>>,
    /// Keys of code articles, laws, decrees and ordinances.
    pub references: Option<Vec<String>>,
    /// Budget lines, their parts in one string.
    pub budget_lines: Option<Vec<String>>,
}

/// An act.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Deliberation {
    /// Number as printed.
    pub number: Given<String>,
    /// Title.
    pub title: Option<String>,
    /// The vote; `None` where it is not scored.
    pub vote: Option<Vote>,
}

/// A vote.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vote {
    /// How it ended.
    pub outcome: Given<String>,
    /// Whether all agreed.
    pub unanimous: Option<bool>,
    /// For, against, abstentions.
    pub tallies: [Option<i64>; 3],
    /// Names: for, against, abstentions, not voting.
    pub names: [Vec<String>; 4],
}

/// The sitting of a record that the `n`-th of a gold is of: the one of its date, of several the `n`-th if it can be;
/// else the first.
#[must_use]
pub(super) fn pick<'a>(sittings: &'a [Sitting], gold: &Sitting, n: usize) -> &'a Sitting {
    static NONE: Sitting = Sitting {
        authority: None,
        body: None,
        date: None,
        convened_on: None,
        opened_at: None,
        counts: [None, None, None],
        chair: None,
        secretary: None,
        members: None,
        proxies: Vec::new(),
        deliberations: None,
        amounts: None,
        references: None,
        budget_lines: None,
    };
    let date = gold.date.as_ref().and_then(Option::as_ref);
    let same = |s: &&Sitting| s.date.as_ref().and_then(Option::as_ref) == date;
    sittings.get(n).filter(same).or_else(|| sittings.iter().find(same)).or(sittings.first()).unwrap_or(&NONE)
}

const COUNTS: [&str; 3] = ["in_office", "present", "voting"];
const TALLIES: [&str; 3] = ["for", "against", "abstentions"];
const NAMES: [&str; 4] = ["for_names", "against_names", "abstention_names", "not_voting_names"];

fn text(v: &Value) -> Option<String> {
    v.as_str().filter(|s| !s.is_empty()).map(str::to_owned)
}

fn list(v: &Value) -> &[Value] {
    v.as_array().map_or(&[], Vec::as_slice)
}

fn texts(v: &Value) -> Vec<String> {
    list(v).iter().filter_map(text).collect()
}

/// A gold, in the form that `corpus/README.md` describes.
#[must_use]
pub fn of_gold(gold: &Value) -> Sitting {
    let given = |key: &str| gold.get(key).map(text);
    let members = gold.get("members").map(list);
    Sitting {
        authority: given("authority"),
        body: given("body"),
        date: given("date"),
        convened_on: given("convened_on"),
        opened_at: given("opened_at"),
        counts: COUNTS.map(|k| gold["counts"].get(k).map(Value::as_i64)),
        chair: given("chair"),
        secretary: given("secretary"),
        proxies: members.unwrap_or(&[]).iter().filter_map(|m| Some((text(&m["name"])?, text(&m["holder"])?))).collect(),
        members: members
            .map(|list| list.iter().filter_map(|m| Some((text(&m["name"])?, text(&m["attendance"])))).collect()),
        deliberations: gold.get("deliberations").map(|v| list(v).iter().map(deliberation_of_gold).collect()),
        amounts: gold.get("amounts").map(|v| {
            let sum = |s: String| s.split_once(' ').and_then(|(v, c)| Some((v.parse().ok()?, c.to_owned())));
            texts(v).into_iter().filter_map(sum).collect()
        }),
        references: gold.get("references").map(texts),
        budget_lines: gold.get("budget_lines").map(|v| list(v).iter().map(budget_line).collect()),
    }
}

fn deliberation_of_gold(d: &Value) -> Deliberation {
    let vote = d.get("vote").map(|v| Vote {
        outcome: v.get("outcome").map(text),
        unanimous: v["unanimous"].as_bool(),
        tallies: TALLIES.map(|k| v[k].as_i64()),
        names: NAMES.map(|k| texts(&v[k])),
    });
    Deliberation { number: d.get("number").map(text), title: text(&d["title"]), vote }
}

/// The sittings of a record.
#[must_use]
pub fn of_record(record: &Value) -> Vec<Sitting> {
    list(&record["sittings"]).iter().map(sitting_of_record).collect()
}

fn sitting_of_record(s: &Value) -> Sitting {
    let members = list(&s["members"]);
    let named = |id: &Value| -> Option<String> {
        let id = text(id)?;
        let member = members.iter().chain(list(&s["staff"])).find(|m| m["id"].as_str() == Some(&id));
        member.and_then(name_of).or(Some(id))
    };
    let acts = list(&s["deliberations"]);
    let each = |key: &'static str| acts.iter().flat_map(move |d| list(&d[key]));
    Sitting {
        authority: Some(text(&s["authority"]["name"])),
        body: Some(text(&s["body"])),
        date: Some(text(&s["date"])),
        convened_on: Some(text(&s["convened_on"])),
        opened_at: Some(text(&s["opened_at"])),
        counts: COUNTS.map(|k| Some(s["counts"][k].as_i64())),
        chair: Some(named(&s["chair"])),
        secretary: Some(named(&s["secretary"])),
        members: Some(members.iter().map(|m| (name_of(m).unwrap_or_default(), text(&m["attendance"]))).collect()),
        proxies: list(&s["proxies"])
            .iter()
            .map(|p| (named(&p["grantor"]).unwrap_or_default(), named(&p["holder"]).unwrap_or_default()))
            .collect(),
        deliberations: Some(
            acts.iter()
                .map(|d| Deliberation {
                    number: Some(text(&d["number"])),
                    title: text(&d["title"]),
                    vote: Some(Vote {
                        outcome: Some(text(&d["vote"]["outcome"])),
                        unanimous: d["vote"]["unanimous"].as_bool(),
                        tallies: TALLIES.map(|k| d["vote"][k].as_i64()),
                        names: NAMES.map(|k| list(&d["vote"][k]).iter().filter_map(named).collect()),
                    }),
                })
                .collect(),
        ),
        amounts: Some(
            each("amounts")
                .chain(list(&s["amounts"]))
                .filter_map(|a| {
                    let currency = text(&a["currency"]).unwrap_or_else(|| "EUR".to_owned());
                    Some((a["value"].as_str()?.parse().ok()?, currency))
                })
                .collect(),
        ),
        references: Some(
            each("references")
                .filter(|r| matches!(r["kind"].as_str(), Some("code_article" | "law" | "decree" | "ordinance")))
                .filter_map(|r| text(&r["key"]))
                .collect(),
        ),
        budget_lines: Some(each("budget_lines").map(budget_line).collect()),
    }
}

/// A member's name: as a whole, else given and family name.
fn name_of(m: &Value) -> Option<String> {
    text(&m["name"]).or_else(|| {
        let parts: Vec<String> = ["given", "family"].iter().filter_map(|k| text(&m[*k])).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    })
}

/// The parts of a budget line, in the order of the contract.
fn budget_line(line: &Value) -> String {
    const PARTS: [&str; 6] = ["budget", "year", "chapter", "article", "function", "operation"];
    let part = |k: &&str| match &line[*k] {
        Value::Null => String::new(),
        Value::String(s) => words::fold(s),
        other => other.to_string(),
    };
    PARTS.iter().map(part).collect::<Vec<_>>().join("/")
}
