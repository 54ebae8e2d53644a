"""Papers of a meeting: whoever is in the group brings them, and all others read them from the same moment on. And those
that go with a message to the group, which wait with it until it is sent."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home.spoken import moment
from portal.audit.services import audited, record
from portal.groups.models import Meeting, Paper
from portal.groups.services import agenda
from portal.groups.services.starting import hold, hold_as_it_is
from portal.groups.services.when_read import about_papers, from_when
from portal.notices import services as notices
from portal.refusal import Refusal

MOST = 30  # of one meeting: nobody reads more
MOST_WITH_IT = 5  # with one message


class AmongUs(Refusal):
    sentence = gettext_lazy(
        "This is only for those who are there, so it takes no papers: everybody in the group would read them. "
        "Bring it with you to the meeting."
    )


class Enough(Refusal):
    sentence = gettext_lazy("There are 30 papers for this meeting already. Nobody can read more.")


class EnoughWithIt(Refusal):
    sentence = gettext_lazy(
        "There are 5 papers with this message already. Take one of them back, or send another message."
    )


@audited()
def add_paper(*, meeting, title: str, file, item=None, by) -> Paper:
    held = agenda.hold(meeting)
    if held.among_us:  # a paper is read by everybody in the group
        raise AmongUs
    if item is not None:
        item = held.items.filter(pk=item.pk).first()
        if item is None:
            raise agenda.Elsewhere
        if item.confidential:
            raise AmongUs
    if held.papers.count() >= MOST:
        raise Enough
    paper = Paper(meeting=held, item=item, title=title, file=file, added_by=by, readable_from=from_when(held))
    paper.save()
    record("groups.paper_added", subject=held.group.about, by=by, meeting=held.pk)
    return paper


@audited()
def take_paper_back(*, paper, by) -> None:
    """Whoever brought it does not want it there any more. Its file goes with it."""
    group = hold_as_it_is(paper.group)
    held = Paper.objects.select_for_update(of=["self"]).filter(pk=paper.pk, added_by=by).first()
    if held is None:
        return
    held.delete()
    if held.meeting_id:
        if not Paper.objects.filter(meeting=held.meeting_id, told_at__isnull=False).exists():
            notices.forget(about=about_papers(held.meeting_id))  # they tell of this one alone
        record("groups.paper_taken_back", subject=group.about, by=by, meeting=held.meeting_id)
    elif held.message:  # else nobody had it yet
        record("groups.note_paper_taken_back", subject=group.about, by=by)


# --- With a message to the group --------------------------------------------------------------------------------------
@transaction.atomic
def keep_paper(*, group, title: str, file, by) -> None:
    """It waits with the words of the message, and only whoever wrote it sees it. The same file, sent twice, is there
    once."""
    held = hold(group)
    waiting = Paper.objects.unsent(by, held)
    if waiting.count() >= MOST_WITH_IT:
        raise EnoughWithIt
    paper = Paper(to_group=held, title=title, file=file, added_by=by)
    paper.save()
    if waiting.exclude(pk=paper.pk).filter(file_hash=paper.file_hash).exists():
        paper.delete()


def let_papers_of_messages_go() -> None:
    """For the clock. Their files go with them."""
    Paper.objects.too_old().delete()


# --- Telling everybody ------------------------------------------------------------------------------------------------
def tell_of_papers() -> None:
    """For the clock: everybody hears once of what can be read by now, of several papers in one message."""
    for meeting in Meeting.objects.filter(pk__in=Paper.objects.to_tell().values("meeting")).order_by("pk"):
        _tell(meeting)


@transaction.atomic
def _tell(meeting):
    group = hold_as_it_is(meeting.group)
    held = Meeting.objects.select_for_update(of=["self"], no_key=True).get(pk=meeting.pk)
    held.group = group
    papers = list(held.papers.to_tell())
    held.papers.filter(pk__in=[paper.pk for paper in papers]).update(told_at=timezone.now())
    for paper in papers:
        paper.meeting = held
    for seat in group.seats.taken().select_related("person__about"):
        news = [paper for paper in papers if paper.added_by_id != seat.person_id]
        if news:
            _tell_one(held, news, seat.person)


def _tell_one(meeting, papers, person):
    with notices.speaking_to(person):
        said = {"group": meeting.group.name, "when": moment(meeting.starts_at)}
        title = _("Papers for “%(group)s”, %(when)s") % said
        words = [_("Something to read before “%(group)s” meets on %(when)s:") % said]
        words.append("\n".join(f"– {paper.title}" for paper in papers))
        if any(paper.came_late for paper in papers):
            words.append(_("We are sorry that it comes so late."))
        if meeting.easy_read:
            words.append(_("There is an Easy Read agenda as well."))
        words.append(_("You find it on the page of the meeting. On paper? Anybody in the group can print it for you."))
    notices.tell(
        person=person,
        title=title[:120],
        words="\n\n".join(words),
        path=reverse("portal:groups:meeting", args=[meeting.pk]),
        about=about_papers(meeting.pk),
        by_when=timezone.localdate(meeting.starts_at),
    )
