"""The cards of a group, before somebody comes to one of their places."""

from django.urls import reverse
from wagtail.models import Locale

from home.models import GlossaryTerm, Rung, Stage
from portal.groups.services import take_line_out
from portal.members.models import User
from portal.members.services import Reaching, be_found, say_how_to_reach, share
from tests.browser.at_meetings import at, buses
from tests.factories.groups import card_line, in_days, meeting


def person(name) -> User:
    return User.objects.get(username=name)


def filled():
    """A few cards are filled in, others not; there is a meeting to bring them to."""
    made = buses()
    meeting(made, place="Library, small room")
    card_line(made, "goal", "Everybody gets home after eight.", who="The council", why="It pays for the buses.")
    card_line(made, "steps", "Ask around", sort="reached", order=1)
    card_line(made, "steps", "Write to the bus company", sort="to-come", due_on=in_days(9).date(), order=2)
    card_line(made, "scope", "Buses and pavements", sort="in")
    card_line(made, "scope", "Fares", sort="out", why="The county decides them next year.")
    card_line(made, "voices", "People who work at night", what_we_do="We ask at the depot.")
    card_line(made, "limits", "Money", sort="unknown", who="The budget", what_we_do="We begin with one line.")
    card_line(made, "reading", "What riders said", link="https://example.org/riders")
    first = {"locale": Locale.get_default()}
    say = {
        "stage": Stage.objects.filter(**first).first(),
        "rung": Rung.objects.filter(can_be_used=True, **first).last(),
    }
    card_line(made, "say", "", why="The bus company has the last word.", **say)
    take_line_out(line=card_line(made, "voices", "Schools"), by=person("mair"))
    return made


def at_card(name, *given):
    return lambda: reverse(f"portal:groups:{name}", args=[filled().pk, *given])


def late():
    """Whoever comes later finds a word explained, too."""
    GlossaryTerm.objects.get_or_create(term="council", locale=Locale.get_default(), defaults={"meaning": "Who runs it"})
    return filled()


def who_can_be_reached():
    made, dev = buses(), person("dev")
    be_found(person=dev, by=dev, in_directory=True)
    say_how_to_reach(person=dev, by=dev, reaching=Reaching(phone="01632 960 111"), choices={})
    share(person=dev, by=dev, whats={"phone"})
    return made


def nobody_can_be_reached():
    made = buses()
    for one in User.objects.filter(groupseats__group=made):
        one.shared.all().delete()
    return made


catch_up, contacts = at("catch-up", make=late), at("contact-sheet", make=who_can_be_reached)
no_contacts = at("contact-sheet", make=nobody_can_be_reached)
with_cards, list_of_cards = (at(name, make=filled) for name in ("group", "cards"))
