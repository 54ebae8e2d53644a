"""Each thing that not everybody may know holds a word of its own; whoever comes anywhere finds exactly what they may.

Every address of the site is tried, with the numbers of the secret things in it: no list of screens to keep up to date.
"""

import re
from datetime import timedelta
from http.cookies import SimpleCookie
from itertools import cycle, product

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Page, PageViewRestriction, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from casestudies import services as story_services
from casestudies.models import StoryPage, StorySeat
from home.media_policy import OF_STORIES
from home.models import GiveAndGetPage, NoticePage
from portal.agreement.models import Version
from portal.agreement.services import (
    Writing,
    ask_for_change,
    make_small_fix,
    save_for_later,
    send_to_be_read,
    version_of,
)
from portal.agreement.words import words_of
from portal.audit.models import Entry
from portal.drafts.services import keep
from portal.easy_read import digest_of_pairs
from portal.groups import services as groups
from portal.groups.models import Meeting, Vote, source_of
from portal.groups.services import add_item
from portal.members.models import Line, Standpoint, User
from portal.members.services import (
    Reaching,
    asking,
    say_how_to_reach,
    take_a_copy,
    write_line,
    write_to,
)
from portal.members.standing import COORDINATORS, PAGE_WRITERS, PAYERS, REVIEWERS_LIVED_EXPERIENCE
from portal.reciprocity import services as rewards
from tests.addresses import numbers_of, patterns
from tests.effort import THOROUGH
from tests.factories import telling
from tests.factories.asking import complaint, offer, suggestion
from tests.factories.groups import card_line, group, meeting, offered, seat
from tests.factories.media import DocumentFactory, PictureFactory, picture_file
from tests.factories.notices import a_while_later
from tests.factories.pages import block, body, page, readers, team
from tests.factories.people import UserFactory
from tests.factories.reading import translated
from tests.factories.reciprocity import answered, budget, cost, gave, got, hours, paid, spent, time_credits
from tests.portal.groups.working import send

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("bare_refusals")]
PORTAL = ("/portal/", "/accounts/", "/search/", "/stories/", "/get-involved/")
# In every secret text, so that it can be searched for without giving the searcher the word that is looked for.
COMMON = "quokka"
WORDS = {
    "a page that is not out": "unpublishedxq",
    "a new title": "titlexq",
    "what will be changed": "draftxq",
    "an Easy Read version in the making": "easyxq",
    "a page for its team": "restrictedxq",
    "a translation in the making": "translationxq",
    "what waits to be read": "waitingxq",
    "why somebody said not yet": "reasonxq",
    "why something was put right": "whyxq",
    "a story that is not out": "storyxq",
    "what a story will say": "tellingxq",
    "what a story says": "saysxq",
    "whom readers may recognise": "recognisexq",
    "what fresh eyes wish": "wishesxq",
    "what somebody has not sent of a story": "keptxq",
    "what somebody has not sent": "unsentxq",
    "who tells a story": "tellerxq",
    "a picture of a draft": "picturexq",
    "a file used nowhere": "filexq",
    "an e-mail address": "addressxq",
    "a sign-in name": "signinxq",
    "what somebody outside offers": "offerxq",
    "what somebody complains of": "complaintxq",
    "what somebody suggests": "suggestxq",
    "who suggests it": "suggesterxq",
    "what somebody would like to talk about first": "talkxq",
    "a line for oneself": "onlymexq",
    "a line for coordinators": "coordinatorsxq",
    "a line of somebody whom members do not find": "notfoundxq",
    "a postal address": "streetxq",
    "what to be careful about": "carefulxq",
    "what a closed group is called": "calledxq",
    "what a closed group asks": "questionxq",
    "what somebody wrote to a group": "togroupxq",
    "what would help somebody at a meeting": "takepartxq",
    "where a group meets": "meetsxq",
    "what a group talks about": "agendaxq",
    "how somebody is here": "standpointxq",
    "what a group wants to reach": "goalxq",
    "a card of a group": "cardxq",
    "what somebody is offered something for": "rewardedxq",
    "which shop it is": "shopxq",
    "the code of a voucher": "vouchercodexq",
    "why a giving was undone": "undonexq",
    "who should have it instead": "goestoxq",
    "what a cost was for": "costxq",
    "why a cost has no receipt": "noreceiptxq",
    "why a cost was sent back": "sentbackxq",
    "what a reference is for": "referencexq",
    "what was paid from a budget": "hearingloopxq",
    "why a spending was undone": "notpaidxq",
    "what hours were given for": "hoursforxq",
    "why hours were taken back": "hoursbackxq",
    "what somebody gave, in words": "gavexq",
    "what changed, and is not for everybody": "impactxq",
    "what somebody gave": "didthisxq",
}
OF_OUTSIDERS = {
    "what somebody outside offers",
    "what somebody complains of",
    "what somebody suggests",
    "who suggests it",
    "what somebody would like to talk about first",
}
# Of what people give and get nobody knows but they and whoever pays.
# The code of a voucher is not among it: whose it is reads it, and who gave it.
OF_REWARDS = {
    "what somebody is offered something for",
    "which shop it is",
    "why a giving was undone",
    "who should have it instead",
    "what a cost was for",
    "why a cost has no receipt",
    "why a cost was sent back",
    "what a reference is for",
}
# What no one person gets: whoever pays knows of it, and nobody else.
OF_BUDGETS = {"what was paid from a budget", "why a spending was undone"}
# What coordinators know of everybody who is here; a teller's name too, but not that they tell a story.
OF_COORDINATORS = {
    "who tells a story",
    "a line for coordinators",
    "a line of somebody whom members do not find",
    "a postal address",
    "what to be careful about",
    "an e-mail address",
    "what a closed group is called",
    "what a closed group asks",
    "what somebody wrote to a group",
    "what would help somebody at a meeting",
    "where a group meets",
    "what a group talks about",
    "what a group wants to reach",
    *OF_OUTSIDERS,
    *OF_REWARDS,
    *OF_BUDGETS,
}
OF_A_PERSON = {
    "what somebody has not sent",
    "what somebody has not sent of a story",
    "an e-mail address",
    "a sign-in name",
}
# Beside somebody it is for them alone, whoever looks after the group; the entry stands in the list that coordinators
# look after, and since it was put away in no form.
OF_NOBODY = {"how somebody is here"}
OF_A_STORY = {
    "a story that is not out",
    "what a story says",
    "who tells a story",
    "whom readers may recognise",
    "what fresh eyes wish",
}
FILES = {"a picture of a draft", "a file used nowhere"}


