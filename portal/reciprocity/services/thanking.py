"""Anybody thanks anybody: in words, and for nothing in return."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.members.services.holding import hold
from portal.notices import services as notices
from portal.reciprocity.models import Thanks
from portal.reciprocity.services.holding import NotTheirOwn, TooLate
from portal.refusal import Refusal

A_DAY = 3  # from one person to another


class ThankedEnough(Refusal):
    sentence = gettext_lazy("You have thanked them three times today. Please wait until tomorrow.")


@audited()
def thank(*, to, words: str, by) -> Thanks:
    hold(to)
    if to == by:
        raise NotTheirOwn
    if Thanks.objects.filter(to=to, by=by, on=timezone.localdate()).count() >= A_DAY:
        raise ThankedEnough
    made = Thanks.objects.create(to=to, words=words, by=by)
    record("reciprocity.thanked", subject=made.about, by=by, concerns=to)
    with notices.speaking_to(to):
        title = _("Somebody here says thank you")  # who it is stands with it, and goes when they leave
    path = reverse("portal:reciprocity:mine")
    notices.tell(person=to, title=title, words=words, path=path, about=made.about, by=by)
    return made


@audited()
def take_thanks_away(*, thanks, by) -> None:
    """By whoever got them. Whoever said them is not told."""
    hold(by)
    if not Thanks.objects.filter(pk=thanks.pk, to=by).delete()[0]:
        raise TooLate
    notices.forget(about=thanks.about)
    record("reciprocity.thanks_taken_away", subject=thanks.about, by=by, concerns=by)
