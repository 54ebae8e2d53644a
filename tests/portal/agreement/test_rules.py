"""Rules by people by pages, with set equality; and that the rules and the lists say the same."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page
from wagtail.permissions import policy_registry

from casestudies.models import StoryIndexPage, StoryPage
from home.models import HomePage
from portal.agreement import services
from portal.agreement.models import SmallFix
from portal.agreement.queries import TeamPages
from portal.agreement.review import review_of
from portal.agreement.services import Writing
from portal.members.models import User
from portal.members.standing import COORDINATORS, PAGE_WRITERS, REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF
from tests.conftest import everybody
from tests.factories.pages import page, team
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ALL = {"coordinator", "superuser", "writer"}


@pytest.fixture(scope="module")
def people(db_of_the_module):
    return everybody()


@pytest.fixture(scope="module")
def cast(people):
    """Everybody at a door, two teams, and readers of both sides."""
    team_a = UserFactory(known_as="Ada")
    return people | {
        "of team a": team_a,
        "of team b": UserFactory(known_as="Ben"),
        "lived reader": UserFactory(known_as="Lee", groups=[REVIEWERS_LIVED_EXPERIENCE]),
        "second lived reader": UserFactory(known_as="Lou", groups=[REVIEWERS_LIVED_EXPERIENCE]),
        "staff reader": UserFactory(known_as="Sam", groups=[REVIEWERS_STAFF]),
        "second staff reader": UserFactory(known_as="Sue", groups=[REVIEWERS_STAFF]),
        "inactive of team a": UserFactory(known_as="Ira", is_active=False),
    }


LIVED = {"lived reader", "second lived reader"}
STAFF = {"staff reader", "second staff reader"}


@pytest.fixture(scope="module")
def places(cast):
    """One page in each state that matters."""
    made = {"live": page("Live"), "draft": page("Draft", live=False), "of team b": page("Of team B")}
    made["below"] = page("Below", parent=made["live"])
    team(made["live"], cast["of team a"], cast["inactive of team a"])
    team(made["draft"], cast["of team a"])
    team(made["of team b"], cast["of team b"])
    for name in ("waiting", "waiting for staff"):
        made[name] = page(name)
        team(made[name], cast["of team a"])
        ask(made[name], cast["of team a"])
    waits = made["waiting for staff"]
    services.say_yes(page=waits, by=cast["lived reader"], digest=review_of(waits).digest)
    stories = page("Stories", kind=StoryIndexPage)
    for name in ("story", "untold story"):
        made[name] = page(name, kind=StoryPage, parent=stories, live=name == "story")
        team(made[name], cast["of team a"])
    team(stories, cast["of team b"])  # a right on the part it stands in does not reach a story
    root = Page.objects.get(depth=1)
    mirror = made["live"].create_alias(parent=HomePage.objects.get(locale__language_code="en"), update_slug="mirror")
    return made | {"mirror": mirror, "wagtail's root": root}


def ask(the_page, by):
    loaded = services.version_of(Page.objects.get(pk=the_page.pk))
    writing = Writing(words={"introduction": "New words."})
    services.save_for_later(page=the_page, by=by, loaded=loaded, writing=writing)
    services.send_to_be_read(page=the_page, by=by)


EDIT = {
    "live": {"of team a", *ALL},
    "draft": {"of team a", *ALL},
    "below": {"of team a", *ALL},
    "of team b": {"of team b", *ALL},
    "waiting": {"of team a", *ALL},
    "waiting for staff": {"of team a", *ALL},
    "story": {"of team a", "superuser"},
    "untold story": {"of team a", "superuser"},
    "mirror": set(),
    "wagtail's root": set(),
}
WAITING = {"waiting", "waiting for staff"}
MATRIX = {
    "agreement.edit_page": EDIT,
    "agreement.see_page": {name: who | (LIVED | STAFF if name in WAITING else set()) for name, who in EDIT.items()},
    # Of a story, those alone who tell it: nobody tells this one.
    "agreement.small_fix_page": EDIT | {"draft": set(), "untold story": set(), "story": set()},
    "agreement.take_back_page": {name: who if name in WAITING else set() for name, who in EDIT.items()},
    "agreement.read_page": {name: set() for name in EDIT} | {"waiting": LIVED, "waiting for staff": STAFF},
}


def fresh(person):
    """As in another request: rights are kept on a person for one."""
    return User.objects.get(pk=person.pk) if person.pk else person


def allowed(permission, thing, cast) -> set[str]:
    return {name for name, person in cast.items() if fresh(person).has_perm(permission, thing)}


@pytest.mark.parametrize("permission", MATRIX)
def test_who_may_do_what_with_which_page(permission, cast, places):
    assert {name: allowed(permission, the_page, cast) for name, the_page in places.items()} == MATRIX[permission]


def test_who_has_a_place_for_pages_at_all(cast, places):
    assert allowed("agreement.list_pages", None, cast) == {"of team a", "of team b", *ALL, *LIVED, *STAFF}


def test_the_lists_and_the_rules_say_the_same(cast, places):
    for person in cast.values():
        if not person.pk:
            continue
        for permission, listed in (("see_page", "visible_to"), ("edit_page", "changeable_by")):
            by_rule = {made.pk for made in places.values() if fresh(person).has_perm(f"agreement.{permission}", made)}
            by_list = set(getattr(TeamPages(Page), listed)(fresh(person)).values_list("pk", flat=True))
            assert by_rule == by_list & {made.pk for made in places.values()}


def test_the_rules_follow_wagtail(cast, places):
    """One truth: whoever may edit in the CMS may change a page here, and nobody else."""
    for name, made in places.items():
        if name in ("mirror", "wagtail's root"):
            continue
        for person in cast.values():
            if person.pk:
                may = Page.objects.get(pk=made.pk).permissions_for_user(fresh(person)).can_edit()
                assert fresh(person).has_perm("agreement.edit_page", made) is may


def test_nobody_may_do_anything_with_nothing(cast):
    for permission in (*MATRIX, "agreement.see_small_fix", "agreement.undo_small_fix"):
        assert allowed(permission, None, cast) == set()


def test_small_fixes(cast, places):
    fix = services.make_small_fix(
        page=places["live"],
        by=cast["of team a"],
        loaded=services.version_of(Page.objects.get(pk=places["live"].pk)),
        words={"introduction": "Ring, write or pop in."},
        why="Plainer",
    )
    told = {"of team a", *ALL}
    assert allowed("agreement.see_small_fix", fix, cast) == told
    assert allowed("agreement.undo_small_fix", fix, cast) == told
    by_list = {
        name
        for name, person in cast.items()
        if person.pk and SmallFix.objects.visible_to(fresh(person)).filter(pk=fix.pk).exists()
    }
    assert by_list == told
    services.undo_small_fix(fix=fix, by=cast["coordinator"])
    fix.refresh_from_db()
    assert allowed("agreement.undo_small_fix", fix, cast) == set()
    assert allowed("agreement.see_small_fix", fix, cast) == told


def test_a_story_is_changed_by_those_it_was_given_to(cast, places):
    """The same people, asked for in Wagtail's other ways: by list, by page, and who they are."""
    policy = policy_registry.get_by_type(Page)
    for name in ("story", "untold story"):
        told = Page.objects.get(pk=places[name].pk)
        by_page = {
            who for who, one in cast.items() if policy.user_has_permission_for_instance(fresh(one), "change", told)
        }
        may = set(policy.users_with_permission_for_instance("change", told).values_list("pk", flat=True))
        assert by_page == {who for who, one in cast.items() if one.pk in may} == EDIT[name]


