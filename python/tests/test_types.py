"""The types that an editor sees are those that run."""

import os
import re
import subprocess
import sys

USE = """\
import greffier
record = greffier.extract(b"x", name="x.md", ocr="never")
reveal_type(record)
for outcome in greffier.extract_many(["a", ("b.md", b"b")], jobs=2):
    reveal_type(outcome.error)
    reveal_type(outcome.record)
reveal_type(greffier.tables(record)["sittings"])
greffier.extract(3)
"""


def mypy(*args):
    return subprocess.run([sys.executable, "-m", *args], capture_output=True, text=True, check=False)


def test_uses_are_checked(tmp_path):
    (tmp_path / "use.py").write_text(USE, "utf-8")
    out = mypy("mypy", "--strict", "--cache-dir", os.devnull, str(tmp_path / "use.py")).stdout
    told = re.findall(r'Revealed type is "(.*)"', out)
    assert told[:3] == ["dict[str, Any]", "greffier.errors.GreffierError | None", "dict[str, Any] | None"], out
    assert told[3].startswith("list[dict[str, str | int"), out
    assert 'Argument 1 to "extract" has incompatible type "int"' in out
    assert "Found 1 error" in out, out


def test_the_package_is_typed_and_its_stubs_are_true(root):
    out = mypy("mypy", "--strict", "--cache-dir", os.devnull, "-p", "greffier")
    assert out.returncode == 0, out.stdout
    out = mypy("mypy.stubtest", "greffier._greffier")
    assert out.returncode == 0, out.stdout
