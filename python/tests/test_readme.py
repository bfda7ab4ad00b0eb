"""Every example of README.md runs and prints what its comments say."""

import re

import pytest
from conftest import ROOT

README = (ROOT / "python" / "README.md").read_text("utf-8")
PART = re.compile(r"^## (.*?)\n(.*?)(?=^## |\Z)", re.S | re.M)
EXAMPLES = [(title, code) for title, body in PART.findall(README) for code in re.findall(r"```python\n(.*?)```", body, re.S)]


def test_each_library_has_an_example():
    assert {"One document", "Many documents", "pandas", "polars", "Hugging Face datasets"} <= {t for t, _ in EXAMPLES}


@pytest.mark.parametrize("code", [c for _, c in EXAMPLES], ids=[t for t, _ in EXAMPLES])
def test_example(code, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {"__name__": "__main__"})
    printed = capsys.readouterr().out
    said = re.findall(r"print\(.*\) +# (.*)", code)
    assert len(said) == len(printed.splitlines()) or not said
    for want, line in zip(said, printed.splitlines()):
        pattern = re.escape(want).replace(re.escape("[…]"), ".*", 1)
        assert re.fullmatch(pattern, line), line
    assert printed.strip()
