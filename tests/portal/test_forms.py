"""What a form says about a box that was left empty: what to do."""

import importlib
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.urls import reverse

from home.forms import OneLine, SaysWhatToDo
from portal.drafts.forms import KeyedForm


class Choices(KeyedForm):
    name = forms.CharField()
    way = forms.ChoiceField(choices=[("a", "A")])
    own = forms.CharField(error_messages={"required": "Say who you are."})
    mail = forms.EmailField()


def forms_of_the_portal():
    for app in apps.get_app_configs():
        if app.name.startswith("portal") or app.name == "casestudies":
            for path in sorted([*Path(app.path).glob("forms.py"), *Path(app.path).glob("forms/*.py")]):
                name = ".".join(path.relative_to(Path(app.path)).with_suffix("").parts)
                module = importlib.import_module(f"{app.name}.{name}".removesuffix(".__init__"))
                yield from (form for form in vars(module).values() if is_form_of(module, form))


def is_form_of(module, thing) -> bool:
    return isinstance(thing, type) and issubclass(thing, forms.BaseForm) and thing.__module__ == module.__name__


FORMS = list(forms_of_the_portal())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_every_form_that_asks_something_says_what_to_do(form):
    asks = [name for name, field in form.base_fields.items() if field.required]
    assert issubclass(form, SaysWhatToDo) or not asks, "put SaysWhatToDo before its other bases"


def test_there_are_such_forms():
    assert {"PageForm", "AnswerForm", "SignIn", "FirstSteps"} <= {form.__name__ for form in FORMS}


def test_an_empty_box_says_what_to_do():
    form = Choices({"key": "4d8f3c1e-9f0c-4b55-8a52-3f0f4a6a7c11", "mail": "x"})
    assert form.errors == {
        "name": ["Please fill this in."],
        "way": ["Please choose one."],
        "own": ["Say who you are."],
        "mail": ["Enter a valid email address."],
    }


@pytest.mark.parametrize("key", ["", "not a key"])
def test_what_nobody_can_fill_in_asks_to_open_the_page_again(key):
    assert Choices({"key": key}).errors["key"] == ["This form is too old. Please open the page again."]


@pytest.mark.django_db
def test_signing_in_says_it_too(client):
    shown = client.post(reverse("account_login"), {"login": "", "password": ""}).content.decode()
    assert "Please fill this in." in shown
    assert "This field is required." not in shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Coffee\r\nmornings ", "Coffee mornings"),
        ("\u202eeeffoC\u202c", "eeffoC"),
        ("Cof\x1bfee", "Coffee"),
        ("👩‍🦽 and friends", "👩‍🦽 and friends"),
        ("\u202e Coffee \u202c", "Coffee"),
        ("A \x1b B", "A B"),
        ("\u200b\u200d", ""),
        ("\u2800", ""),
        ("\u3164", ""),
        ("\u0301\u0301", ""),
    ],
)
def test_a_name_can_be_seen_and_stands_on_one_line(typed, kept):
    assert OneLine(required=False).clean(typed) == kept
