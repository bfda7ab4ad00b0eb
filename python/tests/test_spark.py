"""The job on a real cluster of two executors gives what one machine gives.

Over the documents of the corpus and some that cannot be read; over N generated ones with GREFFIER_SPARK_DOCUMENTS=N.
"""

import json
import os
import pathlib
import runpy
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
JOB = ROOT / "python" / "spark" / "extract_job.py"
COUNT = int(os.environ.get("GREFFIER_SPARK_DOCUMENTS", "0"))


def submit(source, target, log, *options):
    """Runs the job on two executors of one core and 1 GiB each."""
    home = pathlib.Path(pyspark.__file__).parent
    log.mkdir()
    settings = {
        "spark.executor.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.dir": log.as_uri(),
        "spark.sql.shuffle.partitions": "4",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    conf = [word for key, value in settings.items() for word in ("--conf", f"{key}={value}")]
    command = [home / "bin" / "spark-submit", "--master", "local-cluster[2,1,1024]", *conf, JOB]
    env = {**os.environ, "SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    # Executors keep their files where they are started.
    env["SPARK_WORKER_DIR"] = str(log / "work")
    done = subprocess.run([*command, source, target, *options], env=env, capture_output=True, text=True, cwd=log, check=False)
    assert done.returncode == 0, done.stderr[-6000:]
    # spark-submit sends what the job says on either stream to standard output.
    return done.stdout


def executors(log):
    """The executors that ended a task, from Spark's own log of events."""
    events = (json.loads(line) for file in log.iterdir() if file.is_file() for line in file.read_text("utf-8").splitlines())
    return {e["Task Info"]["Executor ID"] for e in events if e["Event"] == "SparkListenerTaskEnd"}


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "procès verbaux"
    folder.mkdir()
    if COUNT:
        runpy.run_path(str(ROOT / "benches/archive/make.py"))["make"](COUNT, folder)
    else:
        for source in sorted((ROOT / "corpus" / "documents").glob("*/source.*")):
            (folder / source.parent.name).mkdir(exist_ok=True)
            (folder / source.parent.name / source.name).write_bytes(source.read_bytes())
    other = folder / "à part"
    other.mkdir()
    (other / "vide.md").write_bytes(b"")
    (other / "100 % #1.txt").write_text("Le conseil municipal", "utf-8")
    (other / "cut.pdf").write_bytes(b"%PDF-1.7\ncut")
    (other / "table.csv").write_text("a;b", "utf-8")
    (other / "large.txt").write_bytes(b"mot " * (1 << 19))
    subprocess.run([sys.executable, "-m", "zipfile", "-c", other / "deux.zip", other / "vide.md", other / "100 % #1.txt"], check=True)
    return folder


def sort(table):
    """Rows in an order of their own, for engines that keep none."""
    return table.sort_by([(name, "ascending") for name in ("document", "pointer") if name in table.column_names])


def test_two_executors_give_what_one_machine_gives(documents, command, tmp_path):
    lines = command("extract", documents, "--errors", tmp_path / "errors.ndjson").decode().splitlines()
    command("extract", documents, "--format", "parquet", "-o", tmp_path / "tables")
    errors = [json.loads(line) for line in (tmp_path / "errors.ndjson").read_text("utf-8").splitlines()]

    target, log = tmp_path / "out", tmp_path / "log"
    # large.txt is larger than Spark may load, and is a document for one machine: its row says so.
    said = submit(documents, target, log, "--tables", "--max-file-mib", "1")
    assert executors(log) == {"0", "1"}

    rows = pq.read_table(target / "records").to_pylist()
    large = [r for r in rows if r["path"].endswith("large.txt")]
    assert [r["reason"] for r in large] == ["too_large"] and large[0]["record"] is None
    rows = [r for r in rows if not r["path"].endswith("large.txt")]
    lines = [line for line in lines if not json.loads(line)["source"]["path"].endswith("large.txt")]
    assert sorted(r["record"] for r in rows if r["record"]) == sorted(lines)
    failed = {r["path"].removeprefix("file:"): (r["reason"], r["stage"], r["message"]) for r in rows if not r["record"]}
    assert failed == {e["path"]: (e["code"], e["stage"], e["message"]) for e in errors}
    assert len(failed) == 3 and len(rows) == len(lines) + 3 and len({r["path"] for r in rows}) == len(rows)
    assert "no record, empty: 2\n" in said and "no record, too_large: 1\n" in said

    # Partitioned by the year of the first sitting.
    years = {int(json.loads(line)["sittings"][0]["date"][:4]) for line in lines if (json.loads(line)["sittings"] or [{"date": None}])[0]["date"]}
    assert {r["year"] for r in rows} - {None} == years
    assert {p.name for p in (target / "records").glob("year=*")} == {f"year={y}" for y in years} | {"year=__HIVE_DEFAULT_PARTITION__"}

    for file in sorted((tmp_path / "tables").glob("*.parquet")):
        one, many = pq.read_table(file), pq.read_table(target / "tables" / file.stem)
        one = one.filter(pa.compute.invert(pa.compute.match_substring(one["document"], "large.txt")))
        assert sort(many).to_pylist() == sort(one).to_pylist(), file.stem
