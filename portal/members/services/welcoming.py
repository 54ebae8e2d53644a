"""The first steps with somebody new. Anybody of the two, and coordinators, write them down; nothing depends on them."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.members.models import Welcome
from portal.members.services.holding import hold
from portal.members.services.links import subject_of
from portal.notices import services as notices

STEPS = ("met", "access_talked", "payment_talked", "expectations")


@audited()
def write_welcome(*, person, by, steps: dict[str, bool], they_expect: str, we_expect: str, buddy) -> Welcome:
    """Keep which of STEPS were taken: each gets the day it was first ticked, and loses it when the tick goes."""
    for one in sorted({person, buddy} - {None}, key=lambda one: one.pk):  # in one order: two would wait for one another
        hold(one)
    welcome, _made = Welcome.objects.select_for_update().get_or_create(person=person)
    for step, taken in steps.items():
        field = f"{step}_on"
        if taken != bool(getattr(welcome, field)):
            setattr(welcome, field, timezone.localdate() if taken else None)
    another = buddy is not None and buddy != welcome.buddy and welcome.met_on is None
    welcome.they_expect, welcome.we_expect, welcome.buddy = they_expect, we_expect, buddy
    welcome.save()
    record("members.welcome_written", subject=subject_of(person), by=by, concerns=person)
    if another:
        _that_they_meet(person, buddy, by)
    return welcome


def _that_they_meet(person, buddy, by):
    """Both hear of it, by their own ways; not whoever chose it."""
    for told, about, words in (
        (person, buddy, gettext_lazy("%(name)s meets you first, to say hello and to answer questions.")),
        (buddy, person, gettext_lazy("You are the one to meet %(name)s first. Say hello soon.")),
    ):
        if told != by:
            with notices.speaking_to(told):
                said = {"title": _("First steps"), "words": words % {"name": about}, "about": subject_of(about)}
                notices.tell(person=told, path=reverse("portal:people:welcome", args=[person.pk]), **said)


def that_nobody_meets_them(welcomes) -> None:
    """Whoever was to meet somebody first has left; not who it was, which is forgotten. Coordinators see it under
    "Today" until another is found."""
    for welcome in welcomes:
        person = welcome.person
        with notices.speaking_to(person):
            notices.tell(
                person=person,
                title=_("Somebody else will meet you first"),
                words=_(
                    "Whoever was going to meet you has left. We are looking for somebody else, and will tell you who "
                    "it is."
                ),
                path=reverse("portal:people:welcome", args=[person.pk]),
            )
