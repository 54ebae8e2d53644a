"""Groups and their meetings, before somebody comes to one of their places."""

from django.urls import reverse
from django.utils import timezone

from portal.agreement.models import DecisionRule
from portal.drafts.services import keep
from portal.groups.models import AgendaItem, Decision, Dissent, EasyRead, Meeting, Minute, OpenBallot, Present, Vote
from portal.groups.services import (
    WAYS,
    add_action,
    call_off_vote,
    cast,
    count_paper,
    park_item,
    put_ways_forward,
    say_beforehand,
    send_to_check,
)
from portal.members.models import User
from tests.factories.groups import group, in_days, meeting, offered, paper, seat


def person(name) -> User:
    return User.objects.get(username=name)


def buses():
    """Mair looks after it, Sana and Dev are in it, George is asked, and Tunde would like to know more."""
    made = group(person("mair"), person("sana"), person("dev"), question="How do people get home after eight?")
    seat(made, person("george"), "asked", asked_by=person("mair"))
    seat(made, person("tunde"), "more", asked_by=person("mair"), words="How long does it take?")
    return made


def somebody_asks():
    made = buses()
    seat(made, person("helen"), "asks", words="I take that bus every day.")
    return made


def at(name, *, make=buses):
    """The place called so of a group."""
    return lambda: reverse(f"portal:groups:{name}", args=[make().pk])


def days_to_choose():
    return offered(buses(), 7, 9)


def next_week():
    made = meeting(buses(), place="Library, small room", you_get="Tea, and your bus fare.", getting_in="No steps.")
    made.replies.create(person=person("sana"), answer="coming", would_help="A seat by the door.")
    one = AgendaItem.objects.create(group=made.group, meeting=made, what="Home after eight", raised_by=person("dev"))
    say_beforehand(item=one, words="I stay away when it is dark.", person=None, by=person("dev"))
    paper(made, person("sana"), title="What nine of us wrote down about the way home in October")
    paper(made, person("mair"), readable_from=made.starts_at)
    return made


def in_easy_read(name="easy-read"):
    """Written before the agenda changed."""

    def before():
        made = next_week()
        pairs = [{"drawing": "bus", "words": "We talk about the bus."}, {"drawing": "rest", "words": "We have breaks."}]
        EasyRead.objects.create(subject=made.easy_read_about, pairs=pairs, source="other", checked_by="Jo")
        return reverse(f"portal:groups:{name}", args=[made.pk])

    return before


def today():
    """With three things on the agenda, one of them hard, one without a name."""
    made = meeting(buses(), days=0, slower_since=timezone.now())
    dev = person("dev")
    notes = [("The last bus home", dev, ""), ("A bench at the stop", None, ""), ("Rude drivers", dev, "Harsh words")]
    for order, (what, who, note) in enumerate(notes):
        AgendaItem.objects.create(
            group=made.group, meeting=made, what=what, raised_by=who, order=order, content_note=note, minutes=10
        )
    for name in ("mair", "dev"):
        Present.objects.create(meeting=made, person=person(name))
    return made


def written():
    made = today()
    item = made.items.first()
    said = "It goes at eight.\nTwo of us walked home."
    minute = Minute.objects.create(meeting=made, item=item, said=said, decided="We ask for one at nine.")
    minute.marks.create(line="It goes at eight.", words="At ten to eight.", person=person("mair"))
    minute.marks.create(line="Two of us walked home.")
    add_action(meeting=made, item=item, what="Write to the bus company", owner=person("dev"), by=person("mair"))
    about = {"question": "When?", "reasons": "We end then.", "review_on": timezone.localdate()}
    decision = Decision.objects.create(meeting=made, item=item, **about)
    Dissent.objects.create(decision=decision, person=person("dev"), words="Half past eight is enough.")
    return made


def to_check():
    made = written()
    send_to_check(meeting=made, by=person("mair"))
    return made


def approve():
    """At the next meeting, of what was said a week before."""
    made = to_check()
    Meeting.objects.filter(pk=made.pk).update(starts_at=in_days(-7))
    now = meeting(made.group, days=0)
    Present.objects.create(meeting=now, person=person("dev"))
    made.checks.create(person=person("mair"), answer="not", words="At ten.", digest="x")
    return reverse("portal:groups:approve-minutes", args=[made.pk, now.pk])


def of_the_item(name):
    def before():
        made = written()
        return reverse(f"portal:groups:{name}", args=[made.pk, made.items.first().pk])

    return before


def too_late():
    """Mair typed about something that Dev saved for later meanwhile."""
    made = written()
    item = made.items.last()
    typed = {"said": "They drive on when it rains.", "before_said": ""}
    keep(person=person("mair"), about=f"minute:{made.pk}-{item.pk}", fields=typed)
    park_item(item=item, why="There was no time", by=person("dev"))
    return reverse("portal:groups:write-item", args=[made.pk, item.pk])


def a_line():
    return reverse("portal:groups:mark-line", args=[written().written.get().pk])


def action():
    return written().actions.get()


def ways():
    made = buses()
    words = DecisionRule(votes="secret").as_words() | {"values": "We listen.", "names": "none"}
    version = put_ways_forward(group=made, words=words, after=None, by=person("mair"))
    WAYS.agree(made, version=version, person=person("sana"), by=person("sana"))
    return made


def vote(secrecy="open", *, closed=False, called_off=False, papers=False):
    """Closed with one vote; called off; with papers that Dev has counted, and Mair may count too."""

    def make():
        made = written()
        words = DecisionRule(votes=secrecy, quorum=1, each_side=2).as_words()
        rule = put_ways_forward(group=made.group, words=words, after=None, by=person("mair"))
        given = {"meeting": made, "item": made.items.first(), "question": "Nine?", "rule": rule}
        opened = Vote.objects.create(votes=secrecy, opened_by=person("mair"), **given)
        if closed:
            cast(vote=opened, choice=OpenBallot.Choice.YES, by=person("sana"))
            Vote.objects.filter(pk=opened.pk).update(closed_at=made.starts_at, was_enough=True)
        if papers:
            people = [person(name) for name in ("mair", "dev", "sana")]
            count_paper(vote=opened, counted={"yes": 2, "no": 1, "abstain": 0}, people=people, by=person("dev"))
        if called_off:
            call_off_vote(vote=opened, by=person("mair"))
        return opened

    return make


def the_log():
    made = written()
    minute = made.written.get()
    minute.outcomes.create(words="The last bus goes at nine since May.", by=person("sana"))
    return reverse("portal:groups:log", args=[made.group_id])


def all_of(name):
    """A long list of the group, with something in it."""
    return lambda: reverse(f"portal:groups:{name}", args=[written().group_id])
