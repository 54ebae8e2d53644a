"""No word of the cards of a closed group comes to anybody outside it: at no address of groups, shown or pressed."""

import pytest
from django.db import transaction
from django.urls import resolve, reverse

from portal.groups import services
from portal.groups.models import AgendaItem, Group, Minute
from portal.members import held
from portal.members.models import User
from portal.notices.models import Notice
from tests.addresses import numbers_of
from tests.factories.groups import card_line, group, meeting, seat
from tests.factories.people import UserFactory
from tests.portal.access_matrix import MATRIX

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_refusals")]

INSIDE, ON_THE_PAGE = "cardxq", "goalxq"


@pytest.fixture
def numbers(people):
    """Of a closed group that Mina looks after. Wes is asked."""
    mina = people["member"]
    made = group(mina)
    asked = seat(made, people["writer"], "asked", asked_by=mina)
    card_line(made, "goal", ON_THE_PAGE)
    card_line(made, "scope", ON_THE_PAGE, sort="out", why=ON_THE_PAGE)
    cards = ("steps", "kind", "rights", "answers", "balance", "voices", "limits", "resources", "reading")
    for card in cards:
        line = card_line(made, card, INSIDE, why=INSIDE, what_we_do=INSIDE, who=INSIDE)
    one = meeting(made, days=0)
    item = AgendaItem.objects.create(group=made, meeting=one, what="Voices", card="voices", raised_by=mina)
    Minute.objects.create(meeting=one, item=item, said="x")
    return {
        **dict.fromkeys(("pk", "date", "person", "at", "vote", "number", "version"), made.pk),
        "group": made.pk,
        "seat": asked.pk,
        "card": "voices",
        "row": line.pk,
        "line": line.pk,
        "kind": "chair",
        "meeting": one.pk,
        "item": item.pk,
    }


def addresses(numbers):
    """Every address of groups, with the number of the group, of a line and of the meeting."""
    for name, (arguments, _expected) in sorted(MATRIX.items()):
        if name.startswith("portal:groups:"):
            view = resolve(reverse(name, kwargs={key: numbers[key] for key in arguments})).func
            for pk in sorted(numbers_of(view, {numbers[one] for one in ("group", "line", "meeting")})):
                yield reverse(name, kwargs={key: (numbers | {"pk": pk})[key] for key in arguments})
    yield from (reverse(f"portal:{name}") for name in ("home", "trail:done", "notices:mine", "today"))


def found_by(client, numbers) -> set[str]:
    found = set()
    for address in addresses(numbers):
        for ask in (client.get, client.post):
            with transaction.atomic():
                text = b"".join(ask(address)).decode(errors="replace")
                transaction.set_rollback(True)
            found |= {word for word in (INSIDE, ON_THE_PAGE) if word in text}
    return found


@pytest.mark.parametrize(
    ("who", "finds"),
    [
        ("outsider", set()),
        ("writer", {ON_THE_PAGE}),
        ("coordinator", {ON_THE_PAGE}),
        ("superuser", set()),
        ("member", {INSIDE, ON_THE_PAGE}),
    ],
)
def test_who_comes_upon_the_words_of_a_card(client_of, numbers, who, finds):
    """Whoever is asked reads what it is about, and so do coordinators, who write down what people say to it."""
    assert found_by(client_of(who), numbers) == finds


def test_a_visitor_comes_upon_nothing(client, numbers):
    assert found_by(client, numbers) == set()


def test_messages_and_copies_of_others_hold_nothing_of_them(people, numbers):
    asked = UserFactory()
    made = Group.objects.get(pk=numbers["group"])
    services.ask(group=made, people=User.objects.filter(pk=asked.pk), by=people["member"])
    assert {notice.person for notice in Notice.objects.filter(words__contains=ON_THE_PAGE)} == {asked}
    assert not Notice.objects.filter(words__contains=INSIDE).exists()
    copies = {name: str(held.copy_of(person)) for name, person in people.items() if isinstance(person, User)}
    assert {name for name, copy in copies.items() if INSIDE in copy} == {"member"}
