"""What people are offered and got, to try the site out with: one thing in each state."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import GiveAndGetPage
from portal.members.models import User
from portal.reciprocity.models import ContributionKind, Giving, Offer, Policy, Reward, RewardKind
from portal.reciprocity.services import (
    answer,
    give,
    give_hours,
    keep_budget,
    let_it_be_public,
    offer,
    propose,
    say_it_is_so,
    say_missing,
    say_what_changed,
    set_policy,
    set_rate,
    spend,
    tax_year,
    thank,
    write_down,
)

AFTER = ("portal.members",)
Works, Answer, How = RewardKind.Works, Reward.Answer, Giving.How


def load() -> None:
    """Once: what people have done since stays as it is."""
    people = {name: User.objects.called(name) for name in ("rosie", "helen", "mair", "sana", "george", "dev")}
    if Offer.objects.exists() or not all(people.values()):
        return
    today = timezone.localdate()

    def offered(name, title, works, days, **reward):
        given = {"budget": budget} if title == leaflet else {}
        kind = RewardKind.objects.filter(works=works, in_use=True).first()
        day = today + timedelta(days=days)
        made = offer(
            person=people[name],
            title=title,
            rewards=[{"kind": kind} | reward],
            by=people["rosie"],
            day=day,
            expenses=_("Bus fares, and lunch."),
            **given,
        )
        return made.rewards.get()

    leaflet, tesco = _("Reading the new leaflet"), "Tesco"
    year = {"first": today.replace(month=1, day=1), "last": today.replace(month=12, day=31)}
    lines = {"people": 20_000, "formats": 10_000}
    budget = keep_budget(name=_("The new leaflet"), subject="", pence=30_000, lines=lines, by=people["rosie"], **year)
    said = {"what": _("Printing the leaflet in Easy Read"), "line": "formats", "pence": 4_200, "on": today}
    spend(budget=budget, by=people["helen"], **said)
    set_rate(since=year["first"], pence=1_500, by=people["rosie"])
    offered("mair", _("Talking to new nurses"), Works.VOUCHER, 6, pence=2_000, what=tesco)
    to_give = offered("sana", leaflet, Works.VOUCHER, -1, pence=2_000, what=tesco)
    answer(reward=to_give, answer=Answer.YES, by=people["sana"])
    less = offered("dev", leaflet, Works.VOUCHER, -1, pence=2_000, what=tesco)
    answer(reward=less, answer=Answer.LESS, takes_pence=1_000, by=people["dev"])
    for name, title, days in (("mair", _("A day of mystery shopping"), 40), ("george", _("The interview day"), 12)):
        got = offered(name, title, Works.FEE, -days, pence=4_500)
        answer(reward=got, answer=Answer.YES, by=people[name])
        give(thing=got, on=today - timedelta(days=days - 7), how=How.HAND, by=people["helen"])
    say_missing(thing=Reward.objects.get(pk=got.pk), by=people["george"])
    what_they_gave(people, today)
    hours_that_moved(people)
    the_year_before(people)
    a_page_for_everybody()


def what_they_gave(people, today) -> None:
    mair, george, helen = (people[name] for name in ("mair", "george", "helen"))

    def gave(person, name, days, minutes=None, **said):
        kind = ContributionKind.objects.filter(name=name).first()
        day = today - timedelta(days=days)
        return kind and write_down(by=person, kind=kind, on=day, minutes=minutes, **said)

    made = gave(mair, "Peer support", 9, 120, title=_("A walk by the river"), witness=george)
    if made:
        say_it_is_so(contribution=made, by=george)
        say_what_changed(contribution=made, words=_("He comes to the group by himself now."), by=mair)
    gave(mair, "Reading", 3, 90, title=_("The new leaflet"))
    gave(mair, "Introduction", 20, words=_("Sana and the nurse who speaks Arabic have met."))
    gave(helen, "Conversation", 5, 45, title=_("A call about the interview day"), witness=mair)
    propose(
        people=[mair, george],
        subject="demo:coffee",
        title=_("The open coffee morning"),
        source=ContributionKind.Source.MEETING,
        day=today - timedelta(days=2),
        by=helen,
    )
    thank(to=mair, words=_("You stayed when it was hard. Thank you."), by=george)


def hours_that_moved(people) -> None:
    """Time credits are on here, so that people can see what they are like."""
    mair, george, sana = (people[name] for name in ("mair", "george", "sana"))
    ours = Policy.on()
    said = {"adviser": ours.adviser, "days_to_pay": ours.days_to_pay, "no_receipt_pence": ours.no_receipt_pence}
    set_policy(time_credits=True, by=people["rosie"], **said)
    give_hours(to=mair, minutes=120, what=_("A lift to the clinic, and the wait"), key="demo lift", by=george)
    give_hours(to=george, minutes=90, what=_("Mending my bike"), key="demo bike", by=mair)
    give_hours(to=None, minutes=180, key="demo pot", by=sana)


def the_year_before(people) -> None:
    """Enough people for sums that everybody may read."""
    first, _last = tax_year(tax_year()[0] - timedelta(days=1))
    for number, person in enumerate(people.values()):
        for name, minutes in (("Meeting", 120), ("Reading", 45)):
            if kind := ContributionKind.objects.filter(name=name).first():
                write_down(by=person, kind=kind, on=first + timedelta(days=30 * (number + 1)), minutes=minutes)
    told = people["mair"].contributions.exclude(impact="").first()
    if told:
        let_it_be_public(contribution=told, by=people["mair"])


def a_page_for_everybody() -> None:
    """A draft: nothing of it is on the site until both sides have read it."""
    about = Page.objects.filter(slug="about", depth=3).first()
    slug = "what-people-give-and-get"
    if about is None or about.get_children().filter(slug=slug).exists():
        return
    introduction = _("People give us their time, and we give something back. This is how much, and what it changed.")
    page = GiveAndGetPage(title=_("What people give and get"), slug=slug, introduction=introduction, live=False)
    page.locale = about.locale
    about.add_child(instance=page)
    page.save_revision()
