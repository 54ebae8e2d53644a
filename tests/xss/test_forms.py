"""Whatever is typed into a form comes back as words."""

from copy import deepcopy

import pytest
from django import forms
from django.template.loader import render_to_string
from django.urls import get_resolver

from portal.members.models import User
from tests.xss.looking import ENDLESS, bundles, dangers

OURS = ("home.", "casestudies.", "portal.")


def every_form() -> list[type]:
    """Every form of ours, found among all the forms there are once the addresses are known."""

    def below(cls):
        for form in cls.__subclasses__():
            yield form
            yield from below(form)

    assert get_resolver().url_patterns
    return sorted({form for form in below(forms.BaseForm) if form.__module__.startswith(OURS)}, key=str)


def test_forms_are_found():
    assert {"SearchForm", "PageForm", "AnswerForm", "SignIn", "FirstSteps"} <= {form.__name__ for form in every_form()}


@pytest.mark.django_db
@pytest.mark.parametrize("form_class", every_form(), ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_what_is_typed_comes_back_as_words(form_class):
    """Each field as our templates draw it, with what was typed and what was wrong with it."""
    for words in bundles(ENDLESS):
        form = forms.Form(dict.fromkeys(form_class.base_fields, words))
        form.fields = deepcopy(form_class.base_fields)
        for field in form.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset is None:
                field.queryset = User.objects.all()  # the form itself chooses from whom, when it is made
        form.add_error(None, words)
        html = str(form) + render_to_string("components/error_summary.html", {"form": form})
        assert dangers(html) == []
