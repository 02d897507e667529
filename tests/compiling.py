"""Compiled once for all: workers begin at the same moment, and each would compile every module for itself, and the
processes that tests start once more. So each worker compiles its share before it looks for tests, and finds the rest.
"""

import os
import sys
from compileall import compile_file
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("simulator", "scenarios", "roles", "virtual_devices", "grading", "tests")


def allow() -> None:
    """Some machines say that nothing compiled is to be kept; git does not see it."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def compile_share(config: pytest.Config, worker: int, workers: int) -> None:
    modules = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    for path in modules[worker::workers]:
        if path.name.startswith("test_"):
            _rewrite(path, config)
        else:
            compile_file(path, quiet=2)


def _rewrite(path: Path, config: pytest.Config) -> None:
    """As pytest itself does it, and where it looks for it; a pytest that has no such functions is only slower."""
    try:
        from _pytest.assertion import rewrite as r

        state = config.stash[r.assertstate_key]
        kept = r.get_cache_dir(path) / (path.name.removesuffix(".py") + r.PYC_TAIL)
        if r._read_pyc(path, kept) is None and r.try_makedirs(kept.parent):
            source, code = r._rewrite_test(path, config)
            r._write_pyc(state, code, source, kept)
    except (ImportError, AttributeError, KeyError):
        return
