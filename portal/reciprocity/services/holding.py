"""One thing at a time: something that was offered, or a cost."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.members.services.holding import hold
from portal.notices import services as notices
from portal.reciprocity.models import Contribution, Cost, ReferenceRequest, Reward, Spending
from portal.refusal import Refusal

PAGES = {Reward: "reward", Cost: "cost", Contribution: "gave", ReferenceRequest: "reference"}

# How something stands by now, by its state. Of what needs no sentence its page says enough.
STANDS = {
    "given": _("It is written down as given."),
    "missing": _("It is written down that it did not arrive."),
    "withdrawn": _("It is not offered any more."),
    "offered": _("It waits for an answer."),
    "no": _("The answer is no thanks."),
    "yes": _("Somebody has said yes, and it is still to be given."),
    "unconfirmed": _("It waits for whoever it is for to say that it is right."),
    "back": _("It was sent back, and waits to be put right."),
    "sent": _("It waits for somebody to say yes to it."),
    "confirmed": _("Somebody has said that it is so."),
    "undone": _("It was taken back."),
    "written": _("The reference is written."),
}


class TooLate(Refusal):
    """`thing`: how it stands now, where that is known."""

    sentence = _("Something has changed here meanwhile. Look below.")

    def __init__(self, thing=None):
        super().__init__(thing)
        self.thing = thing

    def __str__(self):
        now = STANDS.get(getattr(self.thing, "state", ""))
        return f"{self.sentence} {now}" if now else str(self.sentence)


class NotTheirOwn(Refusal):
    sentence = _("This one is yours. Somebody else has to do it.")


class NotSaidYes(Refusal):
    sentence = _("Nobody has said yes to this, or not any more.")


def hold_one(thing, seen: str = "", *, also_left=False):
    """As it is now, for the one who asks: its person first, as when they leave. `seen`: its stamp, as they had it
    before them; nobody says yes to something else than what they looked at."""
    hold(thing.person, also_left=also_left)
    held = type(thing).objects.select_for_update(of=["self"], no_key=True).with_all().filter(pk=thing.pk).first()
    if held is None or (seen and seen != held.stamp):
        raise TooLate(held)
    return held


def tell_of(thing, title, words, *, by) -> None:
    """What they were told of it before is not so any more. A mail only says that there is news: it is about money."""
    notices.forget(about=thing.about)
    told = {"title": title[:120], "words": words, "path": path_of(thing), "about": thing.about, "by": by}
    notices.tell(person=thing.person, private=True, **told)


def path_of(thing) -> str:
    """Its page; what was paid from a budget stands on that of the budget."""
    if isinstance(thing, Spending):
        return reverse("portal:reciprocity:budget", args=[thing.budget_id])
    return reverse(f"portal:reciprocity:{PAGES[type(thing)]}", args=[thing.pk])
