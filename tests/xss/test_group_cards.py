"""Whatever a group writes on its cards stays words: on the cards, the group's page, agendas, for whoever is new."""

from uuid import uuid4

from django.urls import reverse

from portal.groups.models.cards import Card
from tests.factories.groups import card_line, group, meeting, seat
from tests.xss.looking import bundles, dangers
from tests.xss.test_portal import call, shown_to

LONG, SHORT = ("words", "why", "what_we_do"), ("who", "carried_by", "answered_by")


def url(name, *given):
    return reverse(f"portal:groups:{name}", args=given)


def test_what_stands_on_the_cards_of_a_group(people, client):
    member, other = people["member"], people["outsider"]
    made = group(member)
    seat(made, other, "asked", asked_by=member)
    when = meeting(made)
    card_line(made, "reading", "Read", link="https://example.org/")
    cards = [card for card in Card if card is not Card.SAY]
    for card in cards[:-1]:
        card_line(made, card, sort=card.sheet.sorts.values[-1] if card.sheet.sorts else "", why="Why")
    for words in bundles(900):
        call(member, f"alert(1) {words}")
        made.card_lines.update(**dict.fromkeys(LONG, f"alert(1) {words}"))
        shown_to(client, member, *(url("card", made.pk, card) for card in cards))
        shown_to(client, member, *(url("write-card", made.pk, card, "new") for card in (Card.GOAL, Card.SCOPE)))
        shown_to(
            client,
            member,
            *(url(name, made.pk) for name in ("group", "cards")),
            url("meeting", when.pk),
            url("catch-up", made.pk),
        )
        shown_to(client, other, url("group", made.pk))
    for words in bundles(90):
        made.card_lines.update(**dict.fromkeys(SHORT, f"alert(1) {words}"))
        shown_to(client, member, url("card", made.pk, Card.ANSWERS))


def test_what_a_form_is_sent_and_refuses(people, client):
    member = people["member"]
    made = group(member)
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    for payload in bundles(900):
        for card in (Card.READING, Card.SCOPE, Card.SAY):
            sent = dict.fromkeys(("words", "sort", "link", "rung", "stage", "before_words", "before_sort"), payload)
            answer = client.post(url("write-card", made.pk, card, "new"), sent | {"key": str(uuid4())})
            assert (answer.status_code, dangers(answer.content)) == (200, [])
    assert not made.card_lines.exists()
