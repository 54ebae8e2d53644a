"""The made-up people: every part's demo after those it builds on, and never beside real people."""

import sys
from types import ModuleType

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils.module_loading import module_has_submodule

from operations import demonstration
from operations.parts import modules


@pytest.fixture
def parts(monkeypatch):
    """`parts(name={"load": …})`: demo modules as parts write them, in place of those that are there."""

    def make(**offered):
        there = {app.name for app in apps.get_app_configs() if module_has_submodule(app.module, "demo")}
        for name, contents in ({name: {"load": list} for name in there} | offered).items():
            module = ModuleType(f"{name}.demo")
            vars(module).update(contents)
            monkeypatch.setitem(sys.modules, f"{name}.demo", module)

    return make


def test_each_comes_after_those_it_builds_on(parts, settings, db):
    settings.DEMO_PEOPLE_ALLOWED = True
    ran = []
    names = ["home", "casestudies", "portal.members"]
    after = {"home": (), "casestudies": ("portal.members",), "portal.members": ("home",)}
    parts(**{name: {"load": lambda name=name: ran.append(name), "AFTER": after[name]} for name in names})

    demonstration.load()

    assert [name for name in ran if name in names] == ["home", "portal.members", "casestudies"]


def test_the_people_stand_in_columns(parts):
    parts(
        home={
            "load": list,
            "sign_ins": lambda: [("Mina Okafor", "writes pages", "mina", "a b c"), ("Al", "reads", "al", "d")],
        }
    )

    lines = demonstration.table().splitlines()

    assert "  Mina Okafor  writes pages  mina          a b c" in lines
    assert lines[0].split() == ["Who", "Can", "Sign-in", "name", "Password"]
    assert len({line.index(word) for line, word in zip(lines, ("Can", "writes", "reads"), strict=False)}) == 1


def test_where_real_people_are_nobody_is_invented(parts, settings, db):
    settings.DEMO_PEOPLE_ALLOWED = False
    ran = []
    parts(home={"load": lambda: ran.append(1)})

    with pytest.raises(CommandError, match="make run"):
        call_command("demo")
    assert ran == []


def test_a_module_with_an_error_in_it_is_not_passed_over(monkeypatch, tmp_path):
    """Leaving a broken clock.py out without a word would stop somebody's consents from ending."""
    package = tmp_path / "broken_part"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "clock.py").write_text("import nothing_of_this_name")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ModuleNotFoundError, match="nothing_of_this_name"):
        apps_with = [*apps.get_app_configs(), apps.get_app_config("home").__class__.create("broken_part")]
        monkeypatch.setattr(apps, "get_app_configs", lambda: apps_with)
        modules("clock")
