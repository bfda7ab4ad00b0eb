use crate::{corpus, record};
use greffier::extract::record::Options;
use greffier::grammar::lexicon::Lexicon;
use std::process::Command;

/// Every record of the corpus is valid under the schema that the program publishes.
#[test]
fn records_are_valid() {
    let out = Command::new(env!("CARGO_BIN_EXE_greffier")).arg("schema").output().unwrap();
    let schema: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let lexicon = Lexicon::builtin().unwrap();
    for (name, path) in corpus() {
        let json = serde_json::to_value(record(&path, &lexicon, Options::default())).unwrap();
        let errors: Vec<String> = validator.iter_errors(&json).map(|e| format!("{e} at {}", e.instance_path)).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    let broken = serde_json::json!({"schema_version": "1.0"});
    assert!(!validator.is_valid(&broken));
}
