//! Validators that others wrote: Python and node packages that `scripts/setup_tests.sh` installs.

use crate::root;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// Where the tools are; the first call installs them.
fn tools() -> &'static PathBuf {
    static TOOLS: OnceLock<PathBuf> = OnceLock::new();
    TOOLS.get_or_init(|| {
        let dir = root().join("target/test-tools");
        let out = Command::new("bash").arg(root().join("scripts/setup_tests.sh")).arg(&dir).output();
        match out {
            Ok(out) => print!("{}", String::from_utf8_lossy(&out.stdout)),
            Err(e) => println!("setup_tests: no bash: {e}"),
        }
        dir
    })
}

/// Runs `tests/tools/<script>` with Python or node. Gives what it printed, or `None` where the tools cannot be had: that
/// is said in a line, or is a failure where `GREFFIER_TEST_TOOLS=required` says so.
///
/// # Panics
/// When the script finds something wrong.
pub fn check(script: &str, args: &[&str]) -> Option<String> {
    let (program, source) = program(script)?;
    let out = Command::new(program).arg(source).args(args).output().unwrap();
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "{script} {args:?}:\n{text}\n{}", String::from_utf8_lossy(&out.stderr));
    println!("{script}: {}", text.trim());
    Some(text)
}

/// Whether `tests/tools/<script>` finds something wrong, as it must where something is.
pub fn refuses(script: &str, args: &[&str]) -> Option<bool> {
    let (program, source) = program(script)?;
    Some(Command::new(program).arg(source).args(args).output().unwrap().status.code() == Some(1))
}

/// The interpreter and the script.
fn program(script: &str) -> Option<(PathBuf, PathBuf)> {
    let dir = tools();
    let source = root().join("tests/tools").join(script);
    let (ok, program, source) = if script.ends_with(".py") {
        (dir.join("python.ok"), dir.join("venv/bin/python"), source)
    } else {
        // Imports are looked up from where the script lies.
        let copy = dir.join("node").join(script);
        if dir.join("node.ok").exists() {
            std::fs::copy(source, &copy).unwrap();
        }
        (dir.join("node.ok"), "node".into(), copy)
    };
    if ok.exists() {
        return Some((program, source));
    }
    assert!(std::env::var("GREFFIER_TEST_TOOLS").as_deref() != Ok("required"), "{script}: its tools are not installed");
    println!("skipped: {script} needs tools that scripts/setup_tests.sh could not install");
    None
}
