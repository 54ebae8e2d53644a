"""The translations that people read are those that translators wrote."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

SOURCES = sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))


def names_in(words):
    """`%(count)s` and its like."""
    return set(re.findall(r"%\((\w+)\)[a-z]", words))


def words_of(entries):
    return {(entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr for entry in entries}


def test_there_is_a_welsh_catalogue():
    assert "cy" in {source.parts[-3] for source in SOURCES}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parts[-3])
def test_the_compiled_catalogue_is_that_of_its_source(source):
    """Run `manage.py compilemessages` and commit both files."""
    wanted = [entry for entry in polib.pofile(str(source)) if entry.translated()]
    compiled = polib.mofile(str(source.with_suffix(".mo")))

    assert words_of(compiled) == words_of(wanted)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parts[-3])
def test_a_translation_keeps_what_is_filled_in(source):
    """A name that is missing or misspelt would break the page it stands on, for readers of that language alone."""
    broken = {
        entry.msgid
        for entry in polib.pofile(str(source))
        if entry.translated() and "python-format" in entry.flags
        for words in (entry.msgstr_plural or {0: entry.msgstr}).values()
        if not names_in(words) <= names_in(entry.msgid) | names_in(entry.msgid_plural)
    }
    assert broken == set()


OURS = ("home", "portal", "casestudies", "site")
SAYS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def hidden(source) -> list[str]:
    """Words inside an f-string: what collects them for translators does not look there."""
    texts = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    calls = [node for text in texts for node in ast.walk(text) if isinstance(node, ast.Call)]
    return [ast.unparse(call) for call in calls if isinstance(call.func, ast.Name) and call.func.id in SAYS]


def test_translators_are_given_every_sentence():
    assert hidden("""f"{_('Hello')} {name}" """) == ["_('Hello')"]
    files = [file for folder in OURS for file in (settings.BASE_DIR / folder).rglob("*.py")]
    assert {file.name: found for file in files if (found := hidden(file.read_text()))} == {}