def secret(name):
    return f"{COMMON} {WORDS[name]}"


@pytest.fixture(scope="module")
def writer(db_of_the_module):
    person = UserFactory(
        known_as="Wyn", username=WORDS["a sign-in name"], email=f"{WORDS['an e-mail address']}@example.org"
    )
    tells_about_themselves(person)
    return person


def tells_about_themselves(person):
    lines = [
        (Line.Kind.HELPS, Line.ShownTo.ME, "a line for oneself"),
        (Line.Kind.FORMATS, Line.ShownTo.COORDINATORS, "a line for coordinators"),
        (Line.Kind.IN_MY_WORDS, Line.ShownTo.MEMBERS, "a line of somebody whom members do not find"),
    ]
    for kind, shown_to, name in lines:
        write_line(person=person, by=person, kind=kind, shown_to=shown_to, words=secret(name))
    reaching = Reaching(post_address=secret("a postal address"), safe_note=secret("what to be careful about"))
    say_how_to_reach(person=person, by=person, reaching=reaching, choices={})


@pytest.fixture(scope="module")
def neighbour(db_of_the_module):
    """Somebody who writes another part of the site."""
    person = UserFactory(known_as="Nia")
    team(page("Next door", slug="next-door", body=body(block("heading", {"text": "Hello"}))), person)
    return person


@pytest.fixture(scope="module")
def world(writer, neighbour):
    """A part of the site that Wyn's team writes, with every secret in it, beside the parts of others."""
    section = page("Our part", slug="part", body=body())
    team(section, writer, name="Wyn's team")
    pages = [*drafts(section, writer), *in_reading(section, writer), *stories(writer, neighbour), translation(writer)]
    was_once_of_the_team(neighbour, pages)
    owned = {"uploaded_by_user": writer}
    place = Collection.objects.get(name=OF_STORIES)
    picture = PictureFactory(title=secret("a picture of a draft"), collection=place, **owned)
    untold = StoryPage.objects.get(live=False)
    untold.picture = picture
    untold.save()  # and so it is listed where a picture says which pages show it
    return {
        "pages": pages,
        "writer": writer,
        "fix": put_right(page("Fixed", slug="fixed", parent=section), writer),
        "picture": picture,
        "story": untold.story,
        "story seat": untold.story.seats.get(person=writer),
        "consent": untold.story.consents.get(person=None),
        "document": DocumentFactory(title=secret("a file used nowhere"), **owned),
        "offer": offer(name=secret("what somebody outside offers")),
        "complaint": complaint(name=secret("what somebody complains of")),
        "suggestion": suggestion(name=secret("who suggests it"), words=secret("what somebody suggests")),
        "talk": suggestion(how="talk", words=secret("what somebody would like to talk about first")),
        **a_closed_group(writer),
        "paid by": what_is_got(writer),
        "sums": page("What people give and get", slug="give-and-get", kind=GiveAndGetPage),
    }


def what_is_got(writer):
    """What Wyn is offered, gets, gives on and asks to have back; by a coordinator who pays."""
    pays = UserFactory(known_as="Pat", groups=[COORDINATORS])
    told = {"by": pays, "title": secret("what somebody is offered something for")}
    shop = {"what": secret("which shop it is")}
    given = got(writer, how="code", code=secret("the code of a voucher"), **told, **shop)
    rewards.take_back(thing=given, why=secret("why a giving was undone"), by=pays)
    got(writer, how="code", code=secret("the code of a voucher"), **told)
    answered(writer, says="away", goes_to=secret("who should have it instead"), **told)
    said = {"title": secret("what a cost was for"), "no_receipt_because": secret("why a cost has no receipt")}
    back = cost(writer, receipt=picture_file("ticket.jpg", size=(8, 8)), **said)
    rewards.send_back(cost=back, why=secret("why a cost was sent back"), by=pays)
    paid(writer, by=pays, **said)
    gave(writer, title=secret("what somebody gave"))
    rewards.ask_for_reference(words=secret("what a reference is for"), by=writer)
    time_credits(by=pays)
    moved = [hours(writer, UserFactory(), what=secret("what hours were given for")) for _one in range(2)]
    rewards.take_hours_back(transfer=moved[0], why=secret("why hours were taken back"), by=writer)
    gift = gave(writer, words=secret("what somebody gave, in words"))
    changed = secret("what changed, and is not for everybody")
    rewards.say_what_changed(contribution=gift, words=changed, by=writer)
    bought = spent(budget(by=pays), by=pays, what=secret("what was paid from a budget"))
    rewards.take_spending_back(spending=bought, why=secret("why a spending was undone"), by=pays)
    return pays


def a_closed_group(writer) -> dict:
    """Wyn looks after it. Ivy is in it, and says how; Jo would like to know more."""
    made = group(writer, name=secret("what a closed group is called"), question=secret("what a closed group asks"))
    ivy, jo = UserFactory(known_as="Ivy"), UserFactory(known_as="Jo")
    here = seat(made, ivy)
    here.stand(Standpoint.objects.create(name=secret("how somebody is here"), side="lived", in_use=False))
    here.save()
    wonders = seat(made, jo, "more", asked_by=writer, words=secret("what somebody wrote to a group"))
    when = meeting(made, place=secret("where a group meets"))
    when.replies.create(person=ivy, answer="coming", would_help=secret("what would help somebody at a meeting"))
    days = offered(made, 9)
    card_line(made, "goal", secret("what a group wants to reach"))
    line = card_line(made, "voices", secret("a card of a group"))
    item = add_item(meeting=when, what=secret("what a group talks about"), why="talk", raised_by=ivy, by=ivy)
    about = {
        "group": made,
        "seat": here,
        "wonders": wonders,
        "meeting": when,
        "days": days,
        "item": item,
        "card line": line,
    }
    return about | {"ivy": ivy, "jo": jo}


def drafts(section, writer):
    """A whole page that is not out, with one that is out below it; and one for its team alone."""
    hidden = page(secret("a page that is not out"), slug="hidden", parent=section, live=False)
    page(f"{COMMON} below", slug="below", parent=hidden, kind=NoticePage)
    closed = page(secret("a page for its team"), slug="closed", parent=section)
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(writer.groups.get(name="Wyn's team"))
    return [hidden, closed]


