"""Runs the job on a real local cluster of two executors and compares its rows with a single machine's.

    pip install pyspark pyarrow ./python && python python/spark/test_local_cluster.py [DOCUMENTS]
"""

import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile

import greffier
import pyarrow.parquet as pq

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "corpus" / "documents"


def make(folder: pathlib.Path, count: int) -> None:
    """Documents of the corpus over and over, each with a line of its own; one in fifty cannot be read."""
    sources = sorted(p for p in CORPUS.glob("*/source.*") if p.suffix in {".md", ".txt"})
    for i in range(count):
        source = sources[i % len(sources)]
        body = source.read_bytes() + f"\n\nExemplaire {i}\n".encode()
        sub = folder / f"{i // 1000:03}"
        sub.mkdir(exist_ok=True)
        (sub / f"{i:06}{source.suffix}").write_bytes(b"" if i % 50 == 49 else body)


def main(count: int) -> None:
    import pyspark

    with tempfile.TemporaryDirectory() as tmp:
        folder, out = pathlib.Path(tmp, "in"), pathlib.Path(tmp, "out")
        folder.mkdir()
        make(folder, count)
        home = pathlib.Path(pyspark.__file__).parent
        subprocess.run(
            [
                home / "bin" / "spark-submit", "--master", "local-cluster[2,1,1024]",
                "--conf", "spark.executor.memory=800m", "--conf", "spark.ui.enabled=false",
                HERE / "extract_job.py", folder.as_uri(), out.as_uri(), "8",
            ],
            check=True,
            env={**os.environ, "SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"},
            stderr=subprocess.DEVNULL,
        )
        got = {r["path"].rsplit("/", 1)[-1]: r for r in pq.read_table(out).to_pylist()}
        assert len(got) == count, (len(got), count)
        for path in sorted(folder.glob("*/*")):
            row = got[path.name]
            assert row["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
            try:
                assert row["record"] == greffier.extract_json(path) and row["code"] is None, path
            except greffier.ExtractError as e:
                assert row["record"] is None and (row["message"], row["code"]) == e.args[:2], path
        failed = sum(r["record"] is None for r in got.values())
        print(f"{count} rows from two executors equal those of one machine; {failed} of them failures")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
