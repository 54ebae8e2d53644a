"""Which of the offered days somebody can."""

from django.utils.translation import gettext_lazy as _

from portal.groups.models import DateAnswer, OfferedDate
from portal.notices import services as notices
from portal.refusal import Refusal


class NotOffered(Refusal):
    sentence = _("A day that you saw here is not offered any more. Look at the group once more.")


def note_days(*, group, person, dates) -> None:
    """`dates`: pairs of an offered date and whether the person can. The group and the person are held.

    Raises `NotOffered` when a day was chosen, or the meeting called off, since they were asked. Whoever has answered is
    not rung to be asked.
    """
    still = OfferedDate.objects.filter(pk__in=[date.pk for date, _can in dates], meeting__group=group)
    still = dict(still.filter(meeting__starts_at=None, meeting__called_off_at=None).values_list("pk", "meeting"))
    if any(date.pk not in still for date, _can in dates):
        raise NotOffered
    for date, can in dates:
        DateAnswer.objects.update_or_create(date=date, person=person, defaults={"can": can})
    for meeting in set(still.values()):
        notices.overtake(about=f"meeting:{meeting}", person=person)
