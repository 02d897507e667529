"""The wheel: all of the five packages with all of their data, words compiled, and nothing besides."""

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from zipfile import ZipFile

import pytest

for needed in ("hatchling", "babel"):
    pytest.importorskip(needed, reason=f"building a wheel without a download needs {needed} installed")

ROOT = Path(__file__).parents[1]
PACKAGES = {"simulator", "scenarios", "roles", "virtual_devices", "grading"}
DATA = {".po", ".mo", ".yaml", ".csv", ".json", ".tcss", ".css"}
LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "dist", "build", "__pycache__", "*.mo", "*.pyc", ".*_cache")
"""What a clean clone has not."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy without compiled words, so that none is found that the build did not make; the checkout stays as it is."""
    return Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("source") / "storedrill", ignore=LEFT_BEHIND))


@pytest.fixture(scope="module")
def unpacked(source: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", "../wheel"]
    built = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = source.parent.glob("wheel/*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(source.parent / "unpacked")
    return source.parent / "unpacked"


def _files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_everything_of_the_packages_is_in_it_and_nothing_else(source: Path, unpacked: Path) -> None:
    expected = {f"{package}/{name}" for package in PACKAGES for name in _files(source / package)}
    found = {name for name in _files(unpacked) if ".dist-info/" not in name}
    assert found == expected
    assert {Path(name).suffix for name in found} >= DATA
    tops = {path.name for path in unpacked.iterdir() if path.suffix != ".dist-info"}
    assert tops == PACKAGES


def test_every_catalogue_is_compiled(unpacked: Path) -> None:
    written = {path.with_suffix("") for path in unpacked.rglob("*.po")}
    assert written
    assert {path.with_suffix("") for path in unpacked.rglob("*.mo") if path.stat().st_size} == written


def test_the_command_runs_on_it_alone(unpacked: Path, tmp_path: Path) -> None:
    (declared,) = unpacked.glob("*.dist-info/entry_points.txt")
    points = ConfigParser()
    points.read(declared, "utf-8")
    module, _, function = points["console_scripts"]["storedrill"].partition(":")
    script = (
        f"import sys, {module} as cli; print(cli.__file__); "
        f"sys.exit(cli.{function}(['scenarios', '--lang', 'zh', '--home', {str(tmp_path)!r}]))"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=unpacked, capture_output=True, check=False)
    where, *rows = ran.stdout.decode("utf-8").splitlines()
    assert ran.returncode == 0, ran.stderr.decode("utf-8", "replace")
    assert Path(where).is_relative_to(unpacked)
    assert any("分钟" in row for row in rows), rows
