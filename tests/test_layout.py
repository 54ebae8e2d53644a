"""The shape of the repository, and that nothing in it is fetched from elsewhere."""

import re
import subprocess

import pytest

from tests.operations.conftest import ROOT

TOP = {
    "casestudies",
    "docs",
    "home",
    "portal",
    "site",
    "templates",
    "tests",
    "manage.py",
    "README.md",
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-pdf.txt",
    "pyproject.toml",
    "Makefile",
    "gunicorn.conf.py",
    "Dockerfile",
    "compose.yaml",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "LICENSE",
    "CHANGELOG.md",
}
HIDDEN = {".ci", ".dockerignore", ".editorconfig", ".gitignore", ".pre-commit-config.yaml"}
LOADED_BY_BROWSERS = ("*.html", "*.css", "*.js", "*.svg")
# What makes a browser ask for something at once: an address in a link that a person may press is not among them.
LOADS = re.compile(
    r"""(?:\bsrc|\bsrcset|\baction|\bposter|<link[^>]*\bhref)\s*=\s*["']?(?:https?:)?//"""
    r"""|url\(\s*["']?(?:https?:)?//|@import\s+["']?(?:https?:)?//|\bfrom\s+["']https?://|\bimport\(\s*["']https?://"""
    r"""|\bfetch\(\s*["'`](?:https?:)?//|<use[^>]*href\s*=\s*["']https?://"""
)


def kept(*patterns):
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.fixture(scope="module", autouse=True)
def _in_a_repository():
    if not (ROOT / ".git").exists():
        pytest.skip("asks git what belongs to the project; this copy came without it")


def test_what_stands_at_the_top():
    assert {path.relative_to(ROOT).parts[0] for path in kept()} == TOP | HIDDEN


def test_site_is_a_folder_and_never_a_package():
    """The standard library owns the name: with an __init__.py Python would find neither."""
    assert (ROOT / "site").is_dir()
    assert not (ROOT / "site" / "__init__.py").exists()


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in kept("tests") if path.suffix == ".py"}
    assert {folder for folder in folders if not (folder / "__init__.py").exists()} == set()


@pytest.mark.parametrize("pattern", LOADED_BY_BROWSERS)
def test_nothing_is_loaded_from_another_host(pattern):
    found = {path.relative_to(ROOT).as_posix() for path in kept(pattern) if LOADS.search(path.read_text())}
    assert found == set()


@pytest.mark.parametrize(
    "sample",
    [
        '<script src="https://cdn.example/x.js">',
        '<link rel="preconnect" href="//fonts.example">',
        "@import 'https://fonts.example/x.css'",
        "background: url(//img.example/x.png)",
        "import x from 'https://cdn.example/x.js'",
    ],
)
def test_the_guard_would_notice(sample):
    assert LOADS.search(sample)


def test_requirements_are_pinned():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-pdf.txt"):
        lines = (ROOT / name).read_text().splitlines()
        loose = [line for line in lines if line and not line.startswith(("#", "-r ")) and "==" not in line]
        assert loose == []


def test_no_secret_stands_in_the_compose_file():
    words = (ROOT / "compose.yaml").read_text()
    given = re.findall(r"^\s+(\w*(?:SECRET|PASSWORD)\w*):\s*(.*)$", words, re.MULTILINE)
    assert given
    assert {value for _name, value in given if not value.startswith(("${", "/run/secrets/"))} == set()
