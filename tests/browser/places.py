"""Every page template of the public site, of signing in and of the portal, and how somebody comes to see it.

`test_places.py` fails when a template of the folder is missing here; axe, the layout checks and the keyboard walk visit
each of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from tests.browser import of_applications, of_roles
from tests.browser.at_meetings import (
    a_line,
    action,
    all_of,
    approve,
    at,
    days_to_choose,
    in_easy_read,
    next_week,
    of_the_item,
    somebody_asks,
    the_log,
    to_check,
    today,
    too_late,
    vote,
    ways,
    written,
)
from tests.browser.getting_there import (
    a_list,
    a_page_to_read,
    a_small_fix,
    about,
    after_an_outage,
    an_invitation_mailed,
    an_open_link,
    ask_for_a_code,
    asked,
    asked_for_help,
    at_passkey,
    changing,
    coffee,
    copied_to,
    helped,
    in_another_language,
    invited,
    leaflets,
    line_kept,
    lock_with_a_passkey,
    looked_at,
    looking_after,
    no_password,
    nobody_found,
    nobodys,
    nothing_on,
    on_the_list,
    open_help,
    page_of,
    pages_of_sana,
    person,
    review_of,
    send,
    sent,
    sign_in_with_password,
    told_about,
    too_much_to_say,
    type_the_code_mailed,
    waiting_to_be_read,
    with_app,
    with_passkey,
    without_its_cookies,
    words_kept,
    wrong_code,
    wrong_number,
    wrong_password,
    wrote_to_two,
)
from tests.browser.in_group_cards import at_card, catch_up, contacts, list_of_cards, no_contacts, with_cards
from tests.browser.in_groups import nobody_has_said_anything, several_answered, suggested, suggested_outside
from tests.browser.in_public import (
    approved,
    down,
    group_outside,
    groups_outside,
    minutes_outside,
    no_groups_outside,
    out,
    shown,
    waits,
    would_like_to_take_part,
)
from tests.browser.of_giving import at_gave, confirmed, give_and_get, to_hear, to_look_at, told, without_an_offer
from tests.browser.of_groups import at_group, group_that_finished, see_who_gets_it, wrote_to_the_group
from tests.browser.of_rewards import (
    CERTIFICATE,
    a_way,
    at_budget,
    at_budgets,
    at_hours,
    at_reward,
    at_sums,
    bought,
    certified,
    from_the_pot,
    gave_and_got,
    given,
    less,
    missing,
    no_budgets,
    no_hours,
    nothing_given_yet,
    off,
    our_money,
    over_the_limit,
    sent as sent_cost,
    sent_back,
    take_them_back,
    to_pay,
    too_few_gave,
    wanted,
    what_people_give_and_get,
    with_all,
    with_rates,
    written_down,
)
from tests.browser.of_stories import (
    all_of_them,
    at_story,
    at_words,
    changed_since,
    down as taken_down,
    neighbour_says_yes,
    no_stories,
    of_sana,
    of_the_neighbour,
    out as on_the_site,
    wished_for,
)
from tests.chromium import settle
from tests.factories.asking import complaint, offer

TEMPLATES = settings.BASE_DIR / "templates"
EXTENDS = re.compile(r'{% extends (?:base\|default:)?"([^"]+)"')


def page_templates() -> set[str]:
    """Every template that is a page by itself: it extends the site's base, and nothing extends it for its frame."""
    extends = {}
    for file in TEMPLATES.rglob("*.html"):
        if found := EXTENDS.search(file.read_text()):
            extends[str(file.relative_to(TEMPLATES))] = found[1]
    frames = {name for name in extends if Path(name).name.startswith("base")}
    return {name for name in extends if name not in frames and _first(extends, name) == "base.html"} | {"500.html"}


def _first(extends, name):
    while name in extends and extends[name] != name:
        name = extends[name]
    return name


# Before each of their places these make a group, with all that it needs.
MAKE_THEIR_OWN = {
    f"tests.browser.{name}"
    for name in (
        "at_meetings",
        "in_group_cards",
        "in_groups",
        "in_public",
        "of_giving",
        "of_groups",
        "of_rewards",
        "of_applications",
        "of_roles",
        "of_stories",
    )
}


@dataclass(frozen=True)
class Place:
    """`path` may be worked out from what `before` returns; `then` is what somebody does there to come to the state."""

    name: str
    template: str
    path: str = ""
    who: str = ""
    just_now: bool = True
    alone: bool = False
    before: Callable | None = None
    then: Callable | None = None
    refused: set[int] = field(default_factory=set)

    @property
    def only_looks(self) -> bool:
        """What is made ready for it is its own and changes nothing that others look at, and nothing is done there."""
        own = self.before is None or self.before.__module__ in MAKE_THEIR_OWN
        return own and not (self.then or self.alone or self.refused) and self.just_now

    def made_ready(self) -> str:
        """Where it is, when what it needs is there."""
        made = self.before and self.before()
        return self.path or made

    def go_on(self, page):
        """As somebody comes who was at another place."""
        page.goto(self.made_ready())
        settle(page)
        return page

    def open(self, visit, **options):
        path = self.made_ready()
        who = person(self.who) if self.who else None
        page = visit(path, who=who, just_now=self.just_now, alone=self.alone, **options)
        if self.then:
            self.then(page)
            settle(page)
        return page


def pages(folder, *rows):
    return [Place(name, f"{folder}/{template}.html", path) for name, template, path in rows]