def in_reading(section, writer):
    """One page that waits to be read; and one that a reader sent back, which Wyn then changed in every way."""
    lived, _staff = readers()
    waiting = page("Waiting", slug="waiting", parent=section)
    later(waiting, writer, introduction=secret("what waits to be read"))
    send_to_be_read(page=Page.objects.get(pk=waiting.pk), by=writer)
    refused = page("Refused", slug="refused", parent=section)
    later(refused, writer, introduction=secret("what will be changed"))
    send_to_be_read(page=Page.objects.get(pk=refused.pk), by=writer)
    ask_for_change(page=Page.objects.get(pk=refused.pk), by=lived[0], reason=secret("why somebody said not yet"))
    newest = newest_of(refused)
    newest.title = secret("a new title")
    newest.easy_read = [("pair", {"drawing": "bus", "words": secret("an Easy Read version in the making")})]
    newest.save_revision(user=writer, log_action=True)
    loaded = version_of(Page.objects.get(pk=refused.pk))
    unsent = {"introduction": secret("what somebody has not sent"), "loaded": loaded}
    keep(person=writer, about=f"page:{refused.pk}", fields=unsent)
    return [waiting, refused]


def stories(writer, neighbour):
    """Two stories that Wyn tells with others: one not out, one that will be told anew. Rae reads them with fresh eyes;
    the neighbour once took part."""
    teller, rae = UserFactory(known_as=secret("who tells a story")), UserFactory(known_as="Rae")
    told = told_by(f"{COMMON} told", writer, teller, rae, neighbour, words="Ours.")
    for person in (teller, writer):
        telling.say_yes(told, person)
    telling.look(told, rae)
    out, untold = (
        telling.source(told),
        told_by(secret("a story that is not out"), writer, teller, rae, neighbour, words=secret("what a story says")),
    )
    newest = newest_of(out)
    newest.introduction = secret("what a story will say")
    newest.save_revision(user=teller, log_action=True)
    called = secret("whom readers may recognise")
    story_services.allow(story=untold, by=teller, called=called, naming="none", given="phone")
    telling.look(untold, rae, wish=secret("what fresh eyes wish"))
    draft = telling.source(untold)
    unsent = {"introduction": secret("what somebody has not sent of a story"), "loaded": version_of(draft)}
    keep(person=writer, about=f"page:{draft.pk}", fields=unsent)
    TranslationSource.get_or_create_from_instance(draft)
    return [StoryPage.objects.get(pk=out.pk), draft]


def told_by(title, writer, teller, rae, neighbour, *, words):
    told = telling.story(title=title, teller=teller, words="Begun.")
    telling.joined(told, who=neighbour)
    story_services.leave(story=told, by=neighbour)
    telling.joined(told, who=writer)
    telling.joined(told, who=rae, role=telling.Role.FRESH_EYES)
    for person in (teller, writer):
        telling.allow(told, person, naming="none", name="")
    ash = User.objects.filter(known_as="Ash").first() or UserFactory(known_as="Ash")
    story_services.ask(story=told, person=ash, role=telling.Role.CO_WRITER, by=teller)
    telling.write(told, words, by=teller)
    return told


def translation(writer):
    """The neighbour's own page, being put into Welsh by Wyn."""
    welsh = translated(Page.objects.get(slug="next-door").specific, "cy", publish=False)
    title = secret("a translation in the making")
    type(welsh).objects.filter(pk=welsh.pk).update(title=title, draft_title=title)
    team(welsh, writer)
    return welsh


def was_once_of_the_team(neighbour, pages):
    """The neighbour began and wrote a page of Wyn's before they moved on; a page of theirs now is below another.

    So they pass by pages of Wyn's in the CMS, on the way to their own.
    """
    hidden, refused = pages[0], Page.objects.get(slug="refused")
    Page.objects.filter(pk=hidden.pk).update(owner=neighbour)
    newest_of(hidden).save_revision(user=neighbour, log_action=True)
    team(page("Round the corner", slug="corner", parent=refused), neighbour)


def in_their_hands(world):
    """What was sent to its readers: it waits, or they sent it back."""
    return [made for made in world["pages"] if made.slug in {"waiting", "refused"}]


def newest_of(made):
    return Page.objects.get(pk=made.pk).get_latest_revision_as_object()


def later(made, writer, **changes):
    words = words_of(made.specific) | changes
    save_for_later(page=made, by=writer, loaded=version_of(made), writing=Writing(words=words))


def put_right(made, writer):
    words = words_of(made.specific)
    words["introduction"] = "Ring, write or drop by."
    why = secret("why something was put right")
    return make_small_fix(page=made, by=writer, loaded=version_of(made), words=words, why=why)


# --- every address ----------------------------------------------------------------------------------------------------
# Leaves, changes or shows nothing that anybody wrote; each with its reason.
LEFT_ALONE = {
    "cms/failwhale/": "breaks on purpose",
    "cms/test404/": "is missing on purpose",
    "accounts/logout/": "ends the visit",
    "cms/logout/": "ends the visit",
}
OTHER_SNIPPETS = re.compile(r"^cms/snippets/(choose/)?home/(?!glossaryterm)")
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
OF_A_PAGE = ("cms/pages/", "cms/api/main/^pages/", "portal/pages/<int:pk>")
# Parts of addresses that nobody can guess, or that name nothing secret here.
UNKNOWN = {
    "code",
    "digest",
    "filename",
    "key",
    "kind",
    "need",
    "section",
    "spec",
    "token",
    "uidb36",
    "uidb64",
    "version",
    "view_name",
}


def of_a_page(made) -> dict:
    """What stands for each part of an address that speaks of this page."""
    reading = WorkflowState.objects.for_instance(made).first() or WorkflowState.objects.first()
    kind, number = made.specific_class._meta, made.pk
    translation = Translation.objects.last()
    source = TranslationSource.objects.filter(object_id=made.translation_key).first() or translation.source
    return {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk", "pk", "object_id"), number),
        "destination_id": made.get_parent().pk,
        "revision_id": Page.objects.get(pk=number).latest_revision_id or 0,
        "revision_id_a": "live",
        "revision_id_b": "latest",
        "workflow_state_id": reading.pk,
        "task_state_id": reading.current_task_state_id,
        "task_id": reading.current_task_state.task_id,
        "workflow_pk": reading.workflow_id,
        "translation_id": translation.pk,
        "translation_source_id": source.pk,
        "string_segment_id": source.stringsegment_set.first().pk,
        "about": f"page:{number}",
        "content_type_app_name": kind.app_label,
        "content_type_model_name": kind.model_name,
        "app_label": kind.app_label,
        "model_name": kind.model_name,
    }


