import pytest


def fields(response) -> dict:
    """What a browser without JavaScript would send of the form on a page."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    return {name: str(value) for name, value in values.items() if name != "picture"}


def text_key(response) -> str:
    """The name of the first field of formatted text."""
    return next(name for name in response.context["form"].fields if name.startswith("text-"))


@pytest.fixture
def sign_in(client):
    """`sign_in(person)`: a browser in which that person is signed in."""

    def as_(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_
