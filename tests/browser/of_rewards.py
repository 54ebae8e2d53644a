"""What Mair is offered, and what she got, before somebody comes to one of its places."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from home.models import GiveAndGetPage
from portal.members.models import User
from portal.reciprocity.models import Budget, Contribution, Cost, Giving, Offer, RewardKind, Spending
from portal.reciprocity.services import (
    accept,
    ask_for_reference,
    let_it_be_public,
    propose,
    say_missing,
    say_what_changed,
    send_back,
    set_limit,
    set_rate,
    take_hours_back,
    take_spending_back,
    tax_year,
)
from tests.factories.groups import group, meeting
from tests.factories.media import picture_file
from tests.factories.pages import page
from tests.factories.reciprocity import (
    answered,
    approved,
    budget,
    called_off,
    cost,
    gave,
    got,
    hours,
    paid,
    reward,
    spent,
    time_credits,
)


def person(name) -> User:
    return User.objects.get(username=name)


def offered():
    more = {"minutes": 120, "preparation_minutes": 45, "expenses": "Bus fares, and lunch"}
    return reward(person("mair"), by=person("rosie"), **more)


def less():
    return answered(person("mair"), by=person("rosie"), says="less", takes_pence=1_000)


def given():
    return got(person("mair"), by=person("rosie"), how="code", code="GIFT-0001-2345")


def missing():
    made = given()
    say_missing(thing=made, by=person("mair"))
    return made


def sent():
    return cost(person("mair"), receipt=picture_file("ticket.jpg", size=(60, 40)))


def sent_back():
    made = cost(person("mair"), pence=1_240, no_receipt_because="The machine gave none.")
    send_back(cost=made, why="Which train was it?", by=person("rosie"))
    return made


def written_down():
    return cost(person("mair"), by=person("helen"))


def to_pay():
    return approved(person("mair"), by=person("rosie"), kind="Own car", pence=None, miles=12)


def over_the_limit():
    set_limit(each="month", pence=1_000, by=person("mair"))
    return offered()


def wanted():
    less()
    return ask_for_reference(words="A job in the hospital café. It goes to Sue there.", by=person("mair"))


CERTIFICATE = "/portal/give-and-get/record/certificate/"


def certified():
    wanted()
    return f"{CERTIFICATE}?hours=on"


def at_reward(name, make=offered):
    return lambda: reverse(f"portal:reciprocity:{name}", args=[make().pk])


def off():
    return called_off(person("mair"), by=person("rosie"))


def with_all(name):
    def before():
        off(), offered(), less(), missing(), sent(), sent_back(), written_down(), to_pay()
        paid(person("mair"), by=person("rosie"))
        return reverse(f"portal:reciprocity:{name}")

    return before


def several(many=5):
    """Other people than Rosie, who gives."""
    return User.objects.here().exclude(username="rosie").order_by("pk")[:many]


def of_a_budget(people, **given):
    rosie = person("rosie")
    made = budget(by=rosie, pence=30_000, lines={"people": 20_000, "access": 5_000}, **given)
    for who in people:
        reward(who, by=rosie, budget=made)
    answered(person("mair"), by=rosie, budget=made)
    got(person("mair"), by=rosie, budget=made)
    spent(made, by=rosie)
    take_spending_back(spending=spent(made, by=rosie, line="formats"), why="Pressed twice.", by=rosie)
    return made


def bought():
    return spent(of_a_budget(several(2)), by=person("rosie"))


def at_budget(name):
    return lambda: reverse(f"portal:reciprocity:{name}", args=[of_a_budget(several(2)).pk])


def at_budgets():
    of_a_budget(several(2))
    return reverse("portal:reciprocity:budgets")


def no_budgets():
    Offer.objects.update(budget=None)
    Cost.objects.update(budget=None)
    Spending.objects.all().delete()
    Budget.objects.all().delete()
    return reverse("portal:reciprocity:budgets")


def our_money():
    """A group of Mair's, with enough people for its sums to be nobody's."""
    made = group(person("mair"), person("dev"))
    of_a_budget(several(), subject=made.about)
    return reverse("portal:groups:budget", args=[made.pk])


def gave_and_got():
    """A group of seven, who came to its meeting."""
    mair = person("mair")
    everybody = [mair, *(who for who in several(8) if who != mair)]
    made = group(*everybody)
    met = meeting(made, days=0)
    for who in everybody:
        propose(
            people=[who], subject=met.about, title=made.name, source="meeting", day=timezone.localdate(), minutes=90
        )
        accept(contribution=Contribution.objects.get(person=who, activity__subject=met.about), by=who)
        got(who, by=person("rosie"), subject=met.about)
    return reverse("portal:groups:sums", args=[made.pk])


def too_few_gave():
    return reverse("portal:groups:sums", args=[group(person("mair")).pk])


def what_people_give_and_get():
    """The page that is out, with a year that is over."""
    day = tax_year()[0] - timedelta(days=1)
    for who in several(7):
        gave(who, kind="Care", on=day)
        gave(who, kind="Introduction", on=day, minutes=None, words="They have met.")
        got(who, by=person("rosie"), on=day)
        paid(who, by=person("rosie"), on=day, kind="A personal assistant", pence=1_500, no_receipt_because="By bank.")
    for words in ("The clinic has a quiet room.", "He comes to the group by himself now."):
        told = gave(person("mair"), on=day)
        say_what_changed(contribution=told, words=words, by=person("mair"))
        let_it_be_public(contribution=told, by=person("mair"))
    return page("What people give and get", slug="give-and-get", kind=GiveAndGetPage).url


def nothing_given_yet():
    Contribution.objects.all().delete()
    Giving.objects.update(on=timezone.localdate())
    return page("What people give and get", slug="nothing-yet", kind=GiveAndGetPage).url


def with_rates():
    for since, pence in ((date(2025, 4, 1), 1_200), (timezone.localdate(), 1_550)):
        set_rate(since=since, pence=pence, by=person("rosie"))
    return reverse("portal:reciprocity:rates")


def a_way():
    return reverse("portal:reciprocity:way-of-thing", args=[RewardKind.objects.first().pk])


def at_sums():
    rosie = person("rosie")
    for who in several():
        got(who, by=rosie)
        paid(who, by=rosie, kind="A personal assistant", pence=1_500, no_receipt_because="By bank.")
    got(person("mair"), by=rosie, works="thing", what="food hygiene")
    for who in several(7):
        gave(who)
    return reverse("portal:reciprocity:sums")


def at_hours():
    mair, george, rosie = (person(name) for name in ("mair", "george", "rosie"))
    time_credits(by=rosie)
    hours(mair, george, minutes=330, what="Mending my bike")
    hours(george, mair, minutes=60, what="A lift to the clinic")
    hours(george, minutes=240)
    hours(rosie, mair, minutes=90, from_pot=True)
    take_hours_back(transfer=hours(mair, george), why="Pressed twice.", by=mair)
    return reverse("portal:reciprocity:hours")


def from_the_pot():
    at_hours()
    return reverse("portal:reciprocity:give-from-pot")


def take_them_back():
    time_credits(by=person("rosie"))
    return reverse("portal:reciprocity:take-hours-back", args=[hours(person("mair"), person("george")).pk])


def no_hours():
    time_credits(by=person("rosie"))
    return reverse("portal:reciprocity:hours")
