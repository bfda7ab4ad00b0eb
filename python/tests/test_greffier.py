"""The bindings, and every example of README.md."""

import json
import pathlib
import re

import greffier
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus" / "documents"
README = (ROOT / "python" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.S), ids=["use", "pandas", "polars", "datasets"])
def test_examples_run(code, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_bytes_and_paths_give_the_expected_record():
    for expected in sorted(CORPUS.glob("*/expected.json")):
        (source,) = [p for p in expected.parent.iterdir() if p.stem == "source"]
        record = greffier.extract(source)
        assert record == greffier.extract(source.read_bytes(), name=source.name)
        assert record["sittings"] == json.loads(expected.read_text("utf-8"))["sittings"]


def test_many_keeps_the_order_for_any_number_of_threads():
    one, two = (list(greffier.extract_many(CORPUS, jobs)) for jobs in (1, 2))
    assert one == two
    assert len(one) > 30 and [o.path for o in one] == sorted(o.path for o in one)


def test_failures_are_exceptions_with_a_reason(tmp_path):
    with pytest.raises(greffier.ExtractError) as e:
        greffier.extract(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), name="old.doc")
    assert e.value.args[1:] == ("old_word", "read") and "soffice" in e.value.args[0]
    (tmp_path / "a.md").write_bytes(b"")
    (outcome,) = greffier.extract_many([tmp_path])
    assert outcome.record is None and outcome.error.args[1] == "empty"


def test_an_iterator_may_be_left():
    it = greffier.extract_many(CORPUS, 2)
    next(it)
    del it


def test_score(tmp_path):
    records = tmp_path / "records.ndjson"
    lines = [json.dumps(o.record) for o in greffier.extract_many(CORPUS) if o.record]
    records.write_text("\n".join(lines), "utf-8")
    assert greffier.score(records, records)
