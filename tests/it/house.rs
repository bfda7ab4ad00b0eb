trials![data_flows_one_way, every_test_is_listed];

/// Who may use whom: each folder of `src` and what it may not name.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "page",
        &[
            "crate::grammar",
            "crate::extract",
            "crate::read",
            "crate::record",
            "crate::reconcile",
            "crate::batch",
            "serde",
        ],
    ),
    (
        "places",
        &["crate::grammar", "crate::extract", "crate::read", "crate::record", "crate::batch", "crate::emit", "serde"],
    ),
    (
        "check",
        &[
            "crate::grammar",
            "crate::extract",
            "crate::read",
            "crate::reconcile",
            "crate::batch",
            "crate::emit",
            "serde",
        ],
    ),
    ("emit", &["crate::grammar", "crate::extract", "crate::read", "crate::reconcile", "crate::batch", "crate::input"]),
    (
        "record",
        &[
            "crate::grammar",
            "crate::extract",
            "crate::read",
            "crate::page",
            "crate::reconcile",
            "crate::batch",
            "crate::emit",
        ],
    ),
    (
        "ocr",
        &[
            "crate::grammar",
            "crate::extract",
            "crate::record",
            "crate::reconcile",
            "crate::batch",
            "crate::emit",
            "serde",
            "lopdf",
        ],
    ),
    (
        "read",
        &[
            "crate::ocr",
            "crate::grammar",
            "crate::extract",
            "crate::record",
            "crate::reconcile",
            "crate::batch",
            "crate::emit",
            "serde",
        ],
    ),
    (
        "grammar",
        &["crate::extract", "crate::reconcile", "crate::batch", "crate::emit", "serde", "pulldown_cmark", "lopdf"],
    ),
    ("extract", &["crate::batch", "crate::emit", "serde", "pulldown_cmark", "lopdf"]),
    ("reconcile", &["crate::batch", "crate::emit", "crate::read::", "serde", "pulldown_cmark", "lopdf"]),
];

/// The folders keep to the direction of the house (ARCHITECTURE.md).
fn data_flows_one_way() {
    let mut seen = 0;
    for (folder, forbidden) in FORBIDDEN {
        let mut stack = vec![crate::root().join("src").join(folder)];
        while let Some(dir) = stack.pop() {
            for entry in std::fs::read_dir(&dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    stack.push(path);
                    continue;
                }
                if path.extension().is_none_or(|e| e != "rs") {
                    continue;
                }
                seen += 1;
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap();
                for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
                    for name in *forbidden {
                        assert!(!line.contains(name), "{}: {line}", path.display());
                    }
                }
            }
        }
    }
    assert!(seen > 20);
}

/// The harness of these tests knows no test attribute: a function that carries one would never run.
fn every_test_is_listed() {
    let attribute = ["#[", "test]"].concat();
    let files = walkdir::WalkDir::new(crate::root().join("tests/it")).into_iter().map(Result::unwrap);
    for entry in files.filter(|e| e.file_type().is_file()) {
        let path = entry.path();
        let text = std::fs::read_to_string(path).unwrap();
        assert!(!text.contains(&attribute), "{}: list the test in `trials!` instead", path.display());
    }
}
