"""What the tests share."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def corpus():
    return ROOT / "corpus" / "documents"


@pytest.fixture(scope="session")
def command():
    """Runs the command-line program, which scripts/test_python.sh has built beside the wheel."""
    program = os.environ.get("GREFFIER")
    assert program, "GREFFIER names the program to compare with: run scripts/test_python.sh"

    def run(*args):
        done = subprocess.run([program, "--lang", "en", *map(str, args)], capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()
        return done.stdout

    return run