def of_the_rest(world) -> dict:
    """What is the same, whichever page is looked for."""
    return {
        "image_id": world["picture"].pk,
        **dict.fromkeys(("document_id", "doc_id"), world["document"].pk),
        **dict.fromkeys(
            ("collection_id", "redirect_id", "session_id", "uploaded_file_id", "overridable_segment_id"), 1
        ),
        "action_name": "approve",
        "action": "delete",
        "app_name": "home",
        "filter_spec": "width-100",
        "page_view_restriction_id": PageViewRestriction.objects.get().pk,
        "mode": "",
        **dict.fromkeys(("at", "date", "item", "meeting", "person"), 1),
        "slug": "x",
        "line": "words",
        "number": "1",
        "sending": "7c9ec5a0-0000-4000-8000-000000000000",
        "date": world["days"].dates.get().pk,
        "person": world["ivy"].pk,
        **dict.fromkeys(("meeting", "at"), world["meeting"].pk),
        "item": world["item"].pk,
        "card": "voices",
        "row": world["card line"].pk,
        "page": world["story"].page_id,
        "seat": world["story seat"].pk,
        "consent": world["consent"].pk,
        "locale": world["story"].page.locale_id,
    }


def rows(world) -> list[dict]:
    rest = of_the_rest(world)
    return [rest | of_a_page(made) for made in world["pages"]]


def things(world) -> set[int]:
    """The numbers of what is no page."""
    return {
        *(world[name].pk for name in ("writer", "fix", "picture", "document", "offer", "complaint")),
        *(world[name].pk for name in ("suggestion", "talk")),
        *(world[name].pk for name in ("group", "seat", "wonders", "meeting", "days", "item", "card line")),
        *(world[name].pk for name in ("story", "story seat", "consent")),
        *TaskState.objects.values_list("task_id", flat=True),
        *WorkflowState.objects.values_list("workflow_id", flat=True),
    }


def addresses(world, closely) -> set[str]:
    """With every page that is looked at `closely`, and with one of the others, in turn."""
    found, by_page = set(asked(world)), rows(world)
    known, people = things(world), {world["writer"].pk, world["ivy"].pk}
    always = [row for row, made in zip(by_page, world["pages"], strict=True) if made in closely]
    in_turn = cycle(by_page)
    for pattern, view in patterns():
        if pattern in LEFT_ALONE or OTHER_SNIPPETS.match(pattern):
            continue
        names = {first or second for first, second in ARGUMENT.findall(pattern)}
        if names & UNKNOWN:
            continue
        plain = re.sub(r"[\^$]|\\[zZ]|\(\.\*\)|\.\*|\\", "", ARGUMENT.sub(r"{\1\2}", pattern))
        numbered = names == {"pk"} and not pattern.startswith(OF_A_PAGE)
        if numbered:
            asked_for = [by_page[0] | {"pk": number} for number in numbers_of(view, known, people)]
        else:
            asked_for = [*always, next(in_turn)]
        found |= {f"/{plain.format(**row)}" for row in asked_for}
    return found


def asked(world):
    """What is looked for, chosen, ticked or taken away as a list: questions behind an address."""
    for made in world["pages"]:
        yield from (made.url, f"{made.url}easy-read/", f"/cms/choose-page/chosen-multiple/?id={made.pk}")
        yield f"/cms/api/main/pages/?child_of={made.get_parent().pk}&for_explorer=1"
        yield from (f"/cms/bulk/wagtailcore/page/{verb}/?id={made.pk}" for verb in ("publish", "unpublish", "move"))
    for kind in ("home.noticepage", "casestudies.storypage", "home.standardpage"):
        yield f"/cms/choose-page/?page_type={kind}"
    for place in ("search/", "cms/pages/search/", "cms/choose-page/search/", "cms/choose-page/", "cms/pages/"):
        yield f"/{place}?q={COMMON}"
    for kind in ("images", "documents"):
        yield from (f"/cms/{kind}/?q={COMMON}", f"/cms/{kind}/chooser/results/?q={COMMON}")
        yield from (f"/cms/api/main/{kind}/?fields=*", f"/cms/api/main/{kind}/?search={COMMON}")
    for report in ("site-history", "aging-pages", "workflow", "workflow_tasks", "locked"):
        yield f"/cms/reports/{report}/?export=csv"
    yield from (f"/cms/api/main/pages/?search={COMMON}", "/cms/api/main/pages/?fields=*")
    yield from (f"/portal/{place}/?q={COMMON}" for place in ("pages", "offers", "complaints", "groups/suggestions"))
    yield from (f"/portal/people/?q={COMMON}", f"/portal/people/?q={world['writer']}", "/portal/people/?by_hand=on")
    yield from (f"/cms/api/main/pages/?search={COMMON}", "/cms/api/main/pages/?fields=*", f"/portal/pages/?q={COMMON}")
    yield from of_the_group(world)
    yield from of_the_story(world)
    yield f"/cms/pages/{Page.objects.get(depth=1).pk}/?q={COMMON}&search_all=1"
    yield from ("/sitemap-en.xml", "/sitemap-pages.xml", world["picture"].file.url, world["sums"].url)


def of_the_group(world):
    """What is about one thing and another, and a question behind the address."""
    when, days, group = world["meeting"].pk, world["days"], world["group"].pk
    yield f"{reverse('portal:notices:calendar')}?only=meeting-{when}"
    yield reverse("portal:groups:reply-down", args=[when, world["ivy"].pk])
    yield reverse("portal:groups:choose", args=[days.pk, days.dates.get().pk])
    yield from (reverse(f"portal:groups:{verb}", args=[group, "chair"]) for verb in ("take-on", "give-back"))
    line = world["card line"].pk
    yield from (reverse("portal:groups:card", args=[group, card]) for card in ("goal", "voices"))
    yield from (reverse("portal:groups:write-card", args=[group, "voices", row]) for row in ("new", line))
    yield from (reverse(f"portal:groups:{name}", args=[group]) for name in ("catch-up", "contact-sheet"))
    yield from (
        reverse("portal:drafts:keep", args=[f"{kind}:{group}"]) for kind in ("group", "group-ask", "group-dates")
    )


def of_the_story(world):
    """About it and one of its pages, or one of its people."""
    story, page = world["story"].pk, world["story"].page_id
    for name in ("preview", "agree", "look", "take-yes-back", "put-back"):
        yield reverse(f"portal:stories:{name}", args=[story, page])
    yield reverse("portal:stories:agree-down", args=[story, page, world["story seat"].pk])
    yield reverse("portal:stories:agree-else", args=[story, page, world["consent"].pk])
    yield reverse("portal:drafts:keep", args=[f"story-look:{page}-{story}"])
    yield from (f"/stories/?q={COMMON}", "/stories/feed/")


def test_every_part_of_an_address_is_known(world):
    names = {first or second for pattern, _view in patterns() for first, second in ARGUMENT.findall(pattern)}
    assert names - rows(world)[0].keys() - UNKNOWN == set()


