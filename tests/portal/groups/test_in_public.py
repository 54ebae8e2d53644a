"""Minutes for everybody: what they begin with, a fresh pair of eyes, out at once, and down at once."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from home import pagecache
from portal.agreement.models import Version
from portal.agreement.services.agreeing import VersionChanged
from portal.audit.models import Entry
from portal.drafts.models import Draft
from portal.easy_read import digest_of_pairs
from portal.groups import services
from portal.groups.hiding import Hiding
from portal.groups.models import Decision, PublicMinutes, Vote, source_of
from portal.groups.services import NamedOtherwise, NotForEverybody, NothingOut, SomebodyElse, StaysAmongUs
from portal.groups.services.in_public import ChangeAskedFor, hide_in_what_is_there
from portal.groups.services.sides import count_sides
from portal.members.services import call_me
from portal.members.services.leaving import erase_person
from portal.needs import needs_of
from portal.notices.models import Notice
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.groups import card_line, group, seat
from tests.factories.people import UserFactory
from tests.portal.groups.working import LIVED, STAFF, again, item, on, page, send, shown, told, works

pytestmark = pytest.mark.django_db
# What must never come out, each in a place of its own.
KEPT = ("amongusxq", "declaredxq", "namedviewxq", "checkxq", "correctionxq", "parkedxq")


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann Price")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Siân")


@pytest.fixture
def cat(db):
    """In the group, and not at the meeting."""
    return UserFactory(known_as="Cat")


@pytest.fixture
def made(ann, ben, cat):
    return group(ann, ben, cat, name="Bus fares")


@pytest.fixture
def there(made, ann, ben):
    """Approved, with one thing for everybody and one that is not."""
    there = on(made, ann, ben, to_check_since=timezone.now(), approved_at=timezone.now(), approved_by=ann)
    bus = item(there, "The last bus", by=ben)
    minute = there.written.create(
        item=bus, said="Ann Price missed it. Sian’s bus is late.", decided="We write to them."
    )
    minute.outcomes.create(words="It goes at nine, says ann.", by=ben)
    there.views_heard.create(item=bus, words="It is dark.")
    there.views_heard.create(item=bus, words="namedviewxq", person=ben)
    decision = Decision.objects.create(meeting=there, item=bus, question="When?", reasons="We walk home.")
    decision.dissents.create(person=ben, words="Half past is enough.")
    there.actions.create(group=made, item=bus, what="Ask the driver", owner=ben)
    secret = item(there, "About one of us", confidential=True)
    there.written.create(item=secret, said="amongusxq")
    there.present.filter(person=ann).update(declared="declaredxq")
    there.checks.create(person=ben, answer="not", words="checkxq")
    there.corrections.create(words="correctionxq", by=ann)
    return there


def address(there) -> str:
    return reverse("get-involved:minutes", args=[there.group_id, there.pk])


def outside(client, there) -> str:
    client.logout()
    response = client.get(address(there))
    return response.content.decode() if response.status_code == 200 else ""


def put_forward(there, by, summary="The bus is late.", *, after=None, **changes):
    _summary, items = services.begins_with(there)
    items = [one | changes for one in items]
    given = {"summary": summary, "items": items, "after": after, "named": services.naming_of(again(there).group)}
    return services.put_in_public_forward(meeting=there, by=by, **given)


def out(there, ann, ben):
    version = put_forward(there, ann)
    assert services.say_nobody_is_known(meeting=there, number=version.number, by=ben)
    return version


def begun(there) -> str:
    _summary, items = services.begins_with(there)
    return "\n".join(str(value) for one in items for value in one.values())


# --- What it begins with ----------------------------------------------------------------------------------------------
def test_it_begins_with_what_was_said_and_decided_and_without_whose_it_was(there):
    words = begun(there)
    for part in ("The last bus", "It is dark.", "We write to them.", "Everybody can live with it.", "We walk home."):
        assert part in words
    for part in ("Ask the driver", "It goes at nine"):
        assert part in words
    assert not [part for part in (*KEPT, "Ann", "Price", "Siân", "Sian") if part in words]


SAID = {
    ("names", "", ""): "Ann missed it. Siân’s bus is late.",
    ("initials", "", ""): "A. P. missed it. S.’s bus is late.",
    ("none", "", ""): "Somebody missed it. Somebody’s bus is late.",
    ("", "", ""): "Somebody missed it. Somebody’s bus is late.",
    ("names", "initials", "none"): "A. P. missed it. Somebody’s bus is late.",
    ("none", "initials", "initials"): "Somebody missed it. Somebody’s bus is late.",
}


@pytest.mark.parametrize(("names", "anns", "bens"), SAID)
def test_names_are_shown_as_agreed_and_more_privately_where_somebody_chose_so(there, ann, ben, names, anns, bens):
    if names:
        version = works(there.group)
        Version.objects.filter(pk=version.pk).update(words=version.words | {"names": names})
    for person, how in ((ann, anns), (ben, bens)):
        services.choose_how_named(group=there.group, how=how, by=person)
    assert SAID[names, anns, bens] in begun(again(there))


def test_numbers_of_a_vote_that_could_say_how_somebody_voted_are_not_in_it(there, ann):
    vote = {"meeting": there, "item": there.items.first(), "rule": works(there.group), "opened_by": ann}
    vote |= {"closed_at": timezone.now(), "was_enough": True}
    Vote.objects.create(question="Nine?", votes="secret", counted_yes=2, counted_no=1, **vote)
    Vote.objects.create(question="Ten?", votes="secret", counted_yes=4, counted_no=3, **vote)
    assert "Nine? Carried. Ten? Carried." in begun(there)
    assert "For it" not in begun(there)


# --- Who makes it and who looks ---------------------------------------------------------------------------------------
def test_only_whoever_was_there_makes_looks_and_takes_down(client, there, ann, ben, cat):
    with pytest.raises(NotForEverybody):
        put_forward(there, cat)
    version = put_forward(there, ann)
    for act in (
        lambda: services.say_nobody_is_known(meeting=there, number=version.number, by=cat),
        lambda: services.ask_for_other_words(meeting=there, number=version.number, words="No.", by=cat),
        lambda: services.take_out_of_public(meeting=there, by=cat),
    ):
        with pytest.raises(NotForEverybody):
            act()
    assert not [need for need in needs_of(cat) if "For everybody" in need.words]
    assert [need for need in needs_of(again(ben)) if "For everybody" in need.words]
    for where, numbers in (("in-public", []), ("write-public", []), ("yes-to-public", [version.number])):
        assert send(client, cat, where, there.pk, *numbers).status_code == 403


def test_whoever_wrote_it_does_not_look_and_nobody_says_yes_to_other_words(there, ann, ben):
    version = put_forward(there, ann)
    with pytest.raises(SomebodyElse):
        services.say_nobody_is_known(meeting=there, number=version.number, by=ann)
    newer = put_forward(there, ann, "It is late.", after=version.number)
    with pytest.raises(VersionChanged):
        services.say_nobody_is_known(meeting=there, number=version.number, by=ben)
    with pytest.raises(VersionChanged):
        put_forward(there, ben, "Mine.", after=version.number)
    assert Version.objects.get(pk=version.pk).words == {}, "what was changed is not kept beside it"
    assert services.say_nobody_is_known(meeting=there, number=newer.number, by=ben)


def test_not_before_they_are_approved_nor_what_is_among_us_nor_of_a_group_that_reflects(there, ann):
    with pytest.raises(StaysAmongUs):
        put_forward(there, ann, item=there.items.get(confidential=True).pk)
    type(there).objects.filter(pk=there.pk).update(approved_at=None)
    with pytest.raises(NotForEverybody):
        put_forward(again(there), ann)
    type(there).objects.filter(pk=there.pk).update(approved_at=timezone.now())
    card_line(there.group, "kind", "", sort="reflective")
    with pytest.raises(NotForEverybody):
        put_forward(again(there), ann)


def test_what_is_out_is_not_any_more_when_the_group_begins_to_reflect(client, there, ann, ben):
    out(there, ann, ben)
    assert outside(client, there)
    card_line(there.group, "kind", "", sort="reflective")
    assert not outside(client, there)


def test_nobody_is_asked_to_look_when_the_group_begins_to_reflect(there, ann, ben):
    put_forward(there, ann)
    look = reverse("portal:groups:in-public", args=[there.pk])
    assert look in [need.url for need in needs_of(again(ben))]
    card_line(there.group, "kind", "", sort="reflective")
    assert look not in [need.url for need in needs_of(again(ben))]


def test_where_each_side_has_five_somebody_says_that_both_have_looked_and_nothing_counts_it(client, there, ann):
    lived, staff = UserFactory.create_batch(5), UserFactory.create_batch(5)
    for people, side in ((lived, LIVED), (staff, STAFF)):
        for person in people:
            seat(there.group, person, side=side)
    there.group.seats.filter(person=ann).update(side=LIVED)
    count_sides(there.group)
    for person in (lived[0], lived[1], staff[0]):
        there.present.create(person=person)
    number = put_forward(there, ann).number
    yes = [services.say_nobody_is_known(meeting=there, number=number, by=by) for by in (lived[0], lived[1], staff[0])]
    assert yes == [False, False, False], "it waits alike, whoever says yes"
    assert "Yes, and people from both sides have looked" in page(client, lived[1], "in-public", there.pk)
    assert send(client, lived[1], "yes-to-public", there.pk, number, looked="both-sides").status_code == 302
    assert PublicMinutes.objects.get().live.number == number


def test_please_change_this_is_told_without_its_words_and_goes_when_other_words_come(client, there, ann, ben):
    version = put_forward(there, ann)
    services.ask_for_other_words(meeting=there, number=version.number, words="Not my streetxq.", by=ben)
    assert "Not my streetxq." in page(client, ann, "in-public", there.pk)
    assert not Notice.objects.filter(words__contains="streetxq").exists()
    put_forward(there, ann, "Other words.", after=version.number)
    assert "streetxq" not in page(client, ben, "in-public", there.pk)


def test_a_change_that_is_asked_for_holds_it_back_until_whoever_asked_says_yes(there, ann, ben):
    third = UserFactory()
    seat(there.group, third)
    there.present.create(person=third)
    number = put_forward(there, ann).number
    services.ask_for_other_words(meeting=there, number=number, words="It names my sister.", by=third)
    with pytest.raises(ChangeAskedFor):
        services.say_nobody_is_known(meeting=there, number=number, by=ben)
    assert services.say_nobody_is_known(meeting=there, number=number, by=third)


def test_the_page_says_which_words_look_like_somebody(client, there, ann, ben):
    put_forward(there, ann, "Ask Cat, 01632 960 188 or cat@example.org.")
    text = page(client, ben, "in-public", there.pk)
    for word in ("Cat", "01632 960 188", "cat@example.org"):
        assert f'<mark dir="auto">{word}</mark>' in text


def test_of_two_who_write_at_once_the_second_sees_it_loses_nothing_and_may_go_on(client, there, ann, ben):
    bus = there.items.get(confidential=False).pk
    typed = {"summary": "Mine.", f"included-{bus}": "on", f"what-{bus}": "The bus", "after": ""}
    typed["named"] = hidden(page(client, ann, "write-public", there.pk), "named")
    assert send(client, ann, "write-public", there.pk, **typed | {f"what-{bus}": ""}).status_code == 200
    put_forward(there, ben)
    answer = send(client, ann, "write-public", there.pk, **typed)
    assert "The words were changed while you were reading." in shown(answer)
    after = answer.context["form"]["after"].value()
    assert send(client, ann, "write-public", there.pk, **typed | {"after": after}).status_code == 302
    assert PublicMinutes.objects.get().waiting.words["items"] == [{"item": bus, "what": "The bus"}]


# --- Out and down -----------------------------------------------------------------------------------------------------
def test_it_is_out_at_once_with_no_more_than_was_looked_at_and_all_who_were_there_are_told(
    client, there, ann, ben, cat
):
    assert not outside(client, there)
    put_forward(there, ann)
    assert not outside(client, there)
    services.say_nobody_is_known(meeting=there, number=1, by=ben)
    words = outside(client, there)
    for part in ("The bus is late.", "We write to them.", "Corrected on", "It goes at nine"):
        assert part in words
    assert words.index("The bus is late.") < words.index("The last bus")
    assert not [part for part in (*KEPT, "Ann", "Price", "Siân", "Sian") if part in words]
    assert told(ann)[-1] == "What “Bus fares” said is on the website"
    assert not told(cat)


def test_an_easy_read_version_is_looked_at_too_and_says_when_the_longer_words_have_changed(client, there, ann, ben):
    out(there, ann, ben)
    boxes = {"drawing_1": "bus", "words_1": "The bus comes late. Ask Siân.", "place_1": 1, "checked_by": ""}
    for name in ("before", "source", "named"):
        boxes[name] = hidden(page(client, ann, "write-public-easy-read", there.pk), name)
    assert send(client, ann, "write-public-easy-read", there.pk, **boxes).status_code == 302
    assert "The bus comes late." not in outside(client, there)
    assert '<mark dir="auto">Siân</mark>' in page(client, ann, "in-public", there.pk)
    services.say_nobody_is_known(meeting=there, number=2, by=ben)
    assert "The bus comes late." in outside(client, there)
    assert "have changed since" not in outside(client, there)
    version = put_forward(there, ann, "The bus is later still.", after=2)
    services.say_nobody_is_known(meeting=there, number=version.number, by=ben)
    assert "The bus comes late." in outside(client, there)
    assert "have changed since" in outside(client, there)


def test_a_name_that_is_hidden_later_breaks_no_picture_and_makes_nothing_older(client, there, ann, ben):
    out(there, ann, ben)
    given = {"pairs": [{"drawing": "bus", "words": "Bus Price pays."}], "checked_by": "Ann"}
    given |= {"before": digest_of_pairs([]), "source": source_of(PublicMinutes.objects.get().live.words)}
    given["named"] = services.naming_of(there.group)
    version = services.write_public_easy_read(meeting=there, by=ann, **given)
    services.say_nobody_is_known(meeting=there, number=version.number, by=ben)
    hide_in_what_is_there(there.group, Hiding([("Bus Price", "none"), ("late", "none")]))
    words = PublicMinutes.objects.get().live.words
    assert words["summary"] == "The somebody is somebody."
    assert words["easy_read"]["pairs"] == [{"drawing": "bus", "words": "Somebody pays."}]
    assert "have changed since" not in outside(client, there)


def test_a_vote_that_was_called_off_is_not_in_it(there, ann):
    vote = {"meeting": there, "item": there.items.first(), "rule": works(there.group), "opened_by": ann}
    Vote.objects.create(question="Nine?", votes="open", closed_at=timezone.now(), called_off=True, **vote)
    assert "Nine?" not in begun(there)


def test_what_somebody_still_thinks_is_in_it_only_where_everybody_in_the_group_reads_it(there):
    assert "Half past is enough." not in begun(there)  # one thing there stays among them
    there.items.filter(confidential=True).delete()
    assert "Half past is enough." in begun(there)


def test_a_meeting_that_stays_among_those_who_were_there_has_none(client, there, ann, ben):
    out(there, ann, ben)
    type(there).objects.update(among_us=True)
    assert not outside(client, there)
    assert not ann.has_perm("groups.make_public", again(there))
    with pytest.raises(NotForEverybody):
        put_forward(again(there), ann, after=1)


def hidden(html: str, name: str) -> str:
    return re.search(rf'name="{name}" value="(\w*)"', html)[1]


@pytest.mark.parametrize("who", ["ben", "somebody who left"])
def test_whoever_was_there_takes_it_down_at_once_and_no_word_of_it_is_kept(
    client, settings, django_capture_on_commit_callbacks, there, ann, ben, who
):
    settings.PAGE_CACHE_SECONDS = 600
    out(there, ann, ben)
    Draft.objects.create(person=ann, about=f"public-minutes:{there.pk}", fields={"summary": "The bus is late."})
    if who != "ben":
        services.leave(group=there.group, by=ben)
    assert "The bus is late." in outside(client, there)
    assert "Take it down" in page(client, ben, "in-public", there.pk)
    places = [pagecache.place_name(sort, number) for sort in pagecache.SORTS for number in range(pagecache.PLACES)]
    assert cache.get_many(places)
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, ben, "take-public-down", there.pk).status_code == 302
    assert not cache.get_many(places)
    assert not outside(client, there)
    assert client.get(address(there)).status_code == 404
    assert list(Version.objects.filter(subject=f"public-minutes:{there.pk}").values_list("words", flat=True)) == [{}]
    assert not ann.drafts.exists()
    assert told(ann)[-1] == "What “Bus fares” said is not on the website any more"
    assert Entry.objects.filter(subject=there.group.about).last().by == ben
    with pytest.raises(NothingOut):
        services.take_out_of_public(meeting=there, by=ann)


def test_after_it_was_taken_down_a_page_from_before_says_yes_to_nothing(there, ann, ben):
    version = out(there, ann, ben)
    services.take_out_of_public(meeting=there, by=ben)
    with pytest.raises(VersionChanged):  # nor is it made by a form that was open before
        put_forward(there, ann, "Anew.", after=version.number)
    put_forward(there, ann, "Anew.")
    with pytest.raises(VersionChanged):
        services.say_nobody_is_known(meeting=there, number=version.number, by=ben)
    assert PublicMinutes.objects.get().live is None


def test_whoever_chooses_to_be_less_known_or_leaves_for_good_is_named_no_longer(client, there, ann, ben):
    version = works(there.group)
    Version.objects.filter(pk=version.pk).update(words=version.words | {"names": "names"})
    out(again(there), ann, ben)
    assert "Siân’s bus" in outside(client, there)
    services.choose_how_named(group=again(there).group, how="initials", by=ben)
    assert "S.’s bus" in outside(client, there)
    assert "Ann missed it" in outside(client, there)
    erase_person(person=ann, by=ann)
    assert "Ann" not in outside(client, there)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_whoever_takes_it_down_at_the_moment_of_the_last_yes_has_it_down():
    for _repeat in range(RACES):
        ann, ben, cat = UserFactory.create_batch(3)
        there = on(group(ann, ben, cat), ann, ben, cat, approved_at=timezone.now())
        there.written.create(item=item(there), decided="We write.")
        number = put_forward(there, ann).number
        acts = (
            lambda there=there, number=number, by=ben: services.say_nobody_is_known(
                meeting=there, number=number, by=by
            ),
            lambda there=there, by=cat: services.take_out_of_public(meeting=there, by=by),
        )
        came = came_to(*acts)
        assert came in (["done", "done"], ["VersionChanged", "done"])
        assert not PublicMinutes.objects.get(meeting=there).is_there
        assert Version.objects.get(subject=f"public-minutes:{there.pk}").words == {}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_somebody_leaves_for_good_at_the_moment_of_the_last_yes_and_neither_stops_the_other():
    for _repeat in range(RACES):
        ann, ben, cat = UserFactory.create_batch(3)
        there = on(group(ann, ben, cat), ann, ben, cat, approved_at=timezone.now())
        there.written.create(item=item(there), decided="We write.")
        number = put_forward(there, ann, f"{cat.known_as} was late.").number
        came = came_to(
            lambda there=there, number=number, by=ben: services.say_nobody_is_known(
                meeting=there, number=number, by=by
            ),
            lambda person=cat: erase_person(person=person, by=person),
        )
        assert came == ["done", "done"]
        assert PublicMinutes.objects.get(meeting=there).live.words["summary"] == "Somebody was late."


def test_a_word_that_is_also_a_name_stays_a_word(there):
    people = UserFactory(known_as="Will May")
    seat(there.group, people)
    hiding = services.hiding_in(there.group)
    assert (
        hiding("We will say what Will’s bus may do, and cats.") == "We will say what somebody’s bus may do, and cats."
    )
    assert not hide_in_what_is_there(there.group, hiding)


def test_whoever_is_called_otherwise_is_not_found_by_their_old_name(client, there, ann, ben):
    version = works(there.group)
    type(version).objects.filter(pk=version.pk).update(words=version.words | {"names": "names"})
    put_forward(there, ann, "Siân missed the bus.")
    services.say_nobody_is_known(meeting=there, number=1, by=ben)
    assert "Siân" in outside(client, there)
    call_me(person=ben, by=ben, known_as="Robin")
    assert "Siân" not in outside(client, there)


def is_named_less(group, ben):
    services.choose_how_named(group=group, how="none", by=ben)


def is_called_otherwise(_group, ben):
    call_me(person=ben, by=ben, known_as="Robin")


@pytest.mark.parametrize("changes", [is_named_less, is_called_otherwise])
def test_an_open_form_does_not_bring_a_name_back_that_somebody_hid_meanwhile(client, there, ann, ben, changes):
    version = works(there.group)
    type(version).objects.filter(pk=version.pk).update(words=version.words | {"names": "names"})
    bus = there.items.get(confidential=False).pk
    typed = {"summary": "Siân missed the bus.", f"included-{bus}": "on", f"what-{bus}": "The bus", "after": ""}
    typed["named"] = hidden(page(client, ann, "write-public", there.pk), "named")
    changes(again(there).group, ben)
    answer = send(client, ann, "write-public", there.pk, **typed)
    assert answer.status_code == 409
    assert "Look at the names once more" in shown(answer)
    assert "Siân missed the bus." in shown(answer), "nothing typed is lost"
    assert not PublicMinutes.objects.exists()
    kept = client.get(reverse("portal:groups:write-public", args=[there.pk])).context["form"]
    assert kept["named"].value() == typed["named"], "words that were kept are no newer"
    again_typed = typed | {"summary": "It was late.", "named": answer.context["form"]["named"].value()}
    assert send(client, ann, "write-public", there.pk, **again_typed).status_code == 302


def test_the_easy_read_for_everybody_does_not_either(there, ann, ben):
    out(there, ann, ben)
    given = {"pairs": [{"drawing": "bus", "words": "Siân waits."}], "checked_by": ""}
    given |= {"before": digest_of_pairs([]), "source": source_of(PublicMinutes.objects.get().live.words)}
    given["named"] = services.naming_of(there.group)
    call_me(person=ben, by=ben, known_as="Robin")
    with pytest.raises(NamedOtherwise):
        services.write_public_easy_read(meeting=there, by=ann, **given)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jo Brown", "Jo said so."),
        ("Łukasz", "Lukasz said so."),
        ("Søren", "SOREN said so."),
        ("Rosie", "_Rosie_ said so."),
        ("Rosie", "Ro\u00adsie said so."),
    ],
)
def test_a_name_is_found_as_people_type_it(name, text):
    hiding = Hiding([(name, "none")])
    assert hiding(text).strip("_").casefold().startswith("somebody")
    assert hiding.looks_like_somebody(text)
    assert hiding("We go on and on.") == "We go on and on."
