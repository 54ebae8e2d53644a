"""Suggestions, before somebody comes to one of their places."""

from django.urls import reverse

from portal.groups.models import Proposal
from portal.groups.services import answer_proposal
from portal.members.models import User
from tests.browser.at_meetings import buses
from tests.factories.asking import suggestion, token_of
from tests.factories.groups import meeting

LONG = "Could somebody be at the door when we come, since the bell is too high for those of us who sit?"


def person(name) -> User:
    return User.objects.get(username=name)


def suggested(name="suggestion", *, state="", **given):
    """At a place about a suggestion to the group that Mair looks after; she has it."""

    def before():
        mair, group = person("mair"), buses()
        meeting(group)
        asked = {"person": person("george"), "words": LONG} | given
        made = suggestion(group=group, taken_by=mair, **asked)
        if state:
            said = {"said": "The bell is too high.", "did": "It is lower now."}
            answer_proposal(proposal=made, state=state, words="The bell is lower since Monday.", **said, by=mair)
        return reverse(f"portal:groups:{name}", args=[made.pk])

    return before


def suggested_outside(**given):
    """At the page that follows the form."""
    return lambda: reverse("get-involved:suggest-sent", args=[token_of(suggestion(**given))])


def several_answered(name="get-involved:you-said"):
    def before():
        for state in ("going", "later", "no"):
            suggested(state=state, words=f"{LONG} {state}")()
        return reverse(name)

    return before


def nobody_has_said_anything():
    Proposal.objects.all().delete()
    return reverse("get-involved:you-said")