def said(response) -> str:
    """Everything that comes back, also in headers and in the messages that stand on the next screen."""
    parts = response.streaming_content if response.streaming else [response.content]
    messages = [str(message) for message in get_messages(response.wsgi_request)]
    return b"".join(parts).decode(errors="replace") + str(dict(response.items())) + " ".join(messages)


def found_by(client, world, person=None, method="get", until=None, closely=(), only=()) -> dict[str, set[str]]:
    """Which secrets somebody comes upon, and where; looked for no longer when they have come upon those `until`.

    Whoever writes another part looks at each page closely, and has every right that a visitor or a member has. Members
    without a right in the CMS are looked at `only` where addresses begin so: another of them tries all the others.
    """
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    found, visit = {}, {name: morsel.value for name, morsel in client.cookies.items()}
    pressed = {
        "external-link-chooser-url": world["pages"][1].full_url
    }  # the one screen that breaks when nothing is sent
    for address in sorted(addresses(world, world["pages"] if THOROUGH else closely)):
        if only and not THOROUGH and not address.startswith(only):
            continue
        client.cookies = SimpleCookie(visit)  # nothing that an earlier address said or ended
        with transaction.atomic():
            answer = said(getattr(client, method)(address, pressed if method == "post" else None)).lower()
            transaction.set_rollback(method == "post")  # the next address meets the world as it was
        for name, word in WORDS.items():
            if word in answer and word not in address:  # who asks for an address that holds it knows it already
                found.setdefault(name, set()).add(address)
        if until and until <= found.keys():
            break
    return found


def test_a_visitor_finds_nothing(client, world):
    assert found_by(client, world) == {}


def test_a_member_finds_nothing(client, world):
    assert found_by(client, world, UserFactory()) == {}


def test_a_writer_of_another_part_finds_nothing(client, world, neighbour):
    """Not from their own pages either: a translation of one is Wyn's, and so is the page above the other. Of stories
    that they helped with once, they have who asked them."""
    own = Page.objects.filter(slug__in=["next-door", "corner"], locale__language_code="en")
    pages = [*world["pages"], *own]
    found = found_by(client, world | {"pages": pages}, neighbour, closely=pages)
    assert found == {"who tells a story": {"/portal/messages/", "/portal/trail/"}}


def test_a_writer_of_another_part_brings_nothing_to_light_by_pressing(client, world, neighbour):
    assert found_by(client, world, neighbour, "post") == {}


def test_whose_it_is_finds_it_all(client, world, writer):
    """So the tests above look in the right places. Their own address and sign-in name are theirs to see as well."""
    theirs = set(WORDS) - OF_OUTSIDERS - OF_NOBODY - OF_BUDGETS
    looked_at = [*in_their_hands(world), *(made for made in world["pages"] if made.specific_class is StoryPage)]
    found = found_by(client, world, writer, until=theirs - OF_A_PERSON, closely=looked_at)
    assert theirs - OF_A_PERSON <= set(found) <= theirs


def test_those_who_read_find_what_waits_for_them(client, world):
    """A reader of the side that is asked: what waits, and nothing else of that team's."""
    reader = UserFactory(groups=[REVIEWERS_LIVED_EXPERIENCE])
    assert set(found_by(client, world, reader, closely=in_their_hands(world))) == {"what waits to be read"}


@pytest.mark.parametrize(
    ("group", "more"), [(PAGE_WRITERS, set()), (COORDINATORS, {"a file used nowhere"} | OF_COORDINATORS)]
)
def test_those_who_look_after_all_pages_find_no_story(client, world, group, more):
    """Stories are their tellers', until they are told. Of the other pages they find what stands in lists."""
    titles = {"a page that is not out", "a page for its team", "a translation in the making"}
    listed = titles | more | {"why something was put right"}
    of_stories = world | {"pages": [made for made in world["pages"] if made.specific_class is StoryPage]}
    assert set(found_by(client, of_stories, UserFactory(groups=[group]), closely=of_stories["pages"])) == listed


def test_whoever_looks_after_payments_finds_what_people_get_and_nothing_else(client, world):
    """With the names of those who are here, among whom they choose: not what else these do."""
    found = found_by(client, world, UserFactory(groups=[PAYERS]), only=PORTAL)
    assert set(found) == {*OF_REWARDS, *OF_BUDGETS, "who tells a story"}
    mine = ("/portal/give-and-get/", "/portal/messages/")
    elsewhere = {(word, place) for word, places in found.items() for place in places if not place.startswith(mine)}
    assert elsewhere == {("which shop it is", "/portal/")}  # Today says what is to be given


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("ivy", {"what would help somebody at a meeting", "what a group talks about", "a card of a group"}),
        ("jo", {"what somebody wrote to a group"}),
    ],
)
def test_whoever_is_in_a_group_or_asked_finds_the_question_and_the_place(client, world, who, more):
    """And what they wrote themselves; not what others wrote, nor what would help them, nor how anybody is here. What is
    talked about is for those in it."""
    theirs = {"what a closed group is called", "what a closed group asks", "where a group meets"}
    theirs.add("what a group wants to reach")
    assert set(found_by(client, world, world[who], only=PORTAL)) == theirs | more


def test_whoever_reads_a_story_with_fresh_eyes_reads_that_story(client, world):
    """With its people, and not what one of them has not sent; in the CMS nothing."""
    found = found_by(client, world, User.objects.get(known_as="Rae"))
    assert set(found) == OF_A_STORY
    assert [address for addresses in found.values() for address in addresses if address.startswith("/cms/")] == []


def test_whoever_is_asked_to_help_with_a_story_finds_out_who_asks(client, world):
    assert set(found_by(client, world, User.objects.get(known_as="Ash"), only=PORTAL)) == {"who tells a story"}


def test_how_somebody_is_here_stands_in_the_list_of_ways_alone(client, world):
    """Where coordinators say which there are; beside nobody."""
    client.force_login(UserFactory(groups=[COORDINATORS]), backend="django.contrib.auth.backends.ModelBackend")
    word = WORDS["how somebody is here"]
    assert word in said(client.get(reverse("portal:settings:list", args=["ways-to-be-here"])))
    here = [
        reverse("portal:groups:group", args=[world["group"].pk]),
        reverse("portal:groups:answer-down", args=[world["seat"].pk]),
        reverse("portal:groups:meeting", args=[world["meeting"].pk]),
        reverse("portal:people:person", args=[world["ivy"].pk]),
    ]
    assert {client.get(place).status_code for place in here} == {200}
    assert [place for place in here if word in said(client.get(place))] == []


