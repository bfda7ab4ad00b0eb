"""The recipe for Ray Data runs, and gives the records of the command."""

import re
import subprocess
import sys

import pyarrow.parquet as pq


def test_the_recipe_gives_what_one_machine_gives(root, corpus, command, tmp_path):
    text = (root / "python" / "spark" / "README.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    for there, here in (("s3://bucket/minutes", corpus), ("bucket/minutes", corpus), ("s3://bucket/out", tmp_path / "out")):
        assert there in code
        code = code.replace(there, str(here))
    start = "import ray\nray.init(num_cpus=2, include_dashboard=False)\n"
    done = subprocess.run([sys.executable, "-c", start + code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    rows = pq.read_table(tmp_path / "out").to_pylist()
    assert sorted(r["record"] for r in rows) == sorted(command("extract", corpus).decode().splitlines())
