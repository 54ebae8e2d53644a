"""What "About me" shows: row by row what somebody tells, who sees it, and where to change it."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _, gettext_lazy

from portal.members.models import ChannelChoice, Line, Shared, Suggestion
from portal.members.services import reachable_at
from portal.notices.routes import Means

WHO = {
    Line.ShownTo.ME: gettext_lazy("Only you see this."),
    Line.ShownTo.COORDINATORS: gettext_lazy("You and the coordinators see this."),
    Line.ShownTo.MEMBERS: gettext_lazy("All members see this."),
}
NOT_FOUND_YET = gettext_lazy("All members see this once they can find you. Until then: you and the coordinators.")

NOT_SHARED_YET = gettext_lazy("Members have these too once they can find you. Until then: you and the coordinators.")


@dataclass(frozen=True)
class Row:
    """`ticks`: what was chosen from a list; `words`: what somebody wrote."""

    title: str
    url: str = ""
    words: str = ""
    ticks: list[str] = field(default_factory=list)
    who: str = ""


def lines_of(person, *, helped=False) -> list[Row]:
    """Every line there is, in order, told or not. Three queries. `helped`: for a supporter, who sees none that is for
    the person's own eyes."""
    lines = person.lines.prefetch_related("skills", "interests")
    told = {line.kind: line for line in lines}
    rows = [(kind, told.get(kind)) for kind in Line.Kind]
    if helped:
        rows = [(kind, line) for kind, line in rows if line is None or line.shown_to != Line.ShownTo.ME]
    return [_row(person, kind, line, helped) for kind, line in rows]


def _row(person, kind, line, helped) -> Row:
    own, theirs = ("portal:me:line", [kind.value]), ("portal:people:about-line", [person.pk, kind.value])
    name, args = theirs if helped else own
    url = reverse(name, args=args)
    if line is None:
        return Row(str(kind.label), url)
    hidden = line.shown_to == Line.ShownTo.MEMBERS and not person.known.in_directory
    who = "" if helped else NOT_FOUND_YET if hidden else WHO[line.shown_to]
    return Row(str(kind.label), url, line.words, ticks_of(line), str(who))


def ticks_of(line) -> list[str]:
    return [str(one) for one in (*line.skills.all(), *line.interests.all())]


def not_reached_by(person) -> list[str]:
    """Ways that somebody ranked, and that need what we do not have: each with what to add. One query."""
    about, advice = person.known, []
    ranked = ChannelChoice.objects.filter(person=person, rank__isnull=False).in_order().select_related("channel")
    for channel in (choice.channel for choice in ranked):
        if channel.means in (Means.CALL, Means.TEXT) and not about.phone:
            said = _("You chose “%(way)s”, and we have no phone number for you yet. You can add it whenever you like.")
        elif channel.means == Means.POST and not about.post_address:
            said = _(
                "You chose “%(way)s”, and we have no postal address for you yet. You can add it whenever you like."
            )
        elif channel.means == Means.MAIL and not person.email:
            said = _("You chose “%(way)s”, and we have no e-mail address for you yet. Add it under “How you sign in”.")
        else:
            continue
        advice.append(said % {"way": channel})
    return advice


def reaching_of(person) -> list[Row]:
    """How somebody is reached. One query besides what is known of the person."""
    about = person.known
    choices = list(ChannelChoice.objects.filter(person=person).in_order().select_related("channel"))
    ranked = [choice.channel for choice in choices if choice.rank is not None]
    wanted = [f"{place}. {channel}" for place, channel in enumerate(ranked, start=1)]
    never = [str(choice.channel) for choice in choices if choice.do_not_use]
    rows = [
        Row(_("Best ways, in order"), ticks=wanted),
        Row(_("Do not use"), ticks=never),
        Row(_("Phone number"), words=about.phone),
        Row(_("Postal address"), words=about.post_address),
        Row(_("When, and what to be careful about"), words=str(about.safe_times)),
    ]
    return [row for row in rows if row.words or row.ticks]


def sharing_of(person) -> Row | None:
    """What members may have on the contact sheet; nothing when there is no address or number to have. One query."""
    if not reachable_at(person):
        return None
    shared = set(person.shared.values_list("what", flat=True))
    ticks = [str(what.label) for what in Shared.What if what.value in shared]
    title, url = _("Who may have your numbers and addresses"), reverse("portal:me:shared")
    if not ticks:
        return Row(title, url, words=_("Coordinators only"))
    if person.known.in_directory:
        return Row(title, url, ticks=ticks, who=_("Members who are found in the list of people have these too."))
    return Row(title, url, ticks=ticks, who=str(NOT_SHARED_YET))


@dataclass
class Thought:
    """One thing that others think somebody is good at, whoever they are."""

    pk: int
    what: str
    names: list[str] = field(default_factory=list)
    whys: list[str] = field(default_factory=list)

    @property
    def who(self) -> str:
        return format_html_join(", ", "<bdi>{}</bdi>", ((name,) for name in self.names))


def suggestions_of(person) -> list[Thought]:
    """What waits for the person's yes or no, each thing once. One query."""
    thoughts = {}
    for one in Suggestion.objects.visible_to(person).open().select_related("by", "skill"):
        thought = thoughts.setdefault((one.skill_id, one.words.casefold()), Thought(one.pk, one.what))
        thought.names.append(str(one.by))
        thought.whys += [one.why] if one.why else []
    return list(thoughts.values())
