use crate::{bless, root};
use greffier::emit::tables::{TABLES, TABLES_VERSION, descriptor};
use greffier::record::SCHEMA_VERSION;
use serde_json::{Value, json};
use std::collections::BTreeSet;

trials!(
    the_record_keeps_its_contract,
    the_tables_keep_their_columns,
    a_lost_key_is_seen,
    formats_are_documented,
);

/// Everything that a schema promises, one line each; lists are sets, named by their `name` where they have one.
fn promises(value: &Value, at: &str, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(k, _)| !["description", "title", "$schema"].contains(&k.as_str())) {
                promises(value, &format!("{at}/{key}"), out);
            }
        }
        Value::Array(list) => {
            for value in list {
                match value.get("name").and_then(Value::as_str) {
                    Some(name) => promises(value, &format!("{at}/{name}"), out),
                    None => promises(value, &format!("{at}/-"), out),
                }
            }
        }
        scalar => {
            out.insert(format!("{at}={scalar}"));
        }
    }
}

/// What an older schema promised and a newer one does not.
fn lost(old: &Value, new: &Value) -> Vec<String> {
    let (mut a, mut b) = (BTreeSet::new(), BTreeSet::new());
    promises(old, "", &mut a);
    promises(new, "", &mut b);
    a.difference(&b).cloned().collect()
}

/// Compares a contract with its snapshot. `BLESS=1` takes additions; what is lost needs a new version.
fn kept(name: &str, version: &str, schema: &Value) {
    let path = root().join("schemas").join(name);
    let now = json!({"version": version, "schema": schema});
    if !path.exists() && bless() {
        std::fs::write(&path, serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
    }
    let before: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let lost = lost(&before["schema"], schema);
    let renewed = before["version"] != version;
    assert!(lost.is_empty() || renewed, "{name}: lost or changed without a new version: {lost:#?}");
    if bless() {
        std::fs::write(&path, serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
    }
    assert!(bless() || before == now, "{name} is older than the program: BLESS=1 cargo test writes it anew");
}

/// No key of the record goes or changes its type while the version stays.
fn the_record_keeps_its_contract() {
    let schema = serde_json::to_value(schemars::schema_for!(greffier::record::Record)).unwrap();
    kept("record.json", SCHEMA_VERSION, &schema);
}

/// Nor a column of the tables.
fn the_tables_keep_their_columns() {
    kept("tables.json", TABLES_VERSION, &descriptor()["resources"]);
}

/// The comparison sees what goes, and forgives what comes.
fn a_lost_key_is_seen() {
    let old = json!({"properties": {"a": {"type": "string"}, "b": {"enum": ["x", "y"]}}, "description": "old"});
    let more = json!({"properties": {"a": {"type": "string"}, "b": {"enum": ["z", "y", "x"]}, "c": {"type": "null"}}});
    assert!(lost(&old, &more).is_empty());
    let other = json!({"properties": {"a": {"type": "integer"}, "b": {"enum": ["x"]}}});
    assert_eq!(lost(&old, &other), ["/properties/a/type=\"string\"", "/properties/b/enum/-=\"y\""]);
    let (one, two) = (json!([{"name": "n", "type": "string"}]), json!([{"name": "m", "type": "string"}]));
    assert_eq!(lost(&one, &two).len(), 2);
}

/// FORMATS.md names every format, every table with its columns in order, and the versions.
fn formats_are_documented() {
    let text = std::fs::read_to_string(root().join("FORMATS.md")).unwrap();
    for format in greffier::emit::FORMATS {
        assert!(text.contains(&format!("`{}`", format.name)), "{}", format.name);
    }
    for table in TABLES {
        let columns: Vec<String> = table.columns.iter().map(|c| format!("`{}`", c.name)).collect();
        let line = format!("| `{}`: {} | {} |", table.name, table.about, columns.join(", "));
        assert!(text.contains(&line), "FORMATS.md lacks:\n{line}");
    }
    assert!(text.contains(&format!("record {SCHEMA_VERSION}")) && text.contains(&format!("tables {TABLES_VERSION}")));
}
