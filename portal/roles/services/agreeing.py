"""Everybody who writes a role says yes to its exact words; then it can open."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.agreement.models import Version
from portal.agreement.models.versions import digest_of_words
from portal.agreement.services import agreeing
from portal.agreement.services.together import Together
from portal.audit.services import audited, record
from portal.notices import services as notices
from portal.refusal import Refusal
from portal.roles.models import longer
from portal.roles.services.holding import hold


class NotWholeYet(Refusal):
    """`missing`: what is still to be written, in words."""

    def __init__(self, missing: list[str]):
        super().__init__()
        self.missing = missing

    def __str__(self):
        return " ".join([_("Something is still missing."), *self.missing])


class Alone(Refusal):
    sentence = gettext_lazy("You are the only one who writes it. Ask somebody to write it with you first.")


def missing_in(role) -> list[str]:
    """What has to be there before people are asked whether they agree, in sentences."""
    said = []
    if not role.purpose:
        said.append(_("Say what the role is for."))
    if not role.doing:
        said.append(_("Say what somebody will do."))
    criteria = list(role.criteria.all())
    if not criteria:
        said.append(_("Say at least one thing that the role needs."))
    for one in criteria:
        if one.shuts_life_out:
            words = _(
                "“%(what)s” takes a qualification, and not what somebody has lived through. Take both, or say "
                "which law does not allow it."
            )
            said.append(words % {"what": one.text})
    return said


class NotSmall(Refusal):
    sentence = gettext_lazy("What sort of role it is, is no small thing. Ask everybody: do you agree?")


class Roles(Together):
    kind, open_again = "role", "roles.open_again"

    def hold(self, role):
        return hold(role)

    def seats(self, role):
        return role.seats.taken()

    def in_force(self, role):
        return role.agreed_id

    def is_undone(self, role, fixed, back):
        """Where the words of the fix still stand, those of before stand again."""
        for name in ("title", *role.SECTIONS):
            if getattr(role, name) == fixed.words.get(name, ""):
                setattr(role, name, back.words.get(name, ""))
        for n, pair in enumerate(role.easy_read, 1):
            if pair["words"] == fixed.words.get(f"easy-{n}"):
                pair["words"] = back.words.get(f"easy-{n}", pair["words"])
        if role.easy_read_checked_by == fixed.words.get("easy_checked_by", ""):
            role.easy_read_checked_by = back.words.get("easy_checked_by", "")
        _easy_read_goes_on(role, fixed.words, back.words)
        role.save()

    def settle(self, role):
        """Nobody agrees alone, also when the others have left."""
        if role.seats.taken().count() > 1:
            super().settle(role)

    def goes_on(self, role, version):
        role.agreed = version
        role.save(update_fields=["agreed"])

    def put_in_force(self, role, version, *, by):
        role.agreed, role.agreed_at = version, timezone.now()
        role.save(update_fields=["agreed", "agreed_at"])
        record("roles.agreed", subject=role.about, by=by, number=version.number)

    def path(self, role):
        return reverse("portal:roles:agree", args=[role.pk])

    def said(self, role, version):
        said = {"role": role.title, "why": version.small_fix}
        if version.is_undo:
            title = _("Undone: a small fix of “%(role)s”") % said
            return title, _("A small fix was undone: %(why)s. It says what it said before.") % said
        if version.small_fix:
            title = _("A small fix of “%(role)s”") % said
            return title, _("A small thing was put right: %(why)s. You can undo it for seven days.") % said
        title = _("“%(role)s”: do you agree?") % said
        words = _("Is this role right as it stands now? It counts once all have said yes.")
        return title, "\n\n".join([words, _("Please read it, and say yes, or change what is not right.")])

    def tell_it_was_noted(self, role, person, *, by):
        about = f"noted-role:{role.pk}-{person.pk}"
        notices.overtake(about=about)
        with notices.speaking_to(person):
            title = _("What you told somebody is written down: “%(role)s”") % {"role": role.title}
            words = _("Is it not what you said? You can change it, or tell any of us.")
        notices.tell(person=person, title=title[:120], words=words, path=self.path(role), about=about, by=by)


ROLES = Roles()


def _easy_read_goes_on(role, before: dict, after: dict) -> None:
    """Where only a small thing was put right, the Easy Read version that went with the words goes with them still."""
    if role.easy_read_of and role.easy_read_of == digest_of_words(longer(before)):
        role.easy_read_of = digest_of_words(longer(after))


@audited()
def put_forward(*, role, after: int | None, stood="", small_fix="", by) -> Version:
    """The words as they stand now, for all who write it to agree to. `stood`: a digest of those that the asker read."""
    held = hold(role)
    if stood and stood != digest_of_words(held.as_words()):
        raise agreeing.VersionChanged
    if missing := missing_in(held):
        raise NotWholeYet(missing)
    if held.seats.taken().count() < 2:
        raise Alone
    before = ROLES.newest(held)
    if small_fix and before and before.words["kind"] != held.kind:
        raise NotSmall
    version = ROLES.put_forward(held, words=held.as_words(), after=after, small_fix=small_fix, by=by)
    if small_fix and before:
        _easy_read_goes_on(held, before.words, version.words)
        held.save(update_fields=["easy_read_of"])
    return version
