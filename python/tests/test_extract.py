"""One document: the same record from a path, from bytes and from the command line; failures by kind."""

import json
import pickle
import threading

import greffier
import pytest


def sources(corpus):
    return sorted(p for p in corpus.glob("*/source.*"))


def test_paths_and_bytes_give_the_line_of_the_command(corpus, command):
    lines = command("extract", *sources(corpus)).decode().splitlines()
    assert len(lines) == len(sources(corpus)) > 30
    for path, line in zip(sources(corpus), lines):
        assert greffier.extract_json(path) == line
        assert greffier.extract_json(path.read_bytes(), name=path.name) == line
        assert greffier.extract(str(path)) == json.loads(line)


def test_options_are_those_of_the_command(corpus, command, tmp_path):
    path = corpus / "brezolles-le-pont-2019-10-14" / "source.md"
    assert greffier.extract_json(path, evidence=False) == command("extract", path, "--evidence", "none").decode().strip()
    assert greffier.extract(bytearray(b"x"), name="x.md")["source"] == greffier.extract(memoryview(b"x"), name="x.md")["source"]
    plain = greffier.grammar_hash()
    (tmp_path / "own.lex").write_text("[proxies.gives]\nconfie sa voix à\n", "utf-8")
    assert greffier.grammar_hash(tmp_path) != plain == greffier.grammar_hash()
    assert greffier.extract(path, grammar=tmp_path)["sittings"]


@pytest.mark.parametrize(
    ("body", "name", "kind", "reason"),
    [
        (b"", "a.md", greffier.ReadError, "empty"),
        (b"\x00\x01\x02\x03", "a.bin", greffier.ReadError, "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", greffier.ReadError, "old_word"),
        (b"%PDF-1.4 cut", "a.pdf", greffier.ReadError, "pdf"),
    ],
)
def test_bytes_that_cannot_be_read_say_why(body, name, kind, reason):
    with pytest.raises(kind) as caught:
        greffier.extract(body, name=name)
    e = caught.value
    assert (e.reason, e.path, e.stage) == (reason, name, "read") and str(e).startswith(f"{name}: ")
    again = pickle.loads(pickle.dumps(e))
    assert (type(again), str(again), again.reason) == (kind, str(e), reason)


def test_other_failures_have_classes_of_their_own(corpus, tmp_path):
    with pytest.raises(greffier.InputError) as caught:
        greffier.extract(tmp_path / "nowhere.md")
    assert caught.value.reason == "io" and caught.value.path == str(tmp_path / "nowhere.md")
    pdf = next(p for p in sources(corpus) if p.suffix == ".pdf")
    with pytest.raises(greffier.LimitError) as caught:
        greffier.extract(pdf, max_pages=0)
    assert caught.value.reason == "page_limit"
    for wrong in ({"ocr": "sometimes"}, {"grammar": tmp_path / "nowhere"}, {"ocr_cache": pdf / "in a file"}):
        with pytest.raises(greffier.OptionError) as caught:
            greffier.extract(pdf, **wrong)
        assert caught.value.reason == next(iter(wrong))


def test_the_interpreter_is_let_go_of(corpus):
    """Another thread counts on while a document is read: without the lock it counts far, with it hardly at all."""
    body = b"\n\n".join(p.read_bytes() for p in sources(corpus) if p.suffix == ".md") * 12
    done = threading.Event()
    reader = threading.Thread(target=lambda: (greffier.extract_json(body, name="long.md"), done.set()))
    reader.start()
    turns = 0
    while not done.wait(0.001):
        turns += 1
    reader.join()
    assert turns > 10


def test_a_forked_child_reads_too(corpus):
    """A child has none of the threads of its parent: PDF pages are shared over threads."""
    import multiprocessing

    pdfs = [p for p in sources(corpus) if p.suffix == ".pdf"][:2]
    here = [greffier.extract_json(p) for p in pdfs]
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.map_async(greffier.extract_json, pdfs).get(timeout=120) == here
