"""Whatever people write in a story on its way, and about it, stays words. What is out: tests/xss/test_pages.py."""

from uuid import uuid4

import pytest
from django.urls import reverse

from casestudies import services
from casestudies.models import Consent, Story
from tests.factories.people import UserFactory
from tests.factories.telling import Role, allow, joined, look, say_yes, source, story, write
from tests.xss.looking import bundles, dangers
from tests.xss.test_portal import call, shown_to

# Every box of the forms of a story.
BOXES = [
    *("title", "introduction", "whose", "how", "person", "role", "answer", "standpoint", "how_told", "uses", "naming"),
    *("name", "pictures", "months", "guardian", "given", "called", "digest", "known", "wish", "no_pictures", "mine"),
]


def url(name, *given):
    return reverse(f"portal:stories:{name}", args=given)


def told_by(people):
    """Mina tells it, Dee writes with her, Fay reads it, Olu is asked: nobody whom the CMS gives scripts of its own."""
    mina, dee, fay = people["member"], UserFactory(), UserFactory()
    told = story(teller=mina)
    joined(told, who=dee)
    joined(told, who=fay, role=Role.FRESH_EYES)
    services.ask(story=told, person=people["outsider"], role=Role.LISTENER, by=mina)
    return told, mina, dee, fay


def test_a_story_on_its_way(people, client):
    told, mina, dee, fay = told_by(people)
    asked = {"called": "A neighbour", "naming": "none", "given": "talk", "by": mina}
    neighbour = services.allow(story=told, **asked)
    for words in bundles(900):
        hostile = f"alert(1) {words}"
        for who in (mina, dee, fay):
            call(who, hostile)
        Consent.objects.filter(pk=neighbour.pk).update(called=hostile[:80], guardian=hostile[:80])
        draft = source(told).get_latest_revision_as_object()
        draft.title, draft.introduction, draft.content_note = hostile[:120], hostile[:500], hostile[:200]
        draft.save_revision(user=mina, clean=False)
        write(told, hostile, by=dee)
        allow(told, dee, name=hostile[:80], guardian=hostile[:80])
        told = Story.objects.get(pk=told.pk)
        say_yes(told, dee)
        look(told, fay, wish=hostile[:1_000])
        page = told.page_id
        numbers = {one.person_id: one.pk for one in told.seats.all()}
        shown_to(client, mina, url("list"), url("story", told.pk), url("agree", told.pk, page), url("leave", told.pk))
        shown_to(client, mina, url("change-else", neighbour.pk), url("agree-else", told.pk, page, neighbour.pk))
        shown_to(client, mina, url("allow-down", numbers[dee.pk]), url("agree-down", told.pk, page, numbers[dee.pk]))
        shown_to(client, dee, url("allow", told.pk), url("preview", told.pk, page))
        shown_to(client, fay, url("look", told.pk, page), url("story", told.pk))
        shown_to(client, people["outsider"], url("list"), url("answer", told.pk), reverse("portal:home"))


@pytest.mark.parametrize("most", [80, 900])
def test_what_a_form_is_sent_and_refuses(most, people, client):
    told, mina, dee, fay = told_by(people)
    asked = {"called": "A neighbour", "naming": "none", "given": "talk", "by": mina}
    neighbour = services.allow(story=told, **asked)
    allow(told, mina)
    allow(told, dee)
    seats = {one.person_id: one.pk for one in told.seats.all()}
    page = told.page_id
    of_mina = [url("start"), url("change-else", neighbour.pk), url("allow-down", seats[dee.pk])]
    of_mina += [url("answer-down", seats[people["outsider"].pk]), url("agree-down", told.pk, page, seats[dee.pk])]
    of_mina += [url(name, told.pk) for name in ("ask", "allow", "allow-else", "leave")]
    of_mina += [url("agree", told.pk, page), url("agree-else", told.pk, page, neighbour.pk)]
    forms = {mina: of_mina, fay: [url("look", told.pk, page)], people["outsider"]: [url("answer", told.pk)]}
    for who, addresses in forms.items():
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        for words in bundles(most):
            sent = dict.fromkeys(BOXES, f"alert(1) {words}") | {"key": str(uuid4())}
            for address in addresses:
                answer = client.post(address, sent)
                assert (answer.status_code, dangers(answer.content)) in ((200, []), (302, [])), address
    assert not source(told).live
