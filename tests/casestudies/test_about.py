"""What a story is about, chosen on a plain form: by this it is found in the list."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from casestudies import services
from casestudies.models import Story
from home.models import Contribution, PrincipleSet, Rung, Stage
from portal.agreement.comparing import compare_pages
from portal.agreement.services import Locked
from portal.agreement.words import chosen_on, digest_of_choices
from portal.refusal import WroteMeanwhile
from tests.factories.telling import allow, joined, look, say_yes, source, story, told_story

pytestmark = pytest.mark.django_db
KEY = "9f1c1c2e-0d7b-4f0a-9f6e-0b1d7a2c3e4f"


@pytest.fixture
def lists(db):
    """A few things to choose from, in English, and one in Welsh."""
    english, welsh = Locale.get_default(), Locale.objects.get_or_create(language_code="cy")[0]
    return {
        "plan": Stage.objects.create(title="Plan together", locale=english),
        "do": Stage.objects.create(title="Do together", locale=english),
        "welsh": Stage.objects.create(title="Cynllunio", locale=welsh),
        "honesty": PrincipleSet.objects.create(name="Ours", locale=english).principles.create(
            title="Honesty", locale=english
        ),
        "cooking": Contribution.objects.create(name="Cooking", locale=english),
        "some": Rung.objects.create(title="Some say", locale=english),
    }


def newest(told):
    return source(told).get_latest_revision_as_object()


def chosen(told):
    return chosen_on(newest(told))


def say(told, by, **choices):
    before = digest_of_choices(newest(told))
    services.say_what_it_is_about(story=told, chosen=choices, before=before, by=by)


def test_a_co_writer_chooses_on_their_phone(client, lists):
    told = story()
    writer = joined(told)
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("portal:stories:about", args=[told.pk])
    form = client.get(url).context["form"]
    assert [str(option) for option in form.fields["stages"].queryset] == ["Plan together", "Do together"]
    assert "partners" not in form.fields, "there is none to choose"
    sent = {
        "key": KEY,
        "before": form.initial["before"],
        "stages": [lists["plan"].pk, lists["do"].pk],
        "contributions": lists["cooking"].pk,
        "rung": lists["some"].pk,
        "drawing": "bus",
    }
    assert client.post(url, sent)["Location"] == reverse("portal:stories:story", args=[told.pk])
    assert chosen(told) == {
        "stages": [lists["plan"].pk, lists["do"].pk],
        "principles": [],
        "contributions": [lists["cooking"].pk],
        "partners": [],
        "rung": lists["some"].pk,
        "drawing": "bus",
    }
    assert newest(told).body[0].value.source, "its words are there as before"
    html = client.get(url).content.decode()
    assert html.count("checked") == 4
    assert "I would rather not say" in html


def test_two_at_the_same_time_see_each_others_choice_and_lose_none(client, lists):
    told = story()
    other = joined(told)
    client.force_login(told.begun_by, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("portal:stories:about", args=[told.pk])
    before = client.get(url).context["form"].initial["before"]
    say(told, other, principles=[lists["honesty"]])
    sent = {"key": KEY, "before": before, "stages": lists["plan"].pk}
    answer = client.post(url, sent)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "What stands there now" in html
    assert '<dd dir="auto">Honesty</dd>' in html
    assert chosen(told)["principles"] == [lists["honesty"].pk]
    again = {name: answer.context["form"][name].value() for name in ("before", "stages")} | {"key": sent["key"]}
    assert client.post(url, again).status_code == 302
    assert (chosen(told)["stages"], chosen(told)["principles"]) == ([lists["plan"].pk], [])


def test_words_written_meanwhile_stay(lists):
    told = story(words="We dug.")
    before = digest_of_choices(newest(told))
    draft = newest(told)
    draft.introduction = "Written meanwhile."
    draft.save_revision(user=joined(told))
    services.say_what_it_is_about(story=told, chosen={"stages": [lists["do"]]}, before=before, by=told.begun_by)
    assert (newest(told).introduction, chosen(told)["stages"]) == ("Written meanwhile.", [lists["do"].pk])


def test_whoever_said_yes_reads_what_is_chosen_otherwise(lists):
    told = story()
    allow(told, told.begun_by)
    say_yes(told, told.begun_by)
    before = newest(told)
    say(told, told.begun_by, stages=[lists["plan"], lists["do"]], rung=lists["some"], drawing="bus")
    changes = {change.label: change.after for change in compare_pages(before, newest(told))}
    assert changes == {
        "Part of the work": [(True, "Plan together, Do together")],
        "How much say people had": [(True, "Some say")],
        "Drawing": [(True, "A bus")],
    }


def test_what_is_chosen_otherwise_goes_out_with_the_next_yes_and_not_before(lists):
    told, people, reader = told_story()
    say(told, people[0], stages=[lists["plan"]])
    assert list(source(told).stages.all()) == []
    for person in people:
        say_yes(told, person)
    look(told, reader)
    assert list(source(told).stages.all()) == [lists["plan"]]


def test_nothing_is_chosen_for_a_story_that_changed_or_is_locked_or_down(lists):
    told = story()
    writer = joined(told)
    with pytest.raises(WroteMeanwhile):
        services.say_what_it_is_about(story=told, chosen={"stages": [lists["do"]]}, before="old", by=writer)
    page = source(told)
    page.locked, page.locked_by = True, writer
    page.save()
    with pytest.raises(Locked):
        say(told, told.begun_by, stages=[lists["do"]])
    services.take_down(story=told, by=told.begun_by)
    with pytest.raises(services.Hidden):
        say(Story.objects.get(pk=told.pk), writer, stages=[lists["do"]])
    assert chosen(told)["stages"] == []


def test_what_cannot_be_chosen_is_said_and_nothing_is_lost(client, lists):
    told = story()
    client.force_login(told.begun_by, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("portal:stories:about", args=[told.pk])
    before = client.get(url).context["form"].initial["before"]
    sent = {"key": KEY, "before": before}
    answer = client.post(url, sent | {"stages": lists["welsh"].pk, "contributions": lists["cooking"].pk})
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"stages"}
    assert answer.content.decode().count("checked") >= 1
    assert chosen(told)["contributions"] == []


def test_steps_that_work_may_not_be_on_are_offered_to_nobody_and_stay_where_they_stand(client, lists):
    told = story()
    none = Rung.objects.create(
        title="No say", plain_name="Nobody asks us", can_be_used=False, locale=lists["some"].locale
    )
    client.force_login(told.begun_by, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("portal:stories:about", args=[told.pk])
    assert "Nobody asks us" not in client.get(url).content.decode()
    say(told, told.begun_by, rung=none)
    form = client.get(url).context["form"]
    sent = {"key": KEY, "before": form.initial["before"], "rung": none.pk, "drawing": "bus"}
    assert client.post(url, sent).status_code == 302
    assert (chosen(told)["rung"], chosen(told)["drawing"]) == (none.pk, "bus")
