"""Saying yes to words that people agree to together. A part puts these before its gate, and the generic view last."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy

from portal.agreement.comparing import compare_words
from portal.agreement.models import Version
from portal.agreement.services import agreeing
from portal.agreement.services.together import Together
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn


class OfWords:
    """One thing whose words people agree to. `in_words(words)` gives what people read of them, by key."""

    together: Together
    ways: dict[str, str]  # names of URLs: agree, undo, both, yes_down, not_reached

    @cached_property
    def version(self) -> Version | None:
        """The newest words, agreed or not."""
        return self.together.newest(self.get_object())

    def labels(self, *words: dict) -> dict[str, str]:
        """What each key of these words is called, in the order in which people read them."""
        raise NotImplementedError

    def in_words(self, words: dict) -> dict[str, str]:
        raise NotImplementedError

    def compared(self, old: dict, new: dict) -> list:
        labels = {key: str(label) for key, label in self.labels(old, new).items()}
        return compare_words(labels, self.in_words(old), self.in_words(new))

    def rows(self, words: dict) -> list[tuple[str, str]]:
        shown = self.in_words(words)
        return [(str(label), shown[key]) for key, label in self.labels(words).items() if key in shown]

    def in_force(self) -> Version | None:
        """What counts now, fetched with the thing."""
        raise NotImplementedError

    def agreeing(self) -> dict:
        """For a page that shows the newest words, and who has said yes to them."""
        version, user = self.version, self.request.user
        if version is None:
            return {"version": None}
        people = self.together.people(self.get_object())
        standing = agreeing.standing_of(version, people)
        earlier = agreeing.last_agreed_by(user, version.subject)
        counts, changed = self.in_force(), earlier is not None and earlier.digest != version.digest
        return {
            "version": version,
            "ways": self.ways,
            "rows": self.rows(version.words),
            "standing": standing,
            "in_force": counts == version,
            "asks_for_both": counts != version and standing.is_agreed,
            "mine": user in standing.agreed,
            "may_say": user in people,
            "changes": self.compared(earlier.words, version.words) if changed else [],
            "can_undo": agreeing.is_still_small(version) and user in standing.agreed,
            "fixed": self.fixed(),
            "still": self.rows(counts.words) if counts not in (None, version) else [],
            "writes_down_for": [one for one in (*standing.not_yet, *standing.not_reached) if one != user],
        }

    def fixed(self) -> list:
        """What a small fix, or its undoing, changed."""
        before = Version.objects.of(self.version.subject).filter(number=self.version.number - 1).first()
        return self.compared(before.words, self.version.words) if self.version.small_fix and before else []


class OfAVersion(OfWords):
    """About the version that stood on the page, and perhaps about somebody else who has a seat: the URL says which."""

    @cached_property
    def pressed(self) -> Version:
        versions = Version.objects.of(self.together.subject(self.get_object()))
        return get_object_or_404(versions, number=self.kwargs["number"])

    @cached_property
    def person(self):
        seats = self.together.seats(self.get_object()).exclude(person=self.request.user)
        return get_object_or_404(seats.select_related("person__about"), person=self.kwargs["person"]).person


class PressOnWords(PressOn, OfAVersion):
    """A button beside the words."""


class AgreeToWords(PressOnWords):
    said = gettext_lazy("Thank you. Your yes is written down; you can take it back at any time.")

    def do(self, thing, by):
        self.together.agree(thing, version=self.pressed, person=by, by=by)


class BothSidesSaidYes(PressOnWords):
    said = gettext_lazy("It counts from now on.")

    def do(self, thing, by):
        self.together.both_sides_said_yes(thing, version=self.pressed, by=by)


class TakeYesBack(PressOnWords):
    said = gettext_lazy("Your yes is taken back. Nobody asks you why.")

    def do(self, thing, by):
        self.together.take_yes_back(thing, version=self.pressed, by=by)


class UndoFix(PressOnWords):
    said = gettext_lazy("Undone. It says what it said before.")

    def do(self, thing, by):
        self.together.undo_fix(thing, version=self.pressed, by=by)


class NotReached(PressOnWords):
    said = gettext_lazy("Written down. After two tries it can go on without them; they can say yes at any time.")

    def do(self, thing, by):
        self.together.not_reached(thing, version=self.pressed, person=self.person, by=by)


class YesDown(Writes, OfAVersion):
    """Somebody had it read out, and said yes to whoever writes it down. `form_class` asks how they told it."""

    button = gettext_lazy("They said yes")

    @property
    def heading(self):
        return _("%(name)s said yes") % {"name": self.person}

    @property
    def lead(self):
        return _("Read all of it out to them first. Nobody agrees for somebody else.")

    def act(self, form) -> str:
        said = form.cleaned_data["how_told"]
        self.together.agree(
            self.get_object(), version=self.pressed, person=self.person, by=self.request.user, said=said
        )
        messages.success(self.request, _("Written down. They can see that you wrote it."))
        return self.back_url