# --- what is carried out of the site: copies and mail -----------------------------------------------------------------
def secrets_in(words: str) -> set[str]:
    return {name for name, word in WORDS.items() if word in words.lower()}


def test_a_copy_holds_what_is_ones_own(world, writer):
    held = {person: secrets_in(str(take_a_copy(person=person))) for person in User.objects.all()}
    assert held.pop(writer) == {
        "what somebody has not sent",
        "what somebody has not sent of a story",
        "a story that is not out",
        "who tells a story",
        "an e-mail address",
        "a sign-in name",
        "a line for oneself",
        "a line for coordinators",
        "a line of somebody whom members do not find",
        "a postal address",
        "what to be careful about",
        "why something was put right",
        "what a closed group is called",
        "what a closed group asks",
        "what a group wants to reach",
        "a card of a group",
        "what somebody gave, in words",
        "what changed, and is not for everybody",
        "what hours were given for",
        "why hours were taken back",
        *OF_REWARDS,
        "the code of a voucher",
        "what somebody gave",
        *FILES,
    }
    teller = User.objects.get(known_as=secret("who tells a story"))
    assert held.pop(teller) == {"who tells a story", "a story that is not out"}
    assert held.pop(User.objects.get(known_as="Rae")) == {
        "a story that is not out",
        "what fresh eyes wish",
        "who tells a story",
    }
    for name in ("Nia", "Ash"):
        assert held.pop(User.objects.get(known_as=name)) == {"who tells a story"}, "who asked them, and not to what"
    called = "what a closed group is called"
    assert held.pop(world["ivy"]) == {
        called,
        "how somebody is here",
        "what would help somebody at a meeting",
        "what a group talks about",
    }
    assert held.pop(world["paid by"]) == set(), "what a reference is for stands on its page alone"
    assert held.pop(world["jo"]) == {called, "what somebody wrote to a group"}
    given, undone = "what hours were given for", "why hours were taken back"  # to whom they were given
    others = sorted(sorted(found) for found in held.values() if found)
    assert others == [[given], [given, undone], ["why somebody said not yet"]]  # and who said it


def test_mail_says_no_secret_but_to_those_it_is_for(world, writer, mailoutbox):
    """To the one who is written to, and in the words of the mail alone: never in its subject."""
    coordinator, other = UserFactory.create_batch(2, groups=[COORDINATORS])
    words, only = secret("what will be changed"), User.objects.filter(pk=writer.pk)
    write_to(people=only, title=words, words=words, by_when=None, by=coordinator)
    asking.take(asked=world["offer"], by=coordinator)
    asking.take_over(asked=world["offer"], by=other)
    asking.take(asked=world["complaint"], by=coordinator)
    a_while_later()
    assert mailoutbox
    assert all(secrets_in(mail.subject) == set() for mail in mailoutbox)
    said_to = {tuple(mail.to): secrets_in(str(mail.message())) - {"an e-mail address"} for mail in mailoutbox}
    for to in {(one.person.email,) for one in StorySeat.objects.all()} & said_to.keys():
        said_to[to] -= {"who tells a story"}  # who asks them, or writes with them
    assert said_to[(writer.email,)] == {"what will be changed"}
    assert {to: found for to, found in said_to.items() if found and to != (writer.email,)} == {}


# --- a group at work: its agenda, minutes, votes and what it agreed to ------------------------------------------------
AT_WORK = {
    "what somebody brings": "broughtxq",
    "what is hard in it": "hardxq",
    "why something is saved for later": "parkedxq",
    "what was said": "saidxq",
    "what was decided": "decidedxq",
    "what is voted on": "votedxq",
    "why it was decided": "becausexq",
    "what somebody still thinks": "dissentxq",
    "what somebody sees otherwise": "otherwisexq",
    "why somebody does not agree with a line": "markedxq",
    "what is to be done": "todoxq",
    "what somebody needs for it": "needsxq",
    "how it works together": "waysxq",
    # of a meeting of which there are minutes for everybody, in Easy Read as well
    "what is for everybody": "everybodyxq",
    "what is for everybody in Easy Read": "shortxq",
    "what was taken out of that": "takenoutxq",
    "what somebody asked to be changed in it": "pleasexq",
    "what somebody has not sent of it": "notsentxq",
    "what is only for those who were there": "amongusxq",
    "what somebody declared": "declaredxq",
    "what would help somebody": "wouldhelpxq",
    "whose name is hidden": "hidexq",
    "who brought something without a name": "unnamedxq",
    "how many voted for it in secret": "29417",
}
OF_EVERYBODY = {"what is for everybody", "what is for everybody in Easy Read"}
# Of a group that they are not in they know what is on the agenda: they write down what is phoned in.
ON_THE_AGENDA = {"what somebody brings", "what is hard in it"}
# Names stand in lists of people, whoever they are of.
NAMES = {"whose name is hidden", "who brought something without a name"}
OF_WHOM_THERE_WAS = {"what is only for those who were there"}
OF_BO = {"what somebody has not sent of it"}
# Is over with the meeting; was put right before it came out; is a number alone; was written down by nobody by name.
OF_NOBODY_AT_ALL = {
    "what would help somebody",
    "what somebody asked to be changed in it",
    "how many voted for it in secret",
    "who brought something without a name",
}
OF_THE_GROUP = set(AT_WORK) - OF_NOBODY_AT_ALL - OF_WHOM_THERE_WAS - OF_BO


def of_work(name):
    return f"{COMMON} {AT_WORK[name]}"


def work_in(words: str) -> set[str]:
    """A number stands by itself: its digits may be part of a key."""
    words = words.lower()
    return {name for name, word in AT_WORK.items() if word in words and re.search(rf"(?<!\w){word}(?!\w)", words)}


