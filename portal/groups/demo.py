"""Four groups to try the site out with: one that looks for a day, with answers still to come, one to ask to join, one
whose words stay with those who were there, and one that has finished. And a suggestion in each state."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home.models import Rung, Stage
from portal.agreement.models import DecisionRule, Votes
from portal.easy_read import digest_of_pairs
from portal.groups.models import (
    Card,
    Check,
    Decision,
    Group,
    GroupSeat,
    Meeting,
    Minute,
    Paper,
    Proposal,
    Role,
    source_of,
)
from portal.groups.models.cards import Kind
from portal.groups.services import (
    WAYS,
    add_action,
    add_item,
    add_paper,
    answer,
    answer_proposal,
    approve,
    ask,
    begins_with,
    cast,
    change,
    check,
    close_vote,
    digest_of,
    finish,
    look_at,
    mark_line,
    naming_of,
    offer_dates,
    open_vote,
    put_in_public_forward,
    put_ways_forward,
    say_beforehand,
    say_nobody_is_known,
    say_what_came_of_it,
    say_when,
    say_who_is_here,
    send_to_check,
    show_outside,
    start,
    suggest,
    write_decision,
    write_easy_read,
    write_line,
    write_minute,
    write_public_easy_read,
    write_to_group,
)
from portal.groups.services.easy_read import digest_of_agenda
from portal.members.models import Interest, Side, Standpoint, Support, User
from portal.members.services.asking import Outsider
from portal.notices.routes import Means
from portal.reciprocity.models import Contribution
from portal.reciprocity.services import accept

MORE = GroupSeat.State.MORE
DAYS_AHEAD = (8, 10)
DAYS_AGO, AGREED_DAYS_AGO = 6, 40
FIRST_DAY = 27  # days ago
STEP_DUE = 20
AMONG_US_DAYS_AGO, AMONG_US_DAYS_AHEAD = 13, 15


def load() -> None:
    """Once: what people have done since stays as it is."""
    names = ("rosie", "dev", "mair", "sana", "tunde", "helen", "george")
    people = {name: User.objects.called(name) for name in names}
    if Group.objects.exists() or not all(people.values()):
        return
    getting_here = buses(people)
    garden(people)
    how_it_is_for_us(people)
    front_door(people)
    suggestions(people, getting_here)


def buses(people) -> Group:
    mair = people["mair"]
    group = start(name=_("Getting here"), question=_("What would make it easier to get to our meetings?"), by=mair)
    asked = [people[name].pk for name in ("dev", "tunde", "sana", "helen", "george")]
    note = _("Everybody who has ever missed the last bus home knows something about this.")
    ask(group=group, people=User.objects.filter(pk__in=asked), note=note, by=mair)
    for name, side in (("mair", Side.LIVED), ("dev", Side.LIVED), ("tunde", Side.STAFF)):
        standpoint = Standpoint.objects.filter(side=side).first()
        answer(group=group, person=people[name], standpoint=standpoint, by=people[name])
    words = _("How long do the meetings take, and can I join by phone?")
    answer(group=group, person=people["helen"], state=MORE, words=words, by=people["helen"])
    answer(group=group, person=people["sana"], by=mair, said=Support.SaidYes.SAID)
    how_we_work(group, people)
    before = a_month_ago(group, people)
    for gave in Contribution.objects.filter(activity__subject=before.about).select_related("person"):
        accept(contribution=gave, by=gave.person)
    approve(meeting=before, at=last_week(group, people), by=people["dev"])
    for_everybody(before, people)
    show_outside(group=group, by=mair)
    cards(group, people)
    place = {"place": _("Library, small room"), "you_get": _("Tea and cake, your bus fare, and a £10 voucher.")}
    getting_in = _("No steps. The bus stops outside. There is a quiet room beside ours.")
    breaks = _("After each half hour, ten minutes.")
    days = [at_two(days) for days in DAYS_AHEAD]
    how = {"getting_in": getting_in, "venue": Meeting.Venue.BOTH, "breaks": breaks}
    meeting = offer_dates(group=group, dates=days, by=mair, **how, **place)
    first, second = meeting.dates.all()
    for name, can in (("mair", (True, True)), ("dev", (False, True)), ("tunde", (True, True))):
        said = list(zip((first, second), can, strict=True))
        say_when(meeting=meeting, person=people[name], dates=said, by=people[name])
    what = _("Home after eight, in winter")
    home = add_item(meeting=meeting, what=what, why="talk", minutes=30, raised_by=mair, by=mair)
    words = _("I stay away when it is dark, because of the way to the stop. I would not say that in the room.")
    say_beforehand(item=home, words=words, person=None, by=mair)
    pairs = [{"drawing": drawing, "words": str(words)} for drawing, words in EASY_READ]
    before, source = digest_of_pairs([]), digest_of_agenda(meeting)
    said = {"before": before, "source": source, "checked_by": "George"}
    write_easy_read(group=group, subject=meeting.easy_read_about, pairs=pairs, by=people["dev"], **said)
    title = _("The new timetable, with what changes in spring")
    add_paper(meeting=meeting, title=title, file=a_paper(TIMETABLE), by=people["tunde"])
    words = _("Could you each bring one bus ticket, or a photo of one? Then we can put them side by side.")
    write_to_group(group=group, words=words, by=people["dev"])
    return group


EASY_READ = (
    ("meeting-table", gettext_lazy("We meet in the library. Our room is the small one.")),
    ("tea-cup", gettext_lazy("There is tea and cake.")),
    ("bus", gettext_lazy("We talk about the bus. How do you get home in the dark?")),
    ("listening", gettext_lazy("Everybody can say something. You can also just listen.")),
    ("rest", gettext_lazy("We have a break after each half hour.")),
    ("money", gettext_lazy("We pay your bus fare. You get a £10 voucher, too.")),
)
FOR_EVERYBODY_IN_EASY_READ = (
    ("question", gettext_lazy("We asked: how do you get to our meetings?")),
    ("bus", gettext_lazy("Two of us came by bus. One of us walked.")),
    ("path", gettext_lazy("One road has no pavement. That is not safe.")),
    ("clock", gettext_lazy("We meet at two in the afternoon from now on.")),
    ("agree-together", gettext_lazy("More of us can come at that time.")),
    ("people-together", gettext_lazy("Three more people came to the next meeting.")),
)
TIMETABLE = gettext_lazy(
    "Line 7 from March on\n\nLast bus from the library: 20:00, as now.\nOn Fridays one more: 21:00.\n"
    "The stop at the warehouse moves to the other side of the road.\n"
)
HOME_IN_OCTOBER = gettext_lazy("On foot: 4\nBy bus: 3\nSomebody gave us a lift: 2\n")


def a_paper(words) -> ContentFile:
    return ContentFile(str(words).encode(), name="paper.txt")


def how_we_work(group, people) -> None:
    """Agreed by all four before they met; Sana told Mair."""
    values = _("We listen to the end. Nobody has to speak. We say it when we do not know.")
    listening = _("What somebody said stands in the minutes, also when we decided otherwise.")
    rule = DecisionRule(votes=Votes.SECRET, quorum=3)
    words = rule.as_words() | {"values": values, "behaviours": "", "listening": listening, "names": "none"}
    version = put_ways_forward(group=group, words=words, after=None, by=people["mair"])
    for name in ("mair", "dev", "tunde"):
        WAYS.agree(group, version=version, person=people[name], by=people[name])
    said = Support.SaidYes.SAID
    WAYS.agree(group, version=version, person=people["sana"], by=people["mair"], said=said)
    Group.objects.filter(pk=group.pk).update(ways_agreed_at=at_two(-AGREED_DAYS_AGO))


def cards(group, people) -> None:
    """What they decided together so far; the other cards wait for a meeting."""
    mair, dev, tunde = (people[name] for name in ("mair", "dev", "tunde"))
    reach = _("Whoever wants to come to our meetings can get here and home again, also without a car.")
    card(group, Card.GOAL, mair, words=reach, who="", why="")
    card(group, Card.STEPS, dev, words=_("Ask everybody how they come, and what stops them"), sort="reached")
    words = _("Write to the bus company and the council")
    card(group, Card.STEPS, dev, words=words, sort="to-come", due_on=at_two(STEP_DUE).date())
    card(group, Card.STEPS, tunde, words=_("Try other times for a month, and look at who comes"), sort="to-come")
    card(group, Card.SCOPE, mair, words=_("Buses, lifts, pavements, and when we meet"), sort="in", why="")
    why = _("The county decides that next year, with a group of its own.")
    card(group, Card.SCOPE, tunde, words=_("Fares for the whole county"), sort="out", why=why)
    card(group, Card.SCOPE, dev, words=_("Taxis that we pay for"), sort="unknown", why="")
    do = _("Mair asks at the night shelter, Tunde at the warehouse.")
    card(group, Card.VOICES, mair, words=_("People who work at night"), what_we_do=do)
    words = _("Your fare, tea and cake, and a £10 voucher for each meeting. Reading at home counts as well.")
    card(group, Card.OFFER, tunde, words=words, who="Rosie")
    rung = Rung.objects.filter(title="Co-design", locale__language_code="en").first()
    stage = Stage.objects.filter(title="Planning together", locale__language_code="en").first()
    if rung and stage:
        why = _("What we plan goes to the bus company. They have the last word on times.")
        card(group, Card.SAY, tunde, stage=stage, rung=rung, why=why)


def card(group, card, by, **said) -> None:
    write_line(group=group, card=card, said=said, before={}, by=by)


def a_month_ago(group, people) -> Meeting:
    """Their first meeting. What they said is approved, and most of it is for everybody."""
    mair, dev, tunde = (people[name] for name in ("mair", "dev", "tunde"))
    meeting = Meeting.objects.create(group=group, by=mair, starts_at=at_two(-FIRST_DAY), place=_("Library, small room"))
    times = add_item(meeting=meeting, what=_("When we meet"), why="decide", minutes=15, raised_by=tunde, by=tunde)
    how = add_item(meeting=meeting, what=_("How each of us came today"), why="talk", raised_by=mair, by=mair)
    alone = add_item(
        meeting=meeting, what=_("Why one of us stopped coming"), why="talk", confidential=True, raised_by=None, by=mair
    )
    say_who_is_here(meeting=meeting, people=[mair, dev, tunde], by=mair)
    said = _("Dev has work until one. Mornings are too early for whoever needs help to get up.")
    words = {"said": said, "decided": _("We meet at two in the afternoon, and end before the last bus.")}
    write_minute(meeting=meeting, item=times, words=words, before={}, by=mair)
    said = _("Two of us by bus, one on foot. Whoever walks goes along a road without a pavement.")
    write_minute(meeting=meeting, item=how, words={"said": said}, before={}, by=dev)
    said = _("They fell on the way home. We ring them, and ask what would help.")
    write_minute(meeting=meeting, item=alone, words={"said": said}, before={}, by=mair)
    add_action(meeting=meeting, item=how, what=_("Take pictures of the road without a pavement"), owner=dev, by=mair)
    send_to_check(meeting=meeting, by=mair)
    return meeting


def for_everybody(meeting, people) -> None:
    """Mair wrote it, and Dev looked at it. Dev put it in Easy Read, and Tunde looked at that."""
    outcome = _("Three more people came to the next meeting.")
    minute = meeting.written.exclude(decided="").get()
    say_what_came_of_it(minute=minute, words=outcome, by=people["tunde"])
    _summary, items = begins_with(meeting)
    summary = _("We chose a time that more of us can make. Getting here is hard: one road has no pavement.")
    given = {"meeting": meeting, "summary": summary, "items": items, "named": naming_of(meeting.group)}
    version = put_in_public_forward(**given, after=None, by=people["mair"])
    say_nobody_is_known(meeting=meeting, number=version.number, by=people["dev"])
    pairs = [{"drawing": drawing, "words": str(words)} for drawing, words in FOR_EVERYBODY_IN_EASY_READ]
    said = {"before": digest_of_pairs([]), "source": source_of(version.words), "named": given["named"]}
    said["checked_by"] = _("three people who like short words")
    easy = write_public_easy_read(meeting=meeting, pairs=pairs, by=people["dev"], **said)
    say_nobody_is_known(meeting=meeting, number=easy.number, by=people["tunde"])


def last_week(group, people) -> Meeting:
    """Met, written down, and now with those who were there: is this right? Something to do waits for a yes."""
    mair, dev, tunde = (people[name] for name in ("mair", "dev", "tunde"))
    meeting = Meeting.objects.create(group=group, by=mair, starts_at=at_two(-DAYS_AGO), place=_("Library, small room"))
    bus = add_item(meeting=meeting, what=_("The last bus home"), why="decide", minutes=20, raised_by=dev, by=dev)
    seats = add_item(meeting=meeting, what=_("Nowhere to sit at the stop"), why="talk", raised_by=None, by=mair)
    title = _("How we got home in October: what nine of us wrote down")
    one = add_paper(meeting=meeting, title=title, item=bus, file=a_paper(HOME_IN_OCTOBER), by=dev)
    Paper.objects.filter(pk=one.pk).update(added_at=at_two(-14), readable_from=meeting.papers_from)
    say_who_is_here(meeting=meeting, people=[mair, dev, tunde], by=mair)
    walked = said = _("It leaves at eight, before our meetings end. Two of us walked home last time.")
    decided = _("We ask the bus company for one at nine. Until then we end at half past seven.")
    write_minute(meeting=meeting, item=bus, words={"said": said, "decided": decided}, before={}, by=mair)
    said = _("Standing is hard for some of us. The council may put a bench there.")
    write_minute(meeting=meeting, item=seats, words={"said": said}, before={}, by=mair)
    words = _("It was three of us, and one waited an hour.")
    mark_line(minute=Minute.objects.get(item=bus), line=walked, words=words, named=False, by=dev)
    write_decision(
        meeting=meeting,
        item=bus,
        decided=decided,
        before={"decided": decided},
        question=_("How do we all get home?"),
        how=Decision.How.CONSENSUS,
        reasons=_("Nobody should have to leave before we decide something."),
        review_on=at_two(0).date(),
        by=mair,
    )
    two_benches(meeting, seats, mair, {mair: "yes", dev: "yes", tunde: "no"})
    add_action(meeting=meeting, item=bus, what=_("Write to the bus company"), owner=dev, by=mair)
    add_action(meeting=meeting, item=seats, what=_("Ask the council for a bench"), owner=None, by=mair)
    send_to_check(meeting=meeting, by=mair)
    check(meeting=meeting, person=tunde, answer=Check.Answer.RIGHT, digest=digest_of(meeting), by=tunde)
    return meeting


def two_benches(meeting, item, by, ballots) -> None:
    """They could not agree, and voted in secret, as they had agreed."""
    question = _("Shall we ask for two benches, one on each side of the road?")
    vote = open_vote(meeting=meeting, item=item, question=question, both_sides=True, by=by)
    for person, choice in ballots.items():
        cast(vote=vote, choice=choice, by=person)
    vote = close_vote(vote=vote, both_sides=True, by=by)
    decided = _("We ask the council for two benches.")
    reasons = _("Whoever waits for the bus home stands on the other side.")
    said = {"question": question, "decided": decided, "reasons": reasons, "how": Decision.How.VOTE}
    write_decision(meeting=meeting, item=item, vote=vote, by=by, **said)


def garden(people) -> None:
    tunde = people["tunde"]
    question = _("What could the garden behind the library be, and for whom?")
    group = start(name=_("The garden"), question=question, by=tunde)
    interests = Interest.objects.filter(name="Coming along and seeing")
    change(group=group, name=group.name, question=question, anyone_may_ask=True, interests=interests, by=tunde)
    group.seats.get(person=tunde).roles.get_or_create(kind=Role.Kind.CHAIR)
    show_outside(group=group, by=tunde)


def how_it_is_for_us(people) -> None:
    """A group that reflects. Tunde is in it and was away: he reads nothing of what was said, nor does anybody else."""
    sana, dev, helen, tunde = (people[name] for name in ("sana", "dev", "helen", "tunde"))
    question = _("What is it like for each of us to do this together, and what do we need to go on?")
    group = start(name=_("How it is for us"), question=question, by=sana)
    note = _("We decide nothing there. You can also just listen.")
    ask(group=group, people=User.objects.filter(pk__in=[dev.pk, helen.pk, tunde.pk]), note=note, by=sana)
    for person in (dev, helen, tunde):
        answer(group=group, person=person, by=person)
    words = _("We tell each other how it was. What is said there stays there.")
    card(group, Card.KIND, sana, sort=Kind.REFLECTIVE, words=words)
    when, place = at_two(-AMONG_US_DAYS_AGO), _("Library, small room")
    meeting = Meeting.objects.create(group=group, by=sana, starts_at=when, place=place, among_us=True)
    month = add_item(meeting=meeting, what=_("How the last month was"), why="talk", raised_by=sana, by=sana)
    again = add_item(meeting=meeting, what=_("What we would do again"), why="talk", raised_by=None, by=sana)
    say_who_is_here(meeting=meeting, people=[sana, dev, helen], by=sana)
    said = _("One of us lay awake after the last panel. It helped to ring somebody the next day.")
    write_minute(meeting=meeting, item=month, words={"said": said}, before={}, by=helen)
    said = _("Begin with a round in which nobody has to answer. End on time, also when it is going well.")
    write_minute(meeting=meeting, item=again, words={"said": said}, before={}, by=dev)
    send_to_check(meeting=meeting, by=sana)
    check(meeting=meeting, person=dev, answer=Check.Answer.RIGHT, digest=digest_of(meeting), by=dev)
    days = [at_two(AMONG_US_DAYS_AHEAD)]
    offer_dates(group=group, dates=days, by=sana, place=place, you_get=_("Tea and cake, and your bus fare."))


def front_door(people) -> None:
    helen = people["helen"]
    question = _("What would make our front door easier to find and to open?")
    group = start(name=_("The front door"), question=question, by=helen)
    ask(group=group, people=User.objects.filter(pk__in=[people["george"].pk, people["dev"].pk]), by=helen)
    answer(group=group, person=people["dev"], by=people["dev"])
    answer(group=group, person=people["george"], by=helen, said=Support.SaidYes.SAID)
    finish(
        group=group,
        found_out=_("The sign hung too high, and the bell was too far from a wheelchair. Both are lower now."),
        what_now=_("The council looks at the heavy door in spring. Helen asks them in April."),
        thanks=_("Thank you to everybody who tried the door in the rain."),
        by=helen,
    )


def suggestions(people, group) -> None:
    """One that nobody has yet, without a name; one to talk about first; and three that are answered, each otherwise."""
    rosie, mair = people["rosie"], people["mair"]
    How, State = Proposal.How, Proposal.State
    _suggest(_("Some of us are spoken to as if we were children. Please talk about it."), How.UNNAMED)
    talk = _("The meetings are hard for me. I would like to say why to somebody first.")
    look_at(proposal=_suggest(talk, How.TALK, group=group, person=people["sana"]), by=mair)
    nia = {"outsider": {"name": "Nia", "means": Means.CALL, "address": "01632 960 188"}}
    answered = (
        (
            _suggest(_("Could letters come in bigger print?"), How.NAMED, person=people["george"]),
            State.GOING,
            _("All letters are in 14 point from this month on. Tell us if yours is not."),
            _("Letters are too small to read."),
            _("All letters are in 14 point from this month on."),
        ),
        (
            _suggest(_("Open on Saturdays, for those of us who work."), How.NAMED, **nia),
            State.LATER,
            _("The building is let on Saturdays until the summer. We ask for it then."),
            _("Open on Saturdays, too."),
            _("Not yet: the building is let on Saturdays until the summer. We ask for it then."),
        ),
        (
            _suggest(_("Please pay for taxis home."), How.UNNAMED),
            State.NO,
            _("There is no money for taxis this year. The group “Getting here” looks for another way home."),
            _("Pay for taxis home."),
            _("No: there is no money for taxis this year. A group looks for another way home."),
        ),
    )
    for proposal, state, words, said, did in answered:
        look_at(proposal=proposal, by=rosie)
        proposal.refresh_from_db()
        answer_proposal(proposal=proposal, state=state, words=words, said=said, did=did, by=rosie)


def _suggest(words, how, outsider=None, **given) -> Proposal:
    told = Outsider(**(outsider or {"name": "", "means": ""}), words=words)
    return suggest(key=uuid4(), outsider=told, how=how, by=given.get("person"), **given)


def at_two(days: int):
    return timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=days)
