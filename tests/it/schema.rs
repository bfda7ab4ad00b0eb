use jsonschema::Validator;
use std::process::Command;
use std::sync::OnceLock;

trials![the_program_prints_the_schema, the_schema_refuses];

/// The published schema, made ready.
pub(crate) fn validator() -> &'static Validator {
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| jsonschema::validator_for(&schema()).unwrap())
}

fn schema() -> serde_json::Value {
    serde_json::to_value(schemars::schema_for!(greffier::record::Record)).unwrap()
}

/// `greffier schema` prints the schema that the tests use, in the draft that it names.
fn the_program_prints_the_schema() {
    let out = Command::new(env!("CARGO_BIN_EXE_greffier")).arg("schema").output().unwrap();
    let printed: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(printed, schema());
    assert_eq!(printed["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

/// A record with a missing or unknown part is not valid.
fn the_schema_refuses() {
    assert!(!validator().is_valid(&serde_json::json!({"schema_version": "1.0"})));
}
