"""What somebody typed in a form and has not sent waits for them, for nobody else, and goes when it is sent."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from operations import keeping
from portal.drafts.kinds import TRIED
from portal.drafts.models import Draft
from portal.drafts.services import keep
from portal.drafts.waiting import words_not_sent
from portal.members import services
from portal.members.models import Gathering, Interest, Line, OneOff
from portal.members.services import asking, complaints, offers
from portal.members.unsent import KINDS
from tests.factories.asking import complaint, offer
from tests.factories.members import SupportFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
TYPED = "Half a thought, and then the phone rang."
SOON = timezone.now() + timedelta(days=7)
TOLD = {"name": "Nia", "means": "meet", "came_by": "phone", "came_on": timezone.localdate().isoformat()}


@dataclass(frozen=True)
class Form:
    """A form, whose it is in these tests, the box somebody types in, and what it needs besides to be sent."""

    name: str
    url: str
    who: str
    box: str
    about: callable = None  # makes what the form is about: its arguments and its query
    more: tuple = ()
    refused: str = "member"

    def __str__(self):
        return self.name


def of(make):
    """About an offer or a complaint that the person took on."""
    return lambda people: ([make(taken_by=people["coordinator"]).pk], "")


def gathering(people):
    return [Gathering.objects.create(title="Coffee", starts_at=SOON, by=people["member"]).pk], ""


def one_off(people):
    return [OneOff.objects.create(title="Leaflets", by=people["member"]).pk], ""


def line_of_somebody(people):
    helped = SupportFactory(supporter=people["member"]).member
    return [helped.pk, "helps"], ""


WHEN = {"starts_at_0": SOON.strftime("%Y-%m-%d"), "starts_at_1": "14:00"}
WHOM = {"whom": "everybody", "title": "Coffee", "do": "send"}
FORMS = [
    Form("invite", "people:invite", "coordinator", "note", more={"people": "Nia", "do": "send"}),
    Form(
        "invite who offered",
        "people:invite",
        "coordinator",
        "note",
        about=lambda people: ([], f"?offer={offer(taken_by=people['coordinator']).pk}"),
        more={"do": "send"},
    ),
    Form("write to people", "people:write", "coordinator", "words", more=WHOM),
    Form("a line", "me:line", "member", "words", about=lambda people: (["helps"], ""), refused="writer"),
    Form("a line for somebody", "people:about-line", "member", "words", about=line_of_somebody, refused="writer"),
    Form("a gathering", "doings:add-gathering", "member", "words", more=WHEN | {"title": "Coffee"}, refused=""),
    Form("a gathering changed", "doings:change-gathering", "member", "words", about=gathering, refused="writer"),
    Form("a hand", "doings:add-one-off", "member", "words", more={"title": "Leaflets"}, refused=""),
    Form("a hand changed", "doings:change-one-off", "member", "words", about=one_off, refused="writer"),
    Form("an offer written down", "asking:offer-down", "coordinator", "words", more=TOLD),
    Form("a complaint written down", "asking:complaint-down", "coordinator", "words", more=TOLD | {"kind": "ours"}),
    Form("no to an offer", "asking:offer-no", "coordinator", "reason", about=of(offer)),
    Form("notes of an offer", "asking:offer-notes", "coordinator", "notes", about=of(offer)),
    Form("notes of a complaint", "asking:complaint-notes", "coordinator", "notes", about=of(complaint)),
    Form("how it goes", "asking:complaint-progress", "coordinator", "words", about=of(complaint)),
    Form("the answer", "asking:complaint-answer", "coordinator", "words", about=of(complaint)),
]


@dataclass
class Open:
    """A form open in somebody's browser."""

    client: object
    path: str

    def __post_init__(self):
        page = BeautifulSoup(self.client.get(self.path).content, "html.parser")
        self.text = page.main.text
        form = page.select_one("form[data-autosave-url]")
        self.autosave, self.fields = form["data-autosave-url"], {}
        for field in form.select("[name]"):
            ticked = field.get("type") not in ("radio", "checkbox") or field.has_attr("checked")
            if field.name == "textarea":
                self.fields[field["name"]] = field.text.removeprefix("\n")
            elif field.name == "select":
                self.fields[field["name"]] = [one["value"] for one in field.select("option[selected]")]
            elif field.get("type") == "checkbox" and ticked:
                self.fields.setdefault(field["name"], []).append(field["value"])
            elif field.name == "input" and ticked:
                self.fields[field["name"]] = field.get("value", "")

    def type(self, **words):
        self.fields |= words
        return self.client.post(self.autosave, self.fields)

    def send(self, **more):
        return self.client.post(self.path, self.fields | more)