@pytest.fixture(scope="module")
def at_work(db_of_the_module) -> dict:
    """Ada looks after it, and was at its meetings with Bo; Cy was not there, and Di is asked. Gus, whose name is
    hidden, was at the first, with Flo, who has left since."""
    ada, bo, cy, di, flo = (UserFactory(known_as=name) for name in ("Ada", "Bo", "Cy", "Di", "Flo"))
    gus = UserFactory(known_as=hidden_name())
    made = group(ada, bo, cy, flo, gus, name="A closed group", question=f"How does {hidden_name()} get home?")
    seat(made, di, "asked", asked_by=ada)
    made.seats.filter(person=ada).update(side="lived")
    made.seats.filter(person=bo).update(side="staff")
    ways = {"values": of_work("how it works together"), "votes": "open", "names": "none"}
    version = groups.put_ways_forward(group=made, words=ways, after=None, by=ada)
    for person in (ada, bo, cy, flo, gus):
        groups.WAYS.agree(made, version=version, person=person, by=person)
    made.refresh_from_db()
    type(made).objects.filter(pk=made.pk).update(ways_agreed_at=timezone.now() - timedelta(days=30))
    things = a_meeting_of(made, ada, bo, cy)
    nan = UserFactory(known_as=f"Nan {AT_WORK['who brought something without a name']}", groups=[COORDINATORS])
    for name, numbers in a_meeting_for_everybody(made, ada, bo, flo, gus, nan).items():
        things[name] |= numbers
    groups.leave(group=made, by=flo)
    people = {"ada": ada, "bo": bo, "cy": cy, "di": di, "flo": flo, "gus": gus, "nan": nan}
    return {"group": made, "things": things} | people


def hidden_name():
    return f"Gus {AT_WORK['whose name is hidden'].capitalize()}"


def a_meeting_for_everybody(made, ada, bo, flo, gus, nan) -> dict:
    """Two weeks ago. What everybody reads of it had a line more when it first came out, and a name in each line."""
    there = Meeting.objects.create(group=made, by=ada, starts_at=timezone.now() - timedelta(days=14))
    groups.say_who_is_here(meeting=there, people=[ada, bo, flo, gus], by=ada)
    groups.declare(meeting=there, words=of_work("what somebody declared"), by=gus)
    there.replies.create(person=bo, answer="coming", would_help=of_work("what would help somebody"))
    brought = {"what": f"Of {hidden_name()}", "why": "decide", "who": "unnamed"}
    assert send(Client(), nan, "add-item", there.pk, **brought).status_code == 302
    one = there.items.get()
    among = {"what": "Of one of us", "why": "talk", "confidential": True}
    secret = groups.add_item(meeting=there, raised_by=None, by=ada, **among)
    words = {"said": of_work("what is only for those who were there")}
    groups.write_minute(meeting=there, item=secret, words=words, before={}, by=ada)
    vote = a_secret_vote(there, one, (ada, bo, flo, gus))
    words = {"said": f"{hidden_name()} fell.\n{of_work('what was taken out of that')}", "decided": "We go together."}
    groups.write_minute(meeting=there, item=one, words=words, before={}, by=ada)
    groups.send_to_check(meeting=there, by=ada)
    groups.approve(meeting=there, at=made.meetings.latest("starts_at"), by=ada)
    groups.show_outside(group=made, by=ada)
    card_line(made, "goal", f"That {hidden_name()} gets home")
    out_for_everybody(there, ada, bo, gus)
    return {"pk": {there.pk, one.pk, secret.pk, vote.pk}, "item": {one.pk, secret.pk}, "meeting": {there.pk}}


def a_secret_vote(there, item, people):
    """Four vote, and are counted as so many that the number can be looked for."""
    rule = {"rule": there.group.ways, "opened_by": people[0]}
    vote = Vote.objects.create(meeting=there, item=item, question="Together?", votes="secret", **rule)
    for person in people:
        groups.cast(vote=vote, choice="yes", by=person)
    vote = groups.close_vote(vote=vote, both_sides=True, by=people[0])
    Vote.objects.filter(pk=vote.pk).update(yes=AT_WORK["how many voted for it in secret"], no=3)
    return vote


def out_for_everybody(there, ada, bo, gus):
    _summary, items = groups.begins_with(there)
    named = {"named": groups.naming_of(there.group)}
    given = {"meeting": there, "items": items, "by": ada, **named}
    first = groups.put_in_public_forward(**given, summary="Soon more.", after=None)
    groups.say_nobody_is_known(meeting=there, number=first.number, by=bo)
    again = groups.put_in_public_forward(**given, summary="Soon.", after=first.number)
    please = of_work("what somebody asked to be changed in it")
    groups.ask_for_other_words(meeting=there, number=again.number, words=please, by=gus)
    items[0]["said"] = items[0]["said"].replace(of_work("what was taken out of that"), "")
    said = {"summary": of_work("what is for everybody"), "items": items, "after": again.number}
    version = groups.put_in_public_forward(meeting=there, by=ada, **said, **named)
    pairs = [{"drawing": "house", "words": of_work("what is for everybody in Easy Read")}]
    given = {"before": digest_of_pairs([]), "source": source_of(version.words), "checked_by": ""}
    easy = groups.write_public_easy_read(meeting=there, pairs=pairs, by=bo, **given, **named)
    groups.say_nobody_is_known(meeting=there, number=easy.number, by=ada)
    unsent = {"summary": of_work("what somebody has not sent of it")}
    keep(person=bo, about=f"public-minutes:{there.pk}", fields=unsent)


def a_meeting_of(made, ada, bo, cy) -> dict:
    """Things of it, by the part of an address that names them."""
    met, now = (
        Meeting.objects.create(group=made, by=ada, starts_at=timezone.now() - timedelta(days=days)) for days in (7, 0)
    )
    groups.say_who_is_here(meeting=met, people=[ada, bo], by=ada)
    groups.say_who_is_here(meeting=now, people=[ada, bo], by=ada)
    brought = {"what": of_work("what somebody brings"), "content_note": of_work("what is hard in it"), "why": "decide"}
    one, other, here = (groups.add_item(meeting=meeting, raised_by=bo, by=bo, **brought) for meeting in (met, met, now))
    groups.park_item(item=other, why=of_work("why something is saved for later"), by=ada)
    vote = groups.open_vote(meeting=met, item=one, question=of_work("what is voted on"), both_sides=True, by=ada)
    groups.cast(vote=vote, choice="yes", by=bo)
    groups.close_vote(vote=vote, both_sides=True, by=ada)
    vote.refresh_from_db()
    words = {"said": of_work("what was said"), "decided": of_work("what was decided")}
    groups.write_minute(meeting=met, item=one, words=words, before={}, by=ada)
    mark = {"line": words["said"], "words": of_work("why somebody does not agree with a line"), "named": True}
    groups.mark_line(minute=met.written.get(), by=bo, **mark)
    why = {"question": "Which?", "decided": words["decided"], "reasons": of_work("why it was decided")}
    decision = groups.write_decision(meeting=met, item=one, vote=vote, how="vote", by=ada, **why)
    groups.still_think(decision=decision, words=of_work("what somebody still thinks"), by=bo)
    action = groups.add_action(meeting=met, item=one, what=of_work("what is to be done"), owner=bo, by=ada)
    groups.agree(action=action, person=bo, due_on=None, need=of_work("what somebody needs for it"), by=bo)
    groups.add_action(meeting=met, item=one, what=of_work("what is to be done"), owner=cy, by=ada)
    groups.send_to_check(meeting=met, by=ada)
    otherwise = {"answer": "not", "words": of_work("what somebody sees otherwise"), "digest": groups.digest_of(met)}
    groups.check(meeting=met, person=bo, by=bo, **otherwise)
    return {
        "pk": {made.pk, met.pk, now.pk, one.pk, other.pk, here.pk, vote.pk, decision.pk, action.pk},
        "item": {one.pk, other.pk, here.pk},
        "meeting": {met.pk, now.pk},
        "at": {now.pk},
        "person": {bo.pk},
        "card": {"goal", "voices"},
        "line": {1},
        "row": {1},
        "number": {1},
        "kind": {"chair"},
        "date": {1},
    }


