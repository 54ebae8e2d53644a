"""What roles begin with: roles that many places have, values, questions; words that nobody explains; the promise."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from home.models import GlossaryTerm
from home.writing_advice import unexplained
from portal.agreement.services.agreeing import TooBig
from portal.agreement.services.two_writers import digest_of_boxes
from portal.audit.models import Entry
from portal.notices.models import Notice
from portal.refusal import WroteMeanwhile
from portal.roles import services
from portal.roles.models import Criterion, CriterionIdea, Promise, QuestionIdea, Role, StarterRole
from tests.factories.people import UserFactory
from tests.factories.roles import again, agree, need, put_forward, role

pytestmark = pytest.mark.django_db
KEY = "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2c{:03}"


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


@pytest.fixture
def cora(db):
    return UserFactory(known_as="Cora", groups=["Coordinators"])


def url(name, *args) -> str:
    return reverse(f"portal:roles:{name}", args=args)


# --- Roles to begin from ----------------------------------------------------------------------------------------------
def test_every_starter_has_its_sections_and_needs_that_the_ideas_explain(db):
    assert StarterRole.objects.count() == 6
    known = set(CriterionIdea.objects.values_list("name", flat=True))
    for one in StarterRole.objects.all():
        assert [name for name in StarterRole.SECTIONS if not getattr(one, name)] == [], one
        assert set(one.needs.splitlines()) - known == set(), one


def test_a_starter_fills_sections_and_needs_and_stays_as_it_is(client, ann):
    client.force_login(ann)
    starter = StarterRole.objects.get(name="Peer supporter")
    sent = {"title": "Peer supporter, nights", "kind": "sessional", "begin_with": f"starter-{starter.pk}"}
    client.post(url("start"), sent | {"key": KEY.format(1)})
    made = Role.objects.get(title="Peer supporter, nights")
    assert [getattr(made, name) for name in StarterRole.SECTIONS] == [
        getattr(starter, name) for name in StarterRole.SECTIONS
    ]
    assert (made.kind, made.pay, made.place) == ("sessional", "", "")
    assert [one.text for one in made.criteria.all()] == starter.needs.splitlines()
    assert all(one.hint and one.by_life for one in made.criteria.all())
    services.write_section(role=made, section="purpose", words="Other.", before=made.purpose, by=ann)
    assert StarterRole.objects.get(pk=starter.pk).purpose == starter.purpose


def test_an_agreed_role_stands_there_too_and_what_is_put_away_does_not(client, ann, ben):
    made = role(ann, ben, title="Night listener")
    put_forward(made, ann)
    agree(made, ann, ben)
    role(ann, ben, title="Half written")
    StarterRole.objects.filter(name="Trustee").update(in_use=False)
    client.force_login(UserFactory())
    page = client.get(url("start")).content.decode()
    shown = [name for name in ("Night listener", "Half written", "Trustee", "Panel member") if name in page]
    assert shown == ["Night listener", "Panel member"]
    sent = {"title": "Day listener", "kind": "paid", "begin_with": f"role-{made.pk}", "key": KEY.format(2)}
    client.post(url("start"), sent)
    assert Role.objects.get(title="Day listener").doing == made.doing
    trustee = StarterRole.objects.get(name="Trustee")
    answer = client.post(url("start"), sent | {"begin_with": f"starter-{trustee.pk}", "key": KEY.format(3)})
    assert (answer.status_code, "begin_with" in answer.context["form"].errors) == (200, True)


def test_values_stand_apart_from_the_other_ideas(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    given = client.get(url("ideas", made.pk)).context
    assert {one.is_value for one in given["values"]} == {True}
    assert {one.is_value for one in given["others"]} == {False}
    assert (len(given["values"]), len(given["others"])) == (7, 7)


# --- Questions --------------------------------------------------------------------------------------------------------
def test_questions_are_chosen_or_written_and_belong_to_what_people_agree_to(client, ann, ben):
    made = role(ann, ben)
    idea = CriterionIdea.objects.get(name="You work with people as equals")
    one = need(made, str(idea), stage="talk")
    client.force_login(ann)
    form = client.get(url("questions", one.pk)).context["form"]
    about_it = list(idea.questions.all())
    assert [label for _pk, label in form.fields["chosen"].choices] == [str(question) for question in about_it]
    sent = {"chosen": [about_it[0].pk], "own": "What helps?\n\n  And  then? ", "stood": form.initial["stood"]}
    client.post(url("questions", one.pk), sent | {"key": KEY.format(4)})
    asked = [str(about_it[0]), "What helps?", "And then?"]
    assert again(one).questions == asked
    assert made.as_words()[f"criterion-{one.pk}"]["questions"] == asked
    again_form = client.get(url("questions", one.pk)).context["form"]
    assert (again_form.initial["chosen"], again_form.initial["own"]) == (
        [str(about_it[0].pk)],
        "What helps?\nAnd then?",
    )
    client.force_login(ben)
    for name in ("role", "print", "put-forward"):
        assert "And then?" in client.get(url(name, made.pk)).content.decode(), name


def test_of_something_nobody_asks_about_all_questions_stand_below(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    form = client.get(url("questions", need(made, "You can juggle").pk)).context["form"]
    assert "chosen" not in form.fields
    assert len(form.fields["more"].choices) == QuestionIdea.objects.count()


@pytest.mark.parametrize(
    ("own", "says"), [("a" * 301, "at most 300 letters"), ("\n".join("abcdefg"), "At most 6 questions")]
)
def test_too_long_or_too_many_is_said_and_nothing_typed_is_lost(client, ann, ben, own, says):
    one = role(ann, ben).criteria.get()
    client.force_login(ann)
    answer = client.post(url("questions", one.pk), {"own": own, "key": KEY.format(5)})
    assert (answer.status_code, says in answer.content.decode()) == (200, True)
    assert answer.context["form"]["own"].value() == own
    assert again(one).questions == []


def test_other_questions_are_no_small_fix_and_not_written_over_somebody_elses(ann, ben):
    made = role(ann, ben)
    first, one = put_forward(made, ann), made.criteria.get()
    agree(made, ann, ben)
    stood = digest_of_boxes(one, ("questions",))
    services.set_questions(criterion=one, questions=["How?"], stood=stood, by=ann)
    with pytest.raises(WroteMeanwhile):
        services.set_questions(criterion=one, questions=["Why?"], stood=stood, by=ben)
    with pytest.raises(TooBig):
        services.put_forward(role=again(made), after=first.number, small_fix="A question", by=ann)


def test_words_that_put_people_off_are_named_where_needs_are_written(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    one = need(made, "You are resilient")
    assert "it will hurt" in client.get(url("change-need", one.pk)).content.decode()
    sent = {"text": "A rockstar", "routes": ["life"], "essential": "yes", "key": KEY.format(6)}
    page = client.post(url("add-need", made.pk), sent, follow=True).content.decode()
    assert "“rockstar” puts some people off." in page
    assert Criterion.objects.filter(text="A rockstar").exists()


# --- Words that nobody explains ---------------------------------------------------------------------------------------
def test_letters_are_unexplained_until_the_text_or_the_site_says_what_they_are(db):
    english = Locale.get_default()
    assert unexplained("The CAMHS team and the NHS.", english) == ["CAMHS"]
    assert unexplained("Mental health for children (CAMHS). CAMHS is open.", english) == []
    GlossaryTerm.objects.create(term="Care team", also="CAMHS", meaning="A team.", locale=english)
    assert unexplained("The CAMHS team.", english) == []


def test_those_who_write_it_are_offered_to_have_them_explained(client, ann, ben, cora):
    made = role(ann, ben)
    services.write_section(role=made, section="people", words="The CAMHS team.", before="", by=ann)
    client.force_login(ann)
    assert f"{url('explain', made.pk)}?word=CAMHS" in client.get(url("role", made.pk)).content.decode()
    assert client.get(f"{url('explain', made.pk)}?word=CAMHS").context["form"].initial["word"] == "CAMHS"
    client.force_login(UserFactory())
    assert "CAMHS</span>" not in client.get(url("role", made.pk)).content.decode()
    assert client.get(url("explain", made.pk)).status_code == 403


def test_a_coordinator_who_writes_it_is_led_to_the_words_explained(client, ann, cora):
    made = role(ann, cora)
    services.write_section(role=made, section="people", words="The CAMHS team.", before="", by=ann)
    client.force_login(cora)
    page = client.get(url("role", made.pk)).content.decode()
    assert (services.add_word_url() in page, url("explain", made.pk) in page) == (True, False)


def test_a_word_goes_to_the_coordinators_once_and_they_read_what_it_means(client, ann, ben, cora):
    made = role(ann, ben)
    client.force_login(ann)
    for number, meaning in enumerate(("A team.", "A team for children.")):
        sent = {"word": "CAMHS", "meaning": meaning, "key": KEY.format(10 + number)}
        assert client.post(url("explain", made.pk), sent).status_code == 302
    told = Notice.objects.get(about=f"word:{made.pk}-CAMHS")
    assert (told.person, "A team for children." in told.words, "Ann" in told.words) == (cora, True, True)
    assert told.path == services.add_word_url()
    assert Entry.objects.filter(verb="roles.word_sent", subject=made.about).count() == 2


# --- The promise ------------------------------------------------------------------------------------------------------
def test_the_promise_is_written_once_and_stands_beside_each_role(client, ann, ben, cora):
    made = role(ann, ben)
    client.force_login(cora)
    words = "We answer everyone who applies."
    sent = {"words": words, "guide": "https://example.org/guide", "key": KEY.format(20)}
    assert client.post(url("promise"), sent).status_code == 302
    client.force_login(ann)
    for name in ("role", "print"):
        assert words in client.get(url(name, made.pk)).content.decode(), name
    assert "https://example.org/guide" in client.get(url("role", made.pk)).content.decode()
    assert client.get(url("promise")).status_code == 403


@pytest.mark.parametrize(
    ("said", "box"), [({"words": "a" * 601}, "words"), ({"guide": "javascript:alert(1)"}, "guide")]
)
def test_a_promise_is_short_and_a_guide_is_an_address(client, cora, said, box):
    client.force_login(cora)
    answer = client.post(url("promise"), {"words": "", "guide": "", "key": KEY.format(21)} | said)
    assert list(answer.context["form"].errors) == [box]
    assert Promise.now().pk is None


def test_two_who_write_the_promise_do_not_write_over_each_other(cora):
    stood = digest_of_boxes(Promise.now(), services.PROMISE)
    services.say_promise(words="One.", guide="", stood=stood, by=cora)
    with pytest.raises(WroteMeanwhile):
        services.say_promise(words="Two.", guide="", stood=stood, by=cora)
    assert [one.words for one in Promise.objects.all()] == ["One."]