def test_who_takes_pages_down_knows_a_story_while_everybody_does(cast, places):
    may = {}
    for name in ("story", "untold story"):
        told = Page.objects.get(pk=places[name].pk)
        known = {
            who
            for who, one in cast.items()
            if one.pk and policy_registry.get(told).explorable_instances(fresh(one)).filter(pk=told.pk).exists()
        }
        down = {who for who, one in cast.items() if one.pk and told.permissions_for_user(fresh(one)).can_unpublish()}
        may[name] = (known, down)
    assert may == {
        "story": ({"of team a", "coordinator", "superuser"}, {"coordinator", "superuser"}),
        "untold story": ({"of team a", "superuser"}, set()),
    }


def test_what_the_groups_may_do_in_wagtail():
    """Set by migration; only coordinators look after translations and change the lists of the site."""
    rights = {
        group.name: {f"{perm.content_type.app_label}.{perm.codename}" for perm in group.permissions.all()}
        for group in Group.objects.prefetch_related("permissions__content_type")
    }
    assert set(rights) >= {COORDINATORS, PAGE_WRITERS, REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF}
    translating = {name for name, given in rights.items() if "wagtail_localize.submit_translation" in given}
    assert translating == {COORDINATORS}
    with_snippets = {name for name, given in rights.items() if any(right.startswith("home.") for right in given)}
    assert with_snippets == {COORDINATORS}
    on_pages = {
        name: set(Group.objects.get(name=name).page_permissions.values_list("permission__codename", flat=True))
        for name in (PAGE_WRITERS, REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF)
    }
    assert on_pages == {
        PAGE_WRITERS: {"change_page"},
        REVIEWERS_LIVED_EXPERIENCE: set(),
        REVIEWERS_STAFF: set(),
    }
