"""What people outside ask of us, whatever it is: taken down, taken on by one of us, and let go on a stated day."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.drafts import services as drafts
from portal.members.models import Asked, Complaint, Enquiry
from portal.members.services.links import subject_of
from portal.notices import services as notices
from portal.notices.routes import Means
from portal.refusal import Refusal

SATURDAY = 5
# What one of us takes on; parts that have more of it add theirs, so that it is nobody's again when that person leaves.
TAKEN_ON: list[type[Asked]] = [Enquiry, Complaint]


class SomebodyHasIt(Refusal):
    def __init__(self, person):
        super().__init__()
        self.person = person

    def __str__(self):
        return _("%(name)s has it already. You can talk with them, or take it over.") % {"name": self.person}


class AlreadyAnswered(Refusal):
    sentence = gettext_lazy("Somebody has answered already. Look below at what they wrote.")


class NotYours(Refusal):
    sentence = gettext_lazy("Take it on first, so that two people do not answer.")


class Gone(Refusal):
    sentence = gettext_lazy("It has been deleted meanwhile, on the day that was said.")


@dataclass(frozen=True)
class Outsider:
    """Somebody who asks: what to call them, the one way they gave, and their words, in the language they read."""

    name: str
    means: Means | str  # empty: they want no answer
    address: str = ""
    words: str = ""
    language: str = ""


def after_working_days(day: date, days: int) -> date:
    """The day that is so many working days later."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day


# --- It comes ---------------------------------------------------------------------------------------------------------
def take_down(model, key, outsider, by, came_by, facts, interests=()) -> Asked:
    """A replay gives the same. Other words from a form that was sent before put the first right, as long as nobody has
    taken it on; from somebody else, or later, they come as another: none are lost."""
    try:
        return _write_down(model, key, outsider, by, came_by, facts, interests)
    except IntegrityError:
        if not model.objects.filter(key=key).exists():
            raise
        return _write_down(model, key, outsider, by, came_by, facts, interests)


@audited()
def _write_down(model, key, outsider, by, came_by, facts, interests):
    told = vars(outsider) | facts
    if earlier := model.objects.select_for_update().filter(key=key).first():
        if same_as(earlier, told, interests):
            return earlier
        if earlier.taken_by_id or not (earlier.is_waiting and told["name"] and told["name"] == earlier.name):
            return _write_down(model, another(key, told, interests), outsider, by, came_by, facts, interests)
        return _put_right(earlier, told, interests, by)
    asked = model.objects.create(key=key, came_by=came_by, **told)
    if interests:
        asked.interests.set(interests)
    record(f"{model._meta.model_name}.came", subject=asked.about, by=by, came_by=str(came_by))
    return asked


def _put_right(asked, told, interests, by):
    for name, value in told.items():
        setattr(asked, name, value)
    asked.save()
    if isinstance(asked, Enquiry):
        asked.interests.set(interests)
    note(asked, "put_right", by)
    return asked


def came_before(model, key, outsider, more) -> bool:
    """Whether these words came already by this form."""
    told, interests = vars(outsider) | more, more.get("interests", ())
    found = model.objects.filter(key__in=[key, another(key, told, interests)])
    return any(same_as(one, told, interests) for one in found)


TOLD = ("name", "means", "address", "words", "part_in", "kind", "how", "beside", "hidden")


def same_as(asked, told, interests) -> bool:
    ticked = {str(one.pk) for one in asked.interests.all()} if isinstance(asked, Enquiry) else set()
    same = all(getattr(asked, name, None) == told.get(name, getattr(asked, name, None)) for name in TOLD)
    return same and ticked == {str(getattr(one, "pk", one)) for one in interests}


def another(key, told, interests) -> UUID:
    """The key of what came from the same form with other words, which is again one for the same words."""
    words = "\x00".join([*(str(told.get(name, "")) for name in TOLD), *sorted(map(str, interests))])
    return uuid5(key, words)


# --- One of us has it -------------------------------------------------------------------------------------------------
@audited()
def take(*, asked, by) -> Asked:
    """It is theirs from now on. Of two at once the row lets one through, and the other is told who has it."""
    held = hold(asked)
    if held.taken_by and held.taken_by != by:
        raise SomebodyHasIt(held.taken_by)
    _give_to(held, by, "taken")
    return held