PLACES = [
    *pages(
        "home",
        ("home", "home_page", "/"),
        ("section", "section_index_page", "/about/"),
        ("page", "standard_page", "/about/what-is-co-production/"),
        ("page with a table", "standard_page", "/how-we-work/thanks-payment-and-expenses/"),
        ("principles", "principles_page", "/about/principles/"),
        ("principle", "principle_page", "/about/principles/honesty/"),
        ("stages", "stages_page", "/about/stages/"),
        ("stage", "stage_page", "/about/stages/co-design/"),
        ("tips", "tips_page", "/about/ten-tips/"),
        ("signs", "indicators_page", "/about/signs-it-is-working/"),
        ("ladder", "ladder_page", "/about/ladder/"),
        ("questions", "questions_page", "/questions/"),
        ("questions for staff", "questions_page", "/questions/?for=staff"),
        ("resources", "resources_page", "/resources/"),
        ("resources, the second page", "resources_page", "/resources/?page=2"),
        ("get involved", "get_involved_page", "/get-involved/"),
        ("glossary", "glossary_page", "/glossary/"),
        ("notice", "notice_page", "/accessibility/"),
        ("easy read", "easy_read", "/easy-read/"),
        ("search, nothing asked", "search", "/search/"),
        ("search, found", "search", "/search/?q=panel"),
        ("search, nothing found", "search", "/search/?q=zqzqzq"),
    ),
    *pages(
        "casestudies",
        ("stories", "story_index_page", "/stories/"),
        ("story", "story_page", "/stories/the-town-names-its-bus/"),
    ),
    Place("home in Urdu", "home/home_page.html", "/ur/", before=copied_to("ur")),
    Place("help open", "home/standard_page.html", "/contact/", then=open_help),
    Place("not there", "404.html", "/nowhere/", refused={404}),
    Place("not open to you", "403.html", "/cms/", who="george", refused={403}),
    Place("where a button leads", "405.html", "/portal/me/break/", who="george", refused={405}),
    Place("form too old", "form_expired.html", "/accounts/login/", then=without_its_cookies, refused={403}),
    Place("too many tries", "429.html", "/try/too-many/", refused={429}),
    Place("our fault", "500.html", "/try/broken/", refused={500}),
    Place("every piece", "styleguide.html", "/try/pieces/"),
    # signing in
    Place("sign in", "account/login.html", "/accounts/login/"),
    Place("sign in, wrong", "account/login.html", "/accounts/login/", then=wrong_password),
    Place("sign in to go on", "account/login.html", "/accounts/login/?next=/portal/"),
    Place("ask for a code", "account/request_login_code.html", "/accounts/login/code/"),
    Place("type the code", "account/confirm_login_code.html", "/accounts/login/", then=ask_for_a_code),
    Place("type the code, wrong", "account/confirm_login_code.html", "/accounts/login/", then=wrong_code),
    Place("sign-up closed", "account/signup_closed.html", "/accounts/signup/"),
    Place("sign out", "account/logout.html", "/accounts/logout/", who="rosie"),
    Place("switched off", "account/account_inactive.html", "/accounts/inactive/"),
    Place("forgotten password", "account/password_reset.html", "/accounts/password/reset/"),
    Place(
        "forgotten password, the code",
        "account/confirm_password_reset_code.html",
        "/accounts/password/reset/",
        then=send("Send me the numbers", email="rosie@example.org"),
    ),
    Place(
        "forgotten password, a new one",
        "account/password_reset_from_key.html",
        "/accounts/password/reset/",
        then=type_the_code_mailed,
    ),
    Place("forgotten password, done", "account/password_reset_from_key_done.html", "/accounts/password/reset/done/"),
    Place("one-use link", "portal/members/use_link.html", before=an_open_link),
    Place("one-use link, spent", "portal/members/link_spent.html", "/accounts/link/old/", refused={404}),
    Place("second step", "mfa/authenticate.html", "/accounts/login/", before=with_app, then=sign_in_with_password),
    # how you sign in
    Place("how you sign in", "portal/members/how_you_sign_in.html", "/accounts/", who="rosie"),
    Place("address", "account/email_change.html", "/accounts/email/", who="rosie"),
    Place(
        "address, the code",
        "account/confirm_email_verification_code.html",
        "/accounts/email/",
        who="rosie",
        then=send("Send a code there", email="rosie.new@example.org"),
    ),
    Place("password", "account/password_change.html", "/accounts/password/change/", who="rosie"),
    Place("first password", "account/password_set.html", "/accounts/password/set/", who="rosie", before=no_password),
    Place("sessions", "usersessions/usersession_list.html", "/accounts/sessions/", who="rosie"),
    Place("app", "mfa/totp/activate_form.html", "/accounts/2fa/totp/activate/", who="rosie"),
    Place("app, off", "mfa/totp/deactivate_form.html", "/accounts/2fa/totp/deactivate/", who="rosie", before=with_app),
    Place("codes", "mfa/recovery_codes/index.html", "/accounts/2fa/recovery-codes/", who="rosie", before=with_app),
    Place(
        "new codes",
        "mfa/recovery_codes/generate.html",
        "/accounts/2fa/recovery-codes/generate/",
        who="rosie",
        before=with_app,
    ),
    Place(
        "passkeys", "mfa/webauthn/authenticator_list.html", "/accounts/2fa/webauthn/", who="rosie", before=with_passkey
    ),
    Place("new passkey", "mfa/webauthn/add_form.html", "/accounts/2fa/webauthn/add/", who="rosie"),
    Place("passkey's name", "mfa/webauthn/edit_form.html", who="rosie", before=at_passkey("mfa_edit_webauthn")),
    Place(
        "passkey away",
        "mfa/webauthn/authenticator_confirm_delete.html",
        who="rosie",
        before=at_passkey("mfa_remove_webauthn"),
    ),
    Place("is it you, password", "account/reauthenticate.html", "/accounts/password/set/", who="rosie", just_now=False),
    Place(
        "is it you, app",
        "mfa/reauthenticate.html",
        "/accounts/2fa/reauthenticate/",
        who="rosie",
        just_now=False,
        before=with_app,
    ),
    Place(
        "is it you, passkey",
        "mfa/webauthn/reauthenticate.html",
        "/accounts/2fa/webauthn/add/",
        who="rosie",
        alone=True,
        then=lock_with_a_passkey,
    ),
    Place(
        "is it you, code",
        "portal/members/sign_in_again.html",
        "/accounts/password/set/",
        who="rosie",
        just_now=False,
        before=no_password,
    ),
    # the portal
    Place("your space", "portal/home.html", "/portal/", who="sana"),
    Place("your space, nothing to do", "portal/home.html", "/portal/", who="george"),
    Place("your pages", "portal/agreement/pages.html", before=pages_of_sana, who="sana"),
    Place("your page", "portal/agreement/page.html", before=looking_after, who="sana"),
    Place("your page, being read", "portal/agreement/page.html", before=waiting_to_be_read, who="sana"),
    Place("change a page", "portal/agreement/edit.html", before=changing, who="sana"),
    Place("change a page, words kept", "portal/agreement/edit.html", before=words_kept, who="sana"),
    Place("put a page into another language", "portal/form.html", before=in_another_language, who="rosie"),
    Place("read a page", "portal/agreement/read.html", before=a_page_to_read, who="dev"),
    Place("small fix", "portal/agreement/fix.html", before=a_small_fix, who="sana"),
    Place("today", "portal/today.html", "/portal/today/", who="rosie"),
    # supporters, lists, trust and the trail
    Place("supporters, nobody", "portal/members/support/mine.html", "/portal/support/", who="dev"),
    Place("people I support", "portal/members/support/mine.html", "/portal/support/", who="sana"),
    Place("asked for help", "portal/members/support/mine.html", before=asked_for_help, who="mair"),
    Place("a supporter, by name", "portal/members/support/new.html", "/portal/support/new/", who="sana"),
    Place("a supporter, found", "portal/members/support/new.html", "/portal/support/new/?name=o", who="sana"),
    Place("a supporter, nobody", "portal/members/support/new.html", "/portal/support/new/?name=zqzq", who="sana"),
    Place(
        "a supporter, wrong",
        "portal/members/support/new.html",
        "/portal/support/new/?name=o",
        who="sana",
        then=send("Ask them"),
    ),
    Place("about George", "portal/members/support/about.html", before=helped("about"), who="sana"),
    Place("something for George", "portal/members/support/open.html", before=helped("open"), who="sana"),
    Place("messages to George", "portal/members/support/messages.html", before=about("messages"), who="sana"),
    Place("supporters of George", "portal/members/support/of_somebody.html", before=about("supporters"), who="rosie"),
    Place("a new way in for George", "portal/members/people/way_in.html", before=about("way-in"), who="rosie"),
    Place("no card for Mair", "portal/members/people/way_in.html", before=about("way-in", "mair"), who="rosie"),
    Place("what Mair is trusted with", "portal/members/trust.html", before=about("trust", "mair"), who="rosie"),
    Place("training of Mair", "portal/members/training.html", before=about("training", "mair"), who="rosie"),
    Place("settings", "portal/members/settings.html", "/portal/settings/", who="rosie"),
    Place("who we are", "portal/form.html", "/portal/settings/who-we-are/", who="rosie"),
    Place("words on the screen", "portal/form.html", "/portal/settings/words/", who="rosie"),
    Place("a list", "portal/members/lists/list.html", before=a_list, who="rosie"),
    Place("an entry", "portal/members/lists/entry.html", "/portal/lists/ways-to-be-in-touch/new/", who="rosie"),
    Place(
        "an entry, wrong",
        "portal/members/lists/entry.html",
        "/portal/lists/ways-to-be-here/new/",
        who="rosie",
        then=send("Save", name="Staff"),
    ),
    Place("what was done", "portal/audit/trail.html", "/portal/trail/", who="rosie"),
    Place("who looked", "portal/audit/trail.html", before=looked_at, who="george"),
    Place("who looked, nobody", "portal/audit/trail.html", "/portal/trail/looks/", who="dev"),
    # what people outside ask of us
    Place("help", "get_involved/help.html", "/get-involved/help/"),
    Place("help, wrong", "get_involved/help.html", "/get-involved/help/", then=send("Send"), refused={422}),
    Place("help in Urdu", "get_involved/help.html", "/ur/get-involved/help/"),
    Place("help, sent", "get_involved/help_sent.html", before=sent("help-sent", offer)),
    Place("suggest", "get_involved/suggest.html", "/get-involved/suggest/"),
    Place("suggest, wrong", "get_involved/suggest.html", "/get-involved/suggest/", then=send("Send"), refused={422}),
    Place("suggest, sent", "get_involved/suggest_sent.html", before=suggested_outside()),
    Place("suggest, sent without a name", "get_involved/suggest_sent.html", before=suggested_outside(how="unnamed")),
    Place("you said, we did", "get_involved/you_said.html", before=several_answered()),
    Place("you said, nothing yet", "get_involved/you_said.html", before=nobody_has_said_anything),
    Place("groups for everybody", "get_involved/groups.html", before=groups_outside),
    Place("groups for everybody, none", "get_involved/groups.html", before=no_groups_outside),
    Place("a group for everybody", "get_involved/group.html", before=group_outside),
    Place("minutes for everybody", "get_involved/minutes.html", before=minutes_outside),
    Place("help, with a group", "get_involved/help.html", before=would_like_to_take_part),
    Place("complaint", "get_involved/complaint.html", "/get-involved/complaint/"),
    Place("complaint, sent", "get_involved/complaint_sent.html", before=sent("complaint-sent", complaint)),
    *(
        Place(name, f"portal/{template}.html", who="rosie", path=path, before=before)
        for name, template, path, before in (
            ("offers", "members/asking/list", "/portal/offers/", None),
            ("offers, none found", "members/asking/list", "/portal/offers/?q=zqzqzq", None),
            ("offer written down", "form", "/portal/offers/new/", None),
            ("offer", "members/asking/offer", "", asked("offer", offer)),
            ("offer, answered", "members/asking/offer", "", asked("offer", offer, answered=True)),
            ("offer, notes", "form", "", asked("offer-notes", offer)),
            ("offer, no", "form", "", asked("offer-no", offer)),
            ("offer, taken back", "form", "", asked("offer-taken-back", offer)),
            ("complaints", "members/asking/list", "/portal/complaints/", None),
            ("complaint written down", "form", "/portal/complaints/new/", None),
            ("complaint to answer", "members/asking/complaint", "", asked("complaint", complaint)),
            ("complaint, acknowledged", "members/asking/complaint", "", asked("complaint", complaint, answered=True)),
            ("complaint, how it goes", "form", "", asked("complaint-progress", complaint)),
            ("complaint, the answer", "form", "", asked("complaint-answer", complaint)),
        )
    ),
    # coming in
    Place("come in with a card", "portal/members/type_code.html", "/accounts/code/"),
    Place("a wrong code", "portal/members/type_code.html", "/accounts/code/", then=send("Go on", code="AAAAA-AAAAA")),
    Place("an invitation", "portal/members/use_link.html", before=an_invitation_mailed),
    Place("invite", "portal/members/inviting/invite.html", "/portal/people/invite/", who="rosie"),
    Place(
        "invite, who gets what",
        "portal/members/inviting/invite.html",
        "/portal/people/invite/",
        who="rosie",
        then=send("See who gets what", people="Rosa, rosa@example.org\nEd, 01632 960 150\nJo"),
    ),
    Place("invitations", "portal/members/inviting/invitations.html", who="rosie", before=invited),
    Place(
        "a card",
        "portal/members/inviting/cards.html",
        who="rosie",
        before=invited,
        then=lambda screen: screen.get_by_role("button", name="Print a card").first.click(),
    ),
    Place("first steps", "portal/members/welcome.html", who="rosie", before=about("welcome")),
    Place("getting started", "portal/members/getting_started.html", "/portal/people/getting-started/", who="rosie"),
    Place("about backups", "portal/members/backups.html", "/portal/people/getting-started/backups/", who="rosie"),
    # messages
    Place("write to people", "portal/members/write_to_people.html", "/portal/people/write/", who="rosie"),
    Place("a message just written", "portal/members/written.html", who="rosie", before=wrote_to_two),
    Place("a message to a group, just written", "portal/members/written.html", who="sana", before=wrote_to_the_group),
    Place("write to a group", "portal/groups/write.html", before=at_group("write"), who="sana", then=see_who_gets_it),
    Place(
        "finish a group",
        "portal/form.html",
        before=at_group("finish"),
        who="mair",
        then=send("Finish, and tell everybody"),
    ),
    Place("a group that has finished", "portal/groups/group.html", before=group_that_finished, who="mair"),
    Place("messages", "portal/notices/mine.html", who="sana", before=told_about("mine")),
    Place("people to ring", "portal/notices/by_hand.html", who="rosie", before=told_about("by-hand")),
    Place("e-mail works again", "portal/notices/by_hand.html", who="rosie", before=after_an_outage),
    Place("people to ring, on paper", "portal/notices/print.html", who="rosie", before=told_about("print")),
    Place("e-mail of this site", "portal/notices/post.html", "/portal/messages/e-mail/", who="rosie"),
    Place("own calendar", "portal/notices/feed.html", "/portal/messages/calendar/", who="sana"),
    # what is on, and something to do
    Place("what's on", "portal/members/doings/whats_on.html", who="george", before=on_the_list("whats-on", coffee)),
    Place("what's on, nothing", "portal/members/doings/whats_on.html", who="george", before=nothing_on),
    Place("coffee", "portal/members/doings/doing.html", who="sana", before=coffee),
    Place("a gathering that is nobody’s", "portal/members/doings/doing.html", who="rosie", before=nobodys),
    Place("put something on", "portal/form.html", "/portal/whats-on/new/", who="george"),
    Place("something to do", "portal/members/doings/find.html", who="dev", before=on_the_list("find", leaflets)),
    Place("fold leaflets", "portal/members/doings/doing.html", who="sana", before=leaflets),
    # groups and their meetings
    Place("groups", "portal/groups/groups.html", "/portal/groups/", who="mair"),
    Place("groups, none", "portal/groups/groups.html", "/portal/groups/", who="iwan"),
    Place("start a group", "portal/form.html", "/portal/groups/new/", who="george"),
    Place("ask people", "portal/form.html", who="mair", before=at("ask")),
    Place("offer days", "portal/folded_form.html", who="mair", before=at("offer-dates")),
    Place("a group I look after", "portal/groups/group.html", who="mair", before=at("group")),
    Place("who is in a group", "portal/groups/people.html", who="mair", before=at("people", make=somebody_asks)),
    Place("a group that asks me", "portal/groups/group.html", who="george", before=at("group")),
    Place("answer a group", "portal/form.html", who="george", before=at("answer")),
    Place("days to choose from", "portal/groups/meeting.html", who="mair", before=at("meeting", make=days_to_choose)),
    Place("say which days", "portal/form.html", who="sana", before=at("say-when", make=days_to_choose)),
    Place("a meeting to come", "portal/groups/meeting.html", who="mair", before=at("meeting", make=next_week)),
    Place("will you come", "portal/form.html", who="dev", before=at("reply", make=next_week)),
    Place("a meeting today", "portal/groups/meeting.html", who="dev", before=at("meeting", make=today)),
    Place("an agenda in Easy Read", "portal/groups/easy_read.html", who="dev", before=in_easy_read()),
    Place(
        "write in Easy Read",
        "portal/write_easy_read.html",
        who="dev",
        before=in_easy_read("write-easy-read"),
    ),
    Place("bring a paper", "portal/form.html", who="mair", before=at("add-paper", make=next_week)),
    Place("bring something", "portal/folded_form.html", who="dev", before=at("add-item", make=today)),
    Place("who is here", "portal/form.html", who="mair", before=at("who-is-here", make=today)),
    Place("came too late", "portal/too_late.html", who="mair", before=too_late, refused={404}),
    Place("write about an item", "portal/groups/write_item.html", who="mair", before=of_the_item("write-item")),
    Place("more on a decision", "portal/folded_form.html", who="mair", before=of_the_item("decision")),
    Place("minutes, being written", "portal/groups/minutes.html", who="mair", before=at("minutes", make=written)),
    Place("a line that I see otherwise", "portal/form.html", who="mair", before=a_line),
    Place("minutes, to check", "portal/groups/minutes.html", who="dev", before=at("minutes", make=to_check)),
    Place("is this right", "portal/groups/check.html", who="dev", before=at("check-minutes", make=to_check)),
    Place("approve minutes", "portal/groups/approve.html", who="dev", before=approve),
    Place("leave a group", "portal/groups/leave.html", who="mair", before=at("leave")),
    Place(
        "make it for everybody", "portal/groups/write_public.html", who="dev", before=at("write-public", make=approved)
    ),
    Place(
        "for everybody, in easy read",
        "portal/write_easy_read.html",
        who="dev",
        before=at("write-public-easy-read", make=out),
    ),
    Place("for everybody, to look at", "portal/groups/in_public.html", who="dev", before=at("in-public", make=waits)),
    Place("for everybody, out", "portal/groups/in_public.html", who="mair", before=at("in-public", make=out)),
    Place("for everybody, down", "portal/groups/in_public.html", who="dev", before=at("in-public", make=down)),
    Place("a group that shows itself", "portal/groups/group.html", who="mair", before=at("group", make=shown)),
    Place("how I am named", "portal/form.html", who="dev", before=at("named")),
    Place("what we decided", "portal/groups/log.html", who="dev", before=the_log),
    Place("what we decided, nothing", "portal/groups/log.html", who="dev", before=at("log")),
    Place("all that is to be done", "portal/groups/actions.html", who="dev", before=all_of("actions")),
    Place("nothing to be done", "portal/groups/actions.html", who="dev", before=at("actions")),
    Place("all meetings", "portal/groups/meetings.html", who="dev", before=all_of("meetings")),
    Place("an action", "portal/groups/action.html", who="dev", before=at("action", make=action)),
    Place("ways of working, none", "portal/groups/ways.html", who="dev", before=at("ways")),
    Place("ways of working", "portal/groups/ways.html", who="mair", before=at("ways", make=ways)),
    Place(
        "ways of working, to change", "portal/groups/change_ways.html", who="mair", before=at("change-ways", make=ways)
    ),
    Place(
        "suggestions",
        "portal/groups/suggestions.html",
        who="rosie",
        before=several_answered("portal:groups:suggestions"),
    ),
    Place("suggestions, none", "portal/groups/suggestions.html", "/portal/groups/suggestions/", who="helen"),
    Place("suggest inside", "portal/groups/suggest.html", "/portal/groups/suggestions/new/", who="george"),
    Place(
        "suggest inside, wrong",
        "portal/groups/suggest.html",
        "/portal/groups/suggestions/new/",
        who="george",
        then=send("Send"),
    ),
    Place("a suggestion", "portal/groups/suggestion.html", who="mair", before=suggested()),
    Place("a suggestion to talk about", "portal/groups/suggestion.html", who="mair", before=suggested(how="talk")),
    Place("my suggestion, answered", "portal/groups/suggestion.html", who="george", before=suggested(state="no")),
    Place("what becomes of it", "portal/form.html", who="mair", before=suggested("answer-suggestion")),
    Place("bring it to a meeting", "portal/form.html", who="mair", before=suggested("bring-suggestion")),
    Place("pass it on", "portal/form.html", who="mair", before=suggested("pass-on-suggestion")),
    Place("a talk", "portal/form.html", who="mair", before=suggested("note-talk", how="talk")),
    Place("a suggestion written down", "portal/form.html", "/portal/groups/suggestions/down/", who="rosie"),
    Place("a vote", "portal/groups/vote.html", who="dev", before=at("vote", make=vote("secret"))),
    Place("a vote, closed", "portal/groups/vote.html", who="dev", before=at("vote", make=vote(closed=True))),
    Place(
        "a secret vote, closed",
        "portal/groups/vote.html",
        who="dev",
        before=at("vote", make=vote("secret", closed=True)),
    ),
    Place("a vote, called off", "portal/groups/vote.html", who="dev", before=at("vote", make=vote(called_off=True))),
    Place("a vote on paper", "portal/groups/vote.html", who="mair", before=at("vote", make=vote(papers=True))),
    Place("count votes on paper", "portal/form.html", who="mair", before=at("count-paper", make=vote())),
    Place("count them too", "portal/form.html", who="mair", before=at("check-paper", make=vote(papers=True))),
    Place("close a vote", "portal/form.html", who="mair", before=at("close-vote", make=vote())),
    # what a group decides together
    Place("a group with cards", "portal/groups/group.html", who="dev", before=with_cards),
    Place("what a group decides together", "portal/groups/cards.html", who="dev", before=list_of_cards),
    Place("a card under headings", "portal/groups/card.html", who="dev", before=at_card("card", "scope")),
    Place("a card in order", "portal/groups/card.html", who="dev", before=at_card("card", "steps")),
    Place("a card with something taken out", "portal/groups/card.html", who="dev", before=at_card("card", "voices")),
    Place("a card without words", "portal/groups/card.html", who="dev", before=at_card("card", "offer")),
    Place("how much say", "portal/groups/card.html", who="dev", before=at_card("card", "say")),
    Place(
        "how much say, to write", "portal/groups/write_card.html", who="dev", before=at_card("write-card", "say", "new")
    ),
    Place(
        "a card, wrong",
        "portal/groups/write_card.html",
        who="dev",
        before=at_card("write-card", "scope", "new"),
        then=send("Save"),
    ),
    Place("what has happened so far", "portal/groups/catch_up.html", who="dev", before=catch_up),
    Place("contact sheet of a group", "portal/groups/contacts.html", who="mair", before=contacts),
    Place("contact sheet of a group, nobody", "portal/groups/contacts.html", who="mair", before=no_contacts),
    # stories that people tell together
    Place("stories I am in", "casestudies/telling/stories.html", who="mair", before=all_of_them),
    Place("stories that ask me", "casestudies/telling/stories.html", who="george", before=all_of_them),
    Place("stories, none", "casestudies/telling/stories.html", who="iwan", before=no_stories),
    # roles that people write together
    Place("roles", "portal/roles/roles.html", who="mair", before=of_roles.listed),
    Place("roles, none", "portal/roles/roles.html", "/portal/roles/", who="iwan"),
    Place("begin a role", "portal/form.html", "/portal/roles/new/", who="mair"),
    Place("a role that I write", "portal/roles/role.html", who="mair", before=of_roles.at("role")),
    Place("a role that others write", "portal/roles/role.html", who="iwan", before=of_roles.at("role")),
    Place(
        "a role set aside", "portal/roles/role.html", who="mair", before=of_roles.at("role", make=of_roles.set_aside)
    ),
    Place(
        "a section of a role",
        "portal/roles/write_section.html",
        who="mair",
        before=of_roles.at("write-section", "pay", make=of_roles.changed),
    ),
    Place("what a role needs", "portal/roles/need.html", who="mair", before=of_roles.at("add-need")),
    Place("questions about a need", "portal/roles/need.html", who="mair", before=of_roles.at_need("questions")),
    Place("a role in Easy Read", "portal/roles/role.html", who="mair", before=of_roles.at("role", make=of_roles.easy)),
    Place(
        "write a role in Easy Read",
        "portal/roles/write_easy_read.html",
        who="mair",
        before=of_roles.at("write-easy-read", make=of_roles.easy),
    ),
    Place("a role to print", "portal/roles/print.html", who="mair", before=of_roles.at("print", make=of_roles.easy)),
    Place(
        "ask everybody, with Easy Read",
        "portal/roles/put_forward.html",
        who="mair",
        before=of_roles.at("put-forward", make=of_roles.easy),
    ),
    Place("explain a word of a role", "portal/form.html", who="mair", before=of_roles.at("explain")),
    Place("what we promise", "portal/form.html", "/portal/roles/promise/", who="rosie"),
    Place("what roles often need", "portal/roles/ideas.html", who="mair", before=of_roles.at("ideas")),
    Place("what scores look like", "portal/form.html", who="mair", before=of_roles.at_need("scores")),
    Place("will you write a role", "portal/form.html", who="george", before=of_roles.at("answer")),
    Place("say something on a role", "portal/folded_form.html", who="iwan", before=of_roles.at("say-on", "purpose")),
    Place(
        "answer about a role", "portal/roles/answer_remark.html", who="dev", before=of_roles.at_remark("answer-remark")
    ),
    Place(
        "ask everybody about a role",
        "portal/roles/put_forward.html",
        who="mair",
        before=of_roles.at("put-forward", make=of_roles.whole),
    ),
    Place(
        "do I agree to a role",
        "portal/roles/agree.html",
        who="mair",
        before=of_roles.at("agree", make=of_roles.changed),
    ),
    Place(
        "what changed in a role",
        "portal/roles/history.html",
        who="iwan",
        before=of_roles.at("history", make=of_roles.changed),
    ),
    # open roles, and applying for one
    Place("open roles", "get_involved/roles.html", before=of_applications.listed),
    Place("open roles, none", "get_involved/roles.html", "/get-involved/roles/"),
    Place("an open role", "get_involved/role.html", before=of_applications.outside("vacancy")),
    Place(
        "a role taken back",
        "get_involved/role.html",
        before=of_applications.outside("vacancy", of_applications.taken_back),
    ),
    Place("apply", "get_involved/apply.html", before=of_applications.outside("apply")),
    Place("a code to type", "get_involved/type_code.html", "/get-involved/application/"),
    Place(
        "a wrong code",
        "get_involved/type_code.html",
        "/get-involved/application/",
        then=send("Open it", code="AB"),
        refused={422},
    ),
    Place("a lost code", "get_involved/lost_code.html", "/get-involved/application/lost/"),
    Place("an application", "get_involved/application.html", before=of_applications.with_code("application")),
    Place(
        "an application, sent",
        "get_involved/application.html",
        before=of_applications.with_code("application", of_applications.sent),
    ),
    Place(
        "an application, too late",
        "get_involved/application.html",
        before=of_applications.with_code("application", of_applications.too_late),
    ),
    Place(
        "an application, helped",
        "get_involved/application.html",
        before=of_applications.with_code("application", for_helper=True),
    ),
    Place("an answer", "get_involved/write_answer.html", before=of_applications.answering("write-answer")),
    Place("a recorded answer", "get_involved/application_form.html", before=of_applications.answering("add-file")),
    Place("what would help", "get_involved/application_form.html", before=of_applications.with_code("what-helps")),
    Place("who helps", "get_involved/helper.html", before=of_applications.with_code("helper")),
    Place("check your answers", "get_involved/check_answers.html", before=of_applications.with_code("check-answers")),
    Place(
        "take it back",
        "get_involved/take_application_back.html",
        before=of_applications.with_code("take-application-back"),
    ),
    Place(
        "its application is gone",
        "get_involved/application_gone.html",
        before=of_applications.with_code("take-application-back"),
        then=send("Yes, delete it"),
    ),
    Place("open a role", "portal/folded_form.html", who="mair", before=of_applications.to_open),
    Place("a role that is open", "portal/roles/role.html", who="rosie", before=of_applications.on_its_page),
    Place("put something right", "portal/form.html", who="mair", before=of_applications.inside("correct")),
    Place("what became of a role", "portal/form.html", who="rosie", before=of_applications.inside("end-vacancy")),
    Place("who applies", "portal/roles/applications.html", who="rosie", before=of_applications.several),
    Place(
        "nobody applies", "portal/roles/applications.html", who="rosie", before=of_applications.inside("applications")
    ),
    Place(
        "one who applies", "portal/roles/application.html", who="rosie", before=of_applications.at_one("application")
    ),
    Place("names to hide", "portal/roles/hide_names.html", who="rosie", before=of_applications.at_one("hide-names")),
    Place(
        "names hidden",
        "portal/roles/hide_names.html",
        who="rosie",
        before=of_applications.at_one("hide-names", of_applications.names_hidden),
    ),
    Place(
        "somebody rings to apply", "portal/form.html", who="rosie", before=of_applications.inside("application-down")
    ),
    Place(
        "a code to read out",
        "portal/roles/code.html",
        who="rosie",
        before=of_applications.at_one("application"),
        then=send("Show their code, to tell it to them"),
    ),
    Place(
        "a copy for who applied",
        "portal/roles/copy.html",
        who="rosie",
        before=of_applications.at_one("copy-application"),
    ),
    Place("a link that opens nothing", "get_involved/unknown_code.html", "/get-involved/application/x/", refused={404}),
    Place("what is deleted when", "portal/roles/keeping.html", who="rosie", before=of_applications.kept_longer),
    Place("equality in counts", "portal/roles/counts.html", who="rosie", before=of_applications.counted),
    Place("equality, not yet", "portal/roles/counts.html", who="rosie", before=of_applications.inside("counts")),
    Place(
        "questions about equality",
        "get_involved/application_form.html",
        before=of_applications.with_code("equality", of_applications.sent),
    ),
    # give and get
    Place("give and get", "portal/reciprocity/mine.html", who="mair", before=give_and_get),
    Place("give and get, nothing", "portal/reciprocity/mine.html", "/portal/give-and-get/", who="iwan"),
    Place("write down what I gave", "portal/folded_form.html", "/portal/give-and-get/gave/new/", who="mair"),
    Place(
        "what I gave, wrong",
        "portal/folded_form.html",
        "/portal/give-and-get/gave/new/",
        who="mair",
        then=send("Save"),
    ),
    Place("something I gave", "portal/reciprocity/gave.html", who="mair", before=at_gave("gave", confirmed)),
    Place("is it right that I gave it", "portal/reciprocity/gave.html", who="mair", before=at_gave("gave", to_look_at)),
    Place("is it so", "portal/reciprocity/gave.html", who="george", before=at_gave("gave")),
    Place("written down for me", "portal/reciprocity/gave.html", who="mair", before=at_gave("gave", told)),
    Place("they say that it is right", "portal/reciprocity/gave.html", who="helen", before=at_gave("gave", told)),
    Place("they say that it is so", "portal/reciprocity/gave.html", who="helen", before=at_gave("gave", to_hear)),
    Place("what somebody gave", "portal/folded_form.html", "/portal/give-and-get/gave/down/", who="rosie"),
    Place("change what I gave", "portal/folded_form.html", who="mair", before=at_gave("say-otherwise", confirmed)),
    Place("what changed", "portal/form.html", who="george", before=at_gave("what-changed")),
    Place("thank somebody", "portal/form.html", "/portal/give-and-get/thanks/new/", who="mair"),
    Place("hours", "portal/reciprocity/hours.html", who="mair", before=at_hours),
    Place("hours, whoever pays", "portal/reciprocity/hours.html", who="rosie", before=at_hours),
    Place("hours, wrong", "portal/reciprocity/hours.html", who="iwan", before=no_hours, then=send("Give them")),
    Place("hours out of the pot", "portal/form.html", who="rosie", before=from_the_pot),
    Place("take hours back", "portal/form.html", who="mair", before=take_them_back),
    Place("a meeting without an offer", "portal/groups/meeting.html", who="mair", before=without_an_offer),
    Place("offered to me", "portal/reciprocity/reward.html", who="mair", before=at_reward("reward")),
    Place("offered to me, called off", "portal/reciprocity/reward.html", who="mair", before=at_reward("reward", off)),
    Place("called off, does it stand", "portal/reciprocity/reward.html", who="helen", before=at_reward("reward", off)),
    Place("given to me", "portal/reciprocity/reward.html", who="mair", before=at_reward("reward", given)),
    Place("it did not come", "portal/reciprocity/reward.html", who="rosie", before=at_reward("reward", missing)),
    Place(
        "an answer, wrong", "portal/reciprocity/answer.html", who="mair", before=at_reward("reward"), then=send("Save")
    ),
    Place("their answer", "portal/reciprocity/answer.html", who="rosie", before=at_reward("answer-down")),
    Place("a cost", "portal/folded_form.html", "/portal/give-and-get/costs/new/", who="mair"),
    Place("a cost, sent", "portal/reciprocity/cost.html", who="rosie", before=at_reward("cost", sent_cost)),
    Place("a cost, sent back", "portal/reciprocity/cost.html", who="mair", before=at_reward("cost", sent_back)),
    Place("a cost, is it right", "portal/reciprocity/cost.html", who="mair", before=at_reward("cost", written_down)),
    Place("a cost, whom to ask", "portal/reciprocity/cost.html", who="helen", before=at_reward("cost", written_down)),
    Place("a cost to pay", "portal/reciprocity/cost.html", who="rosie", before=at_reward("cost", to_pay)),
    Place("put a cost right", "portal/folded_form.html", who="mair", before=at_reward("put-right", sent_cost)),
    Place("send a cost back", "portal/form.html", who="rosie", before=at_reward("send-back", sent_cost)),
    Place("a cost of somebody else", "portal/folded_form.html", "/portal/give-and-get/costs/down/", who="rosie"),
    Place("my statement", "portal/reciprocity/statement.html", who="mair", before=with_all("statement")),
    Place("more than I wish", "portal/reciprocity/reward.html", who="mair", before=at_reward("reward", over_the_limit)),
    Place("warn me", "portal/form.html", "/portal/give-and-get/limit/", who="mair"),
    Place("a letter", "portal/reciprocity/letter.html", who="mair", before=with_all("letter")),
    Place("what I did", "portal/reciprocity/record.html", who="mair", before=with_all("record")),
    Place("what I did, nothing", "portal/reciprocity/record.html", "/portal/give-and-get/record/", who="iwan"),
    Place("a certificate", "portal/reciprocity/certificate.html", who="mair", before=certified),
    Place("a certificate, nothing", "portal/reciprocity/certificate.html", CERTIFICATE, who="iwan"),
    Place("ask for a reference", "portal/form.html", "/portal/give-and-get/reference/", who="mair"),
    Place("a reference", "portal/reciprocity/reference.html", who="rosie", before=at_reward("reference", wanted)),
    Place("what we give", "portal/reciprocity/all.html", who="rosie", before=with_all("all")),
    Place("offer something", "portal/folded_form.html", "/portal/give-and-get/offer/", who="rosie"),
    Place("it is given", "portal/form.html", who="rosie", before=at_reward("give", less)),
    Place("not given after all", "portal/form.html", who="rosie", before=at_reward("take-back", missing)),
    Place("rates", "portal/reciprocity/rates.html", who="rosie", before=with_rates),
    Place(
        "rates, wrong", "portal/reciprocity/rates.html", "/portal/give-and-get/rates/", who="rosie", then=send("Save")
    ),
    Place("how each is paid", "portal/reciprocity/ways.html", "/portal/give-and-get/ways/", who="rosie"),
    Place("how one is paid", "portal/form.html", who="rosie", before=a_way),
    Place("budgets", "portal/reciprocity/budgets.html", who="rosie", before=at_budgets),
    Place("budgets, none", "portal/reciprocity/budgets.html", who="rosie", before=no_budgets),
    Place("a budget", "portal/reciprocity/budget.html", who="rosie", before=at_budget("budget")),
    Place("change a budget", "portal/folded_form.html", who="rosie", before=at_budget("change-budget")),
    Place("what was paid", "portal/form.html", who="rosie", before=at_budget("spend")),
    Place("not paid after all", "portal/form.html", who="rosie", before=at_reward("take-spending-back", bought)),
    Place("which budget", "portal/form.html", who="rosie", before=at_reward("choose-budget", to_pay)),
    Place("a budget of our group", "portal/groups/budget.html", who="mair", before=our_money),
    Place("what we gave and got", "portal/groups/sums.html", who="mair", before=gave_and_got),
    Place("what we gave and got, too few", "portal/groups/sums.html", who="mair", before=too_few_gave),
    Place("what people give and get", "home/give_and_get_page.html", before=what_people_give_and_get),
    Place("what people give and get, nothing yet", "home/give_and_get_page.html", before=nothing_given_yet),
    Place("our sums", "portal/reciprocity/sums.html", who="rosie", before=at_sums),
    Place("how we pay and thank", "portal/form.html", "/portal/give-and-get/settings/", who="rosie"),
    Place("tell a story", "portal/form.html", "/portal/stories/start/", who="george"),
    Place("tell a story, wrong", "portal/form.html", "/portal/stories/start/", who="george", then=send("Begin")),
    Place("a story on its way", "casestudies/telling/story.html", who="mair", before=at_story("story")),
    Place("a story with a wish", "casestudies/telling/story.html", who="sana", before=at_story("story", wished_for)),
    Place("a story on the site", "casestudies/telling/story.html", who="mair", before=at_story("story", on_the_site)),
    Place("a story to read with fresh eyes", "casestudies/telling/story.html", who="dev", before=at_story("story")),
    Place("a story that asks me", "casestudies/telling/story.html", who="george", before=at_story("story")),
    Place("what a story is about", "portal/folded_form.html", who="mair", before=at_story("about")),
    Place("help with a story", "portal/form.html", who="mair", before=at_story("ask")),
    Place("will I help with a story", "portal/form.html", who="george", before=at_story("answer")),
    Place("four questions", "casestudies/telling/allow.html", who="mair", before=at_story("allow")),
    Place(
        "four questions, wrong",
        "casestudies/telling/allow.html",
        who="mair",
        before=at_story("allow"),
        then=send("Save my answers"),
    ),
    Place("what Sana allows", "casestudies/telling/allow.html", who="mair", before=of_sana("allow-down")),
    Place("somebody else in a story", "casestudies/telling/allow.html", who="mair", before=at_story("allow-else")),
    Place("what a neighbour allows", "casestudies/telling/allow.html", who="mair", before=of_the_neighbour),
    Place("first allow it", "casestudies/telling/agree.html", who="mair", before=at_words("agree")),
    Place("say yes to a story", "casestudies/telling/agree.html", who="sana", before=at_words("agree", changed_since)),
    Place("said yes to a story", "casestudies/telling/agree.html", who="sana", before=at_words("agree")),
    Place("a neighbour says yes", "casestudies/telling/agree.html", who="mair", before=neighbour_says_yes),
    Place("fresh eyes", "casestudies/telling/look.html", who="dev", before=at_words("look")),
    Place(
        "fresh eyes, wrong",
        "casestudies/telling/look.html",
        who="dev",
        before=at_words("look"),
        then=send("Send my answer"),
    ),
    Place("take a story down", "casestudies/telling/take_down.html", who="mair", before=at_story("take-down")),
    Place("a story that is down", "casestudies/telling/down.html", who="mair", before=at_story("story", taken_down)),
    Place(
        "a story that another took down",
        "casestudies/telling/down.html",
        who="dev",
        before=at_story("story", taken_down),
    ),
    Place("delete a story", "portal/form.html", who="mair", before=at_story("delete", taken_down)),
    Place("leave a story", "portal/form.html", who="sana", before=at_story("leave")),
    Place("the editor for a story", "portal/form.html", who="mair", before=at_story("use-editor")),
    # about oneself
    Place("about me", "portal/members/me/about.html", "/portal/me/", who="dev"),
    Place("about me, nothing told", "portal/members/me/about.html", "/portal/me/", who="sana"),
    Place("about me, on a break", "portal/members/me/about.html", "/portal/me/", who="iwan"),
    Place("your space, on a break", "portal/home.html", "/portal/", who="iwan"),
    Place("one line", "portal/members/me/change.html", "/portal/me/share/", who="dev"),
    Place("one line, words kept", "portal/members/me/change.html", who="dev", before=line_kept),
    Place("one line, too long", "portal/members/me/change.html", "/portal/me/words/", who="dev", then=too_much_to_say),
    Place("three questions", "portal/members/me/welcome.html", "/portal/me/welcome/", who="george"),
    Place("how to reach you", "portal/members/me/reaching.html", "/portal/me/reaching/", who="george"),
    Place(
        "how to reach you, wrong",
        "portal/members/me/reaching.html",
        "/portal/me/reaching/",
        who="dev",
        then=wrong_number,
    ),
    Place("who may have it", "portal/members/me/shared.html", "/portal/me/contact-sheet/", who="dev"),
    Place("is this right, nothing noted", "portal/members/reviews/mine.html", "/portal/is-this-right/", who="dev"),
    Place("is this right", "portal/members/reviews/mine.html", "/portal/is-this-right/", who="george"),
    Place("how it is going", "portal/members/reviews/form.html", "/portal/is-this-right/new/", who="george"),
    Place("how it goes for George", "portal/members/reviews/one.html", before=review_of("george"), who="george"),
    Place("how it goes for George, to Sana", "portal/members/reviews/one.html", before=review_of("george"), who="sana"),
    Place("leave", "portal/members/me/leave.html", "/portal/me/leave/", who="sana"),
    Place("leave, the only coordinator", "portal/members/me/leave.html", "/portal/me/leave/", who="rosie"),
    Place("a break, alone", "portal/members/me/break_alone.html", "/portal/me/break/alone/", who="rosie"),
    Place("leave now, alone", "portal/members/me/leave_now.html", "/portal/me/leave/now/", who="rosie"),
    Place("leave now", "portal/members/me/leave_now.html", "/portal/me/leave/now/", who="sana"),
    Place("left", "portal/members/left.html", "/accounts/left/"),
    # people
    Place("people, for members", "portal/members/people/list.html", "/portal/people/", who="sana"),
    Place("people, nobody yet", "portal/members/people/list.html", "/portal/people/", who="sana", before=nobody_found),
    Place("people, for coordinators", "portal/members/people/list.html", "/portal/people/", who="rosie"),
    Place("people, nobody fits", "portal/members/people/list.html", "/portal/people/?q=zzz", who="rosie"),
    Place("somebody, for members", "portal/members/people/person.html", who="sana", before=page_of("dev")),
    Place("somebody, for coordinators", "portal/members/people/person.html", who="rosie", before=page_of("george")),
    Place("what Dev is good at", "portal/members/people/suggest.html", before=about("suggest", "dev"), who="mair"),
    Place("contact sheet", "portal/members/people/contact_sheet.html", "/portal/people/contact-sheet/", who="mair"),
    Place(
        "contact sheet, nobody",
        "portal/members/people/contact_sheet.html",
        "/portal/people/contact-sheet/",
        who="rosie",
        before=nobody_found,
    ),
    Place(
        "contact sheet, on paper",
        "portal/members/people/contact_sheet_print.html",
        "/portal/people/contact-sheet/print/",
        who="mair",
    ),
    Place("people, on paper", "portal/members/people/list_print.html", "/portal/people/print/?by_hand=on", who="rosie"),
    Place("somebody on a break", "portal/members/people/person.html", who="rosie", before=page_of("iwan")),
]
