"""What Mair gave, before somebody comes to one of its places."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from portal.members.models import User
from portal.notices.models import Notice
from portal.reciprocity.services import let_it_be_public, say_it_is_so, say_what_changed, thank
from tests.browser.of_rewards import with_all
from tests.factories.groups import group, meeting
from tests.factories.reciprocity import fresh, gave, proposed


def person(name) -> User:
    return User.objects.get(username=name)


def written():
    words = "I sat with somebody who had just come out of hospital.\nWe had tea."
    return gave(person("mair"), title="the Tuesday group", words=words, witness=person("george"))


def told():
    """By Mair, who is rung; Rosie wrote it down, and Helen rings her."""
    made = gave(person("mair"), by=person("rosie"), title="the Tuesday group", witness=person("george"))
    Notice.objects.filter(about=made.about).update(state="by-hand")
    return made


def to_hear():
    made = written()
    Notice.objects.filter(about=made.about).update(state="by-hand")
    return made


def confirmed():
    made = written()
    say_it_is_so(contribution=made, by=person("george"))
    say_what_changed(contribution=made, words="She comes to the group by herself now.", by=person("george"))
    let_it_be_public(contribution=made, by=person("mair"))
    return fresh(made)


def to_look_at():
    return proposed(person("mair"), title="Getting here", minutes=120)


def at_gave(name, make=written):
    return lambda: reverse(f"portal:reciprocity:{name}", args=[make().pk])


def give_and_get() -> str:
    where = with_all("mine")()
    to_look_at(), confirmed()
    day = timezone.localdate() - timedelta(days=20)
    gave(person("mair"), kind="Introduction", minutes=None, words="Sana and the new nurse.", on=day)
    gave(person("mair"), kind="Care", minutes=45)
    gave(person("george"), kind="Reading", minutes=90, witness=person("mair"))
    thank(to=person("mair"), words="You made me laugh on a hard day.", by=person("george"))
    return where


def without_an_offer() -> str:
    made = meeting(group(person("mair"), person("dev"), name="Quiet rooms"))
    return reverse("portal:groups:meeting", args=[made.pk])
