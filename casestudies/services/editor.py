"""The site's own editor, for those who make stories: whoever wants it asks for it, since the door to it needs a second
way to sign in. There they find their stories and their pictures, and nothing of anybody else's."""

from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import gettext as _

from casestudies.models import StorySeat
from casestudies.standing import STORYTELLERS
from portal.audit.services import audited, record
from portal.members.services import subject_of
from portal.members.services.holding import hold as hold_person
from portal.notices import services as notices


@audited()
def use_editor(*, by) -> None:
    held = hold_person(by)
    held.groups.add(Group.objects.get(name=STORYTELLERS))
    record("stories.uses_editor", subject=subject_of(held), by=by)


@audited()
def leave_editor(*, by) -> None:
    held = hold_person(by)
    held.groups.remove(Group.objects.get(name=STORYTELLERS))
    record("stories.left_editor", subject=subject_of(held), by=by)


def close_editor_to_others(people) -> None:
    """Of these, whoever writes no story any more."""
    writes = StorySeat.objects.writing().filter(person__in=people).values_list("person", flat=True)
    group = Group.objects.get(name=STORYTELLERS)
    group.user_set.remove(*set(people) - set(writes))


def tell_of_notes(*, story, page, by) -> None:
    """Somebody wrote a note beside the words, or answered one: the others who write there are told, each by their way,
    in words that have none of the note's."""
    theirs = story.seats.writing().filter(person__groups__name=STORYTELLERS).exclude(person=by)
    for seat in theirs.select_related("person__about"):
        with notices.speaking_to(seat.person):
            title, words = _("There are notes beside a story"), _("Somebody wrote them for those who tell it.")
        path = reverse("wagtailadmin_pages:edit", args=[page.pk])
        notices.tell(person=seat.person, title=title, words=words, path=path, about=story.about, by=by)