@audited()
def take_over(*, asked, by) -> Asked:
    """Somebody else goes on with it, and whoever had it is told."""
    held = hold(asked)
    before = held.taken_by
    _give_to(held, by, "taken_over")
    if before and before != by:
        with notices.speaking_to(before):
            words = _("%(name)s goes on with %(reference)s. You need do nothing.")
            title = _("Somebody took something over from you")
        words %= {"name": by, "reference": held.reference}
        notices.tell(person=before, title=title, words=words, by=by, about=subject_of(by))
    return held


def tell_who_had_it(person, held, by) -> None:
    """Others decide about it from now on."""
    with notices.speaking_to(person):
        words = _("%(name)s passed %(reference)s on to others, who decide about it now. You need do nothing.")
        title = _("Something that you had was passed on")
    words %= {"name": by, "reference": held.reference}
    notices.tell(person=person, title=title, words=words, by=by, about=subject_of(by))


def _give_to(held, by, verb):
    if held.taken_by != by:
        held.taken_by = by
        held.save(update_fields=["taken_by"])
        note(held, verb, by)


@audited()
def give_back(*, person) -> None:
    """They leave, or coordinate no longer: what they had taken on and nobody has answered is nobody's again."""
    for model in TAKEN_ON:
        for asked in model.objects.select_for_update().waiting().filter(taken_by=person):
            asked.taken_by = None
            asked.save(update_fields=["taken_by"])
            note(asked, "given_back", None)


@audited()
def write_notes(*, asked, by, notes: str) -> None:
    held = hold_mine(asked, by)
    held.notes = notes
    held.save(update_fields=["notes"])
    note(held, "notes_written", by)


# --- Its end ----------------------------------------------------------------------------------------------------------
@audited()
def let_go(asked) -> None:
    """What somebody told us goes on the day we said, with every message about it."""
    notices.forget(about=asked.about)
    drafts.forget_all(about=asked.about)
    note(asked, "let_go", None)
    asked.delete()


def took_back(held, by, *, kept_days, title, words) -> None:
    """They would rather not. No reason is asked, and what they told us goes at once; that they took it back stays a
    while, so that nobody looks for it. `title` and `words` are for whoever had it."""
    held.name = held.address = held.words = held.notes = held.language = ""
    notices.forget(about=held.about)
    drafts.forget_all(about=held.about)
    answered(held, by, kept_days, "taken_back")
    if held.taken_by and held.taken_by != by:
        with notices.speaking_to(held.taken_by):
            title, words = str(title), str(words) % {"reference": held.reference}
        notices.tell(person=held.taken_by, title=title, words=words, by=by)


def signed(words: str, by) -> str:
    return f"{words.strip()}\n\n{by}"


def row_of(asked) -> Asked:
    # Without its people: whoever waited for the row sees it as it is now, but a join as it was before.
    held = type(asked).objects.select_for_update().filter(pk=asked.pk).first()
    if held is None:
        raise Gone
    return held


def hold(asked) -> Asked:
    held = row_of(asked)
    if not held.is_waiting:
        raise AlreadyAnswered
    return held


def hold_mine(asked, by) -> Asked:
    held = hold(asked)
    if held.taken_by != by:
        raise SomebodyHasIt(held.taken_by) if held.taken_by else NotYours()
    return held


def answered(held, by, kept_days, verb, words=""):
    held.answered_at, held.answered_by = timezone.now(), by
    held.delete_on = timezone.localdate() + timedelta(days=kept_days)
    if words:
        gone = _("On %(date)s we delete what you told us.") % {"date": date_format(held.delete_on, "j F Y")}
        held.answer = f"{words.strip()}\n\n{gone}"  # without a name, which goes when its person does
        tell_them(held, by, _("Our answer"), signed(held.answer, by))
    held.save()
    note(held, verb, by)


def tell_them(held, by, title, words):
    if not held.wants_an_answer:
        return
    notices.tell_outsider(
        name=held.name or _("you"),
        language=held.language,
        means=held.means,
        address=held.address,
        title=title,
        words=words,
        about=held.about,
        by=by,
        by_when=max(held.answer_by, timezone.localdate()),
    )


def note(held, verb, by):
    record(f"{held._meta.model_name}.{verb}", subject=held.about, by=by)