# What is kept is the same row, whatever form it was typed in: these are asked of each database.
ON_EACH_DATABASE = {"a line", "a gathering changed", "no to an offer"}


@pytest.fixture(
    params=[pytest.param(form, marks=[] if form.name in ON_EACH_DATABASE else pytest.mark.once) for form in FORMS],
    ids=str,
)
def form(request):
    return request.param


@pytest.fixture
def path(form, people):
    arguments, query = form.about(people) if form.about else ([], "")
    return reverse(f"portal:{form.url}", args=arguments) + query


@pytest.fixture
def open_form(form, people, path):
    """`open_form()`: the form as its person opens it once more, in a browser of their own."""
    return lambda: Open(_browser(people[form.who]), path)


def _browser(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_what_was_typed_is_there_again_and_gone_once_sent(form, open_form):
    first = open_form()
    assert "We kept what you typed" not in first.text
    assert first.type(**{form.box: TYPED}).status_code == 200
    again = open_form()
    assert "We kept what you typed" in again.text
    assert again.fields[form.box] == TYPED
    assert again.send(**dict(form.more)).status_code == 302
    assert not Draft.objects.exists()
    assert "We kept what you typed" not in open_again(open_form)


def open_again(open_form) -> str:
    """What the form says now; nothing, when what it was about is answered."""
    try:
        return open_form().text
    except (AttributeError, TypeError):
        return ""


def test_words_let_go_are_gone(form, open_form):
    open_form().type(**{form.box: TYPED})
    again = open_form()
    assert again.send(do="let-go").headers["Location"] == again.path
    assert not Draft.objects.exists()
    assert open_form().fields[form.box] != TYPED
    assert again.type(**{form.box: TYPED}).status_code == 409, "nothing of it comes back late"


def test_two_places_keep_words_of_their_own(form, open_form):
    here, there = open_form(), open_form()
    here.type(**{form.box: "Here."})
    assert there.type(**{form.box: "There."}).json()["elsewhere"]
    assert {draft.fields[form.box] for draft in Draft.objects.all()} == {"Here.", "There."}
    again = open_form()
    assert again.fields[form.box] == "There."
    assert "You have this page open somewhere else too" in again.text


def test_without_javascript_words_are_kept_when_the_form_comes_back(form, open_form):
    opened = open_form()
    needed = "title" if "title" in opened.fields else form.box
    refused = opened.send(**{form.box: TYPED, needed: "x" * 5_000})
    assert refused.status_code in (200, 422)
    assert open_form().fields[needed] == "x" * 5_000


def test_only_they_may_keep_words_there(form, people, open_form):
    opened = open_form()
    opened.type(**{form.box: TYPED})
    if form.refused:
        stranger = _browser(people[form.refused])
        assert stranger.post(opened.autosave, opened.fields).status_code == 404
    assert list(Draft.objects.values_list("person", flat=True)) == [people[form.who].pk]


def test_somebody_elses_words_are_not_shown(form, people, open_form, path):
    open_form().type(**{form.box: TYPED})
    for who, person in people.items():
        if who not in ("anonymous", "inactive", form.who):
            assert TYPED not in _browser(person).get(path).content.decode()


def test_an_address_that_names_nothing_is_not_there(people):
    """Whatever stands in it: no kind takes a number that is none, or one of nothing."""
    for kind in KINDS:
        for name in ("newer", "0", "9" * 30, "x-notes", f"{'9' * 30}-notes", "1-unknown", "-"):
            path = reverse("portal:drafts:keep", args=[f"{kind}:{name}"])
            assert _browser(people["coordinator"]).post(path, {"words": "x"}).status_code == 404, path


def test_several_ticks_come_back_and_so_do_ticks_taken_away(people):
    interests = [Interest.objects.create(name=name) for name in ("Walking", "Tea", "Chess")]
    ours = OneOff.objects.create(title="Leaflets", by=people["member"])
    ours.interests.set(interests)
    path = reverse("portal:doings:change-one-off", args=[ours.pk])
    opened = Open(_browser(people["member"]), path)
    two = [str(one.pk) for one in interests[:2]]
    opened.type(interests=two)
    assert Open(_browser(people["member"]), path).fields["interests"] == two
    del opened.fields["interests"]
    opened.type()
    assert "interests" not in Open(_browser(people["member"]), path).fields


def test_nobody_is_told_who_else_begins_something_new(people):
    """Two who invite people write two letters; two who change one page write one."""
    path = reverse("portal:people:invite")
    Open(_browser(people["coordinator"]), path).type(note="Mine.")
    other = UserFactory(groups=["Coordinators"])
    assert Open(_browser(other), path).type(note="Hers.").json()["others"] == []


def test_a_supporters_words_are_theirs(people):
    support = SupportFactory(supporter=people["member"], member=people["writer"])
    path = reverse("portal:people:about-line", args=[support.member.pk, "helps"])
    Open(_browser(people["member"]), path).type(words=TYPED)
    assert Draft.objects.get().person == people["member"]
    own = Open(_browser(support.member), reverse("portal:me:line", args=["helps"]))
    assert TYPED not in own.fields["words"]


def test_what_a_supporter_may_not_see_they_cannot_write_at(people):
    support = SupportFactory(supporter=people["member"], member=people["writer"])
    Line.objects.create(person=support.member, kind="helps", words="Mine.", shown_to=Line.ShownTo.ME)
    path = reverse("portal:drafts:keep", args=[f"line:{support.member.pk}-helps"])
    assert _browser(people["member"]).post(path, {"words": "x"}).status_code == 404
    assert _browser(people["writer"]).post(path, {"words": "x"}).status_code == 200


@pytest.mark.parametrize("who", ["writer", "supporter"])
def test_they_go_with_whoever_wrote_them_and_with_whom_they_are_about(who, people):
    support = SupportFactory(supporter=people["member"], member=people["writer"])
    path = reverse("portal:people:about-line", args=[support.member.pk, "helps"])
    Open(_browser(people["member"]), path).type(words=TYPED)
    services.leave(person=support.member if who == "writer" else people["member"])
    assert not Draft.objects.exists()


def test_words_are_let_go_of_also_at_a_long_address(people):
    path = reverse("portal:doings:add-gathering")
    led = _browser(people["member"]).post(f"{path}?from={'x' * 600}", {"do": "let-go", "key": uuid4()})
    assert led.headers["Location"].startswith(path)


def test_they_go_with_whoever_joined_and_left(people):
    """What somebody began to write of them before they joined."""
    asked = offer(taken_by=people["coordinator"])
    Open(_browser(people["coordinator"]), reverse("portal:asking:offer-notes", args=[asked.pk])).type(notes=TYPED)
    offers.say_yes(enquiry=asked, person=people["member"], by=people["coordinator"])
    services.leave(person=people["member"])
    assert not Draft.objects.exists()


@pytest.mark.parametrize("end", ["its person left", "long over"])
def test_they_go_with_what_was_on(end, people, settings):
    ago = timezone.now() - timedelta(days=settings.DOINGS_DAYS + 1)
    doing = Gathering.objects.create(title="Coffee", place="3 Mill Lane", starts_at=SOON, by=people["member"])
    Open(_browser(people["coordinator"]), reverse("portal:doings:change-gathering", args=[doing.pk])).type(words=TYPED)
    Gathering.objects.update(starts_at=ago)
    if end == "long over":
        services.let_past_doings_go()
    else:
        services.leave(person=people["member"])
    assert (Gathering.objects.count(), Draft.objects.count()) == (0, 0)


def test_nothing_is_kept_for_an_offer_that_was_taken_back(people):
    """Also not what a form sends that was open meanwhile."""
    asked = offer(taken_by=people["coordinator"])
    opened = Open(_browser(people["coordinator"]), reverse("portal:people:invite") + f"?offer={asked.pk}")
    offers.take_back(enquiry=asked)
    assert opened.type(people="Amina, amina@example.org").status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.parametrize("end", ["taken back", "let go"])
@pytest.mark.parametrize("form", ["invite", "no"])
def test_they_go_with_the_offer(form, end, people):
    asked = offer(taken_by=people["coordinator"])
    other = offer(taken_by=people["coordinator"])
    paths = {"invite": reverse("portal:people:invite") + "?offer={}", "no": "/portal/offers/{}/no/"}
    box = {"invite": "note", "no": "reason"}[form]
    for one in (asked, other):
        Open(_browser(people["coordinator"]), paths[form].format(one.pk)).type(**{box: TYPED})
    if end == "taken back":
        offers.take_back(enquiry=asked)
    else:
        type(asked).objects.filter(pk=asked.pk).update(delete_on=timezone.localdate() - timedelta(days=1))
        keeping.run()
    assert [draft.about for draft in Draft.objects.all()] == [f"{other.about}-{form}"]


def test_a_refusal_keeps_them_only_for_whoever_has_it_still(people):
    """Another took it over: the words stay on the screen, and wait nowhere."""
    asked = complaint(taken_by=people["coordinator"])
    path = reverse("portal:asking:complaint-answer", args=[asked.pk])
    opened = Open(_browser(people["coordinator"]), path)
    other = UserFactory(groups=["Coordinators"])
    asking.take_over(asked=complaints.Complaint.objects.get(pk=asked.pk), by=other)
    refused = opened.send(words=TYPED)
    assert (refused.status_code, TYPED in refused.content.decode()) == (409, True)
    assert not Draft.objects.exists()


def test_the_home_says_what_was_begun_and_leads_back_to_it(form, people, open_form, path):
    open_form().type(**{form.box: TYPED})
    home = BeautifulSoup(_browser(people[form.who]).get(reverse("portal:home")).content, "html.parser")
    links = {link["href"] for need in home.select(".need") if "You began to write" in need.text for link in need("a")}
    assert links == {path}


def test_words_about_what_is_gone_are_not_looked_for_without_end(people, django_assert_max_num_queries):
    for number in range(15):
        keep(person=people["member"], about=f"gathering:{10_000 + number}", fields={"title": TYPED})
    with django_assert_max_num_queries(1 + TRIED):
        assert list(words_not_sent(people["member"])) == []


def test_the_home_says_nothing_of_words_that_can_no_longer_be_sent(people):
    coordinator = people["coordinator"]
    asked, browser = complaint(taken_by=coordinator), _browser(coordinator)
    keep(person=coordinator, about=f"{asked.about}-answer", fields={"words": TYPED})
    assert "You began to write" in browser.get(reverse("portal:home")).content.decode()
    complaints.answer_complaint(complaint=asked, by=coordinator, words="We are sorry.")
    assert "You began to write" not in browser.get(reverse("portal:home")).content.decode()


def test_an_empty_form_sent_by_a_slip_is_nothing_that_somebody_began(client_of, people):
    client, path = client_of("member"), reverse("portal:doings:add-one-off")
    assert client.post(path, {"key": uuid4(), "title": " ", "words": ""}).status_code != 302
    assert not Draft.objects.filter(person=people["member"]).exists()
    client.post(path, {"key": uuid4(), "title": "", "words": "Fold leaflets"})
    client.post(path, {"key": Draft.objects.get().form, "title": "", "words": ""})
    assert Draft.objects.get().fields["words"] == "", "what was kept before is emptied as they say"