OF_GROUPS = ("portal/groups/", "get-involved/groups/")
LISTS = ("portal/", "get-involved/", "feed/")


# Whom somebody may name or thank: everybody knows who coordinates, also her who brought something without her name.
LISTS_OF_NAMES = {f"portal/give-and-get/{name}/" for name in ("gave/new", "thanks/new", "hours")}


def places_of_work(things):
    """Every address of groups, with the number of each thing; every list of the portal and of what is outside; and of
    the CMS, which knows no groups, what says what happened and what is found."""
    yield from (f"/search/?q={COMMON}", f"/portal/people/?q={COMMON}", "/sitemap-en.xml")
    yield from ("/cms/", "/cms/reports/site-history/", f"/cms/pages/search/?q={COMMON}")
    for pattern, view in patterns():
        names = [first or second for first, second in ARGUMENT.findall(pattern)]
        if not pattern.startswith(LISTS) or (names and not pattern.startswith(OF_GROUPS)):
            continue
        if pattern.startswith("portal/groups/seats/"):
            continue  # of how people are in a group
        if pattern in LISTS_OF_NAMES:
            continue
        plain = ARGUMENT.sub(r"{\1\2}", pattern)
        here = things | {"pk": numbers_of(view, things["pk"])}
        for chosen in product(*(sorted(here[name]) for name in names)):
            yield f"/{plain.format(**dict(zip(names, chosen, strict=True)))}"


def found_of_work(client, at_work, person=None, method="get") -> set[str]:
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    found, visit = set(), {name: morsel.value for name, morsel in client.cookies.items()}
    for address in sorted(places_of_work(at_work["things"])):
        client.cookies = SimpleCookie(visit)
        with transaction.atomic():
            answer = said(getattr(client, method)(address, {} if method == "post" else None)).lower()
            transaction.set_rollback(method == "post")
        found |= work_in(answer)
    return found


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("cy", set()),
        ("ada", OF_WHOM_THERE_WAS),
        ("bo", OF_WHOM_THERE_WAS | OF_BO),
    ],
)
def test_whoever_is_in_a_group_reads_all_of_its_work(client, at_work, who, more):
    """Also who was not at the meeting, but for what stays with those who were there. So the tests below look in the
    right places."""
    assert found_of_work(client, at_work, at_work[who]) == OF_THE_GROUP | more


OUTSIDERS = [
    ("nobody", set()),
    ("a member", set()),
    ("a superuser", set()),
    ("di", {"whose name is hidden"}),
    ("flo", {"whose name is hidden"}),
]
# Whoever is asked may do what a member may, and more.
PRESSING = [row for row in OUTSIDERS if THOROUGH or row[0] in ("nobody", "a superuser", "di")]


@pytest.mark.parametrize(
    ("who", "more", "method"), [*((*row, "get") for row in OUTSIDERS), *((*row, "post") for row in PRESSING)]
)
def test_whoever_is_not_reads_what_is_for_everybody_alone(client, at_work, who, more, method):
    """Not who is asked, either, nor who has left, also when they were there; though they read the question as it is."""
    person = at_work.get(who)
    if who in ("a member", "a superuser"):
        person = UserFactory(is_superuser=who == "a superuser")
    found = found_of_work(client, at_work, person, method)
    assert found == OF_EVERYBODY | more if method == "get" else found <= OF_EVERYBODY | more


@pytest.mark.parametrize("method", ["get", "post"])
def test_coordinators_know_what_is_on_the_agenda_and_read_no_minutes(client, at_work, method):
    cora = UserFactory(groups=[COORDINATORS])
    known = ON_THE_AGENDA | OF_EVERYBODY | NAMES
    found = found_of_work(client, at_work, cora, method)
    assert found == known if method == "get" else found <= known


def test_a_copy_holds_of_a_groups_work_what_somebody_wrote_themselves(at_work):
    def held(person):
        return work_in(str(take_a_copy(person=person)))

    own = {
        "what somebody brings",
        "what somebody needs for it",
        "what is to be done",
        "what somebody sees otherwise",
        "why somebody does not agree with a line",
        "what somebody still thinks",
        "what is voted on",
        "why something is saved for later",
        "what would help somebody",
        *OF_BO,
    }
    bo = User.objects.get(known_as="Bo")
    assert own == held(bo)
    assert [held(at_work[who]) for who in ("cy", "di", "flo")] == [{"what is to be done"}, set(), set()]
    assert held(at_work["nan"]) == {"who brought something without a name"}, "her own name, and nothing of what it was"
    assert "whose name is hidden" in held(at_work["ada"]), "in the question of what she began"
    assert held(at_work["gus"]) == {"whose name is hidden", "what somebody declared"}


def test_the_trail_and_the_subjects_of_mail_hold_no_word_of_it(at_work, mailoutbox):
    about = [at_work["group"].about, groups.WAYS.subject(at_work["group"])]
    trail = list(Entry.objects.filter(subject__in=about).values())
    assert len(trail) > 10
    assert [row for row in trail if work_in(str(row))] == []
    assert not [row for row in trail if row["by_id"] == at_work["nan"].pk], "nor who brought something without a name"
    a_while_later()
    assert mailoutbox
    assert [mail.subject for mail in mailoutbox if work_in(mail.subject)] == []
    saying = [mail.to for mail in mailoutbox if work_in(str(mail.message())) - NAMES]
    told = [[at_work[name].email] for name in ("bo", "cy")]
    assert saying == told, "whose item is saved for later, and who is asked whether they do something"


def test_what_was_put_right_before_it_was_for_everybody_is_kept_in_no_version(at_work):
    kept = [work_in(str(version.words)) for version in Version.objects.filter(subject__startswith="public-minutes:")]
    assert kept == [set(), set(), set(), OF_EVERYBODY]
