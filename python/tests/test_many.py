"""Many documents: order, isolation, limits, archives, an iterator that may be left."""

import io
import itertools
import json
import os
import signal
import subprocess
import sys
import time
import zipfile

import greffier
import pytest


@pytest.mark.parametrize("isolate", [True, False])
def test_a_folder_gives_the_lines_of_the_command(corpus, command, isolate):
    lines = command("extract", corpus).decode().splitlines()
    for jobs in (1, 3):
        outcomes = list(greffier.extract_many(corpus, jobs, isolate=isolate))
        assert [o.json for o in outcomes if o.json] == lines
        assert all(o.sha256 == o.record["source"]["sha256"] for o in outcomes if o.record)


def test_sources_of_all_kinds_keep_their_order(corpus, tmp_path):
    first = sorted(corpus.glob("*/source.md"))[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(first, "minutes/a.md")
        archive.writestr("b.txt", "x")
    (tmp_path / "c.zip").write_bytes(packed.getvalue())
    (tmp_path / "empty.md").write_bytes(b"")
    sources = [("z.zip", packed.getvalue()), first, tmp_path, ("a.md", memoryview(b"words")), tmp_path / "nowhere.md"]
    for isolate in (True, False):
        outcomes = list(greffier.extract_many(iter(sources), 2, isolate=isolate))
        named = [o.record["source"]["path"] if o.record else o.error.reason for o in outcomes]
        assert named == ["z.zip/minutes/a.md", "z.zip/b.txt", "source.md", "c.zip/minutes/a.md", "c.zip/b.txt", "empty", "a.md", "io"]
        assert outcomes[5].path == str(tmp_path / "empty.md") and isinstance(outcomes[5].error, greffier.ReadError)
        assert isinstance(outcomes[7].error, greffier.InputError) and outcomes[7].sha256 is None
    assert list(greffier.extract_many([])) == []
    assert [o.path for o in greffier.extract_many(("one.md", b"words"))] == ["one.md"]


def test_sources_are_taken_as_they_are_needed():
    taken = itertools.count()
    sources = (("x.md", f"document {next(taken)}".encode()) for _ in itertools.count())
    outcomes = greffier.extract_many(sources, 2, isolate=False)
    assert [o.error for o in itertools.islice(outcomes, 300)] == [None] * 300
    # Two jobs: so many wait to be worked on, are held back for order, or wait for Python.
    assert next(taken) < 300 + 64 * 2 + 64 + 16
    outcomes.close()


def test_limits_end_a_document_and_not_its_neighbours(tmp_path):
    """A document of hundreds of megabytes of words in a worker that may have little memory."""
    (tmp_path / "a.md").write_text("Le conseil municipal", "utf-8")
    (tmp_path / "b.md").write_bytes(b"mot " * (12 << 20))
    (tmp_path / "c.md").write_text("Le conseil municipal", "utf-8")
    a, b, c = greffier.extract_many(tmp_path, 1, max_mib=200)
    assert isinstance(b.error, greffier.LimitError) and b.error.reason == "memory_limit", b.error
    assert a.record and c.record
    a, b, c = greffier.extract_many(tmp_path, 1, max_seconds=2, max_mib=4096)
    assert isinstance(b.error, greffier.LimitError) and b.error.reason == "time_limit", b.error
    assert a.record and c.record


def test_an_error_of_the_iterable_is_its_own():
    def sources():
        yield ("a.md", b"words")
        raise KeyError("gone")

    with pytest.raises(KeyError):
        list(greffier.extract_many(sources(), 1))


def test_an_iterator_may_be_left(corpus):
    outcomes = greffier.extract_many(corpus, 2)
    next(outcomes)
    assert len(children()) == 2
    outcomes.close()
    # Its worker processes end with it.
    deadline = time.monotonic() + 30
    while children() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not children()


def children():
    out = subprocess.run(["ps", "-ww", "-o", "args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False)
    return [line for line in out.stdout.splitlines() if "greffier._greffier" in line]


def test_ctrl_c_is_heard(corpus, tmp_path):
    script = "import greffier, sys\nprint('ready', flush=True)\nfor o in greffier.extract_many(source()):\n    pass\n"
    lead = "def source():\n    import itertools\n    for i in itertools.count():\n        yield ('x.md', b'words')\n"
    # Where the tests run in the background the signal is ignored, and a child would inherit that.
    heard = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    pipe = subprocess.PIPE
    child = subprocess.Popen([sys.executable, "-c", lead + script], stdout=pipe, stderr=pipe, text=True, preexec_fn=heard)
    assert child.stdout.readline() == "ready\n"
    time.sleep(1)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=30)
    assert "KeyboardInterrupt" in err


def test_score_and_tables(corpus, command, tmp_path):
    lines = [o.json for o in greffier.extract_many(corpus) if o.json]
    file = tmp_path / "records.ndjson"
    file.write_text("\n".join(lines), "utf-8")
    said = json.loads(command("score", corpus, file, "--format", "json", "--by-doc"))
    assert greffier.score(corpus, file, by_doc=True) == said == greffier.score(corpus, lines, by_doc=True)
    assert greffier.score(file, map(json.loads, lines))["macro_f1"] == {"soft": 1.0, "strict": 1.0}
    with pytest.raises(greffier.OptionError):
        greffier.score(tmp_path, file)
    with pytest.raises(ValueError, match="not a record"):
        greffier.tables({"sittings": 3})


def test_tables_are_those_of_the_command(corpus, command, tmp_path):
    import pyarrow.parquet as pq

    command("extract", corpus, "--format", "parquet", "-o", tmp_path / "tables")
    ours = greffier.tables(o.json for o in greffier.extract_many(corpus) if o.json)
    assert len(ours) == len(list((tmp_path / "tables").glob("*.parquet"))) == 16
    for name, rows in ours.items():
        assert rows == pq.read_table(tmp_path / "tables" / f"{name}.parquet").to_pylist(), name
