from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.members.queries import SupportQuerySet


class Support(models.Model):
    """Somebody helps a member with named things, until a day. Both said yes, and either can end it at any time.

    Until the supporter has said yes (`accepted_at`) it is a question, and opens nothing.

    Nobody ever votes, agrees or says yes for somebody else: none of the scopes reaches that far.
    """

    class Scope(models.TextChoices):
        ABOUT = "about", _("Keep “About me” and how to reach me up to date")
        NOTICES = "notices", _("Read my messages, and tell me what they say")
        WELCOME = "joining", _("See what is open, and say what I would like to do")

    class SaidYes(models.TextChoices):
        HERE = "here", _("They did it here themselves")
        SAID = "said", _("They said it to me")
        PAPER = "paper", _("They wrote it on paper")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supporters")
    supporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supports")
    scope = models.JSONField(default=list)
    said_yes = models.CharField(_("how they said yes"), max_length=5, choices=SaidYes.choices, default=SaidYes.HERE)
    said_yes_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supports_noted")
    accepted = models.CharField(_("how the supporter said yes"), max_length=5, choices=SaidYes.choices, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(_("until"))
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("support")
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(member=models.F("supporter")), name="nobody_supports_themselves"
            ),
            models.UniqueConstraint(
                fields=["member", "supporter"],
                condition=models.Q(ended_at=None, accepted_at__isnull=False),
                name="one_support_of_two_people",
            ),
            models.UniqueConstraint(
                fields=["member", "supporter"],
                condition=models.Q(ended_at=None, accepted_at=None),
                name="one_question_of_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted="", accepted_at=None)
                | (~models.Q(accepted="") & models.Q(accepted_at__isnull=False)),
                name="a_yes_has_its_day",
            ),
        ]

    def __str__(self):
        return f"{self.supporter_id} for {self.member_id}"

    @property
    def allowed(self) -> list["Support.Scope"]:
        """What the supporter may do, in the order in which it is offered."""
        return [scope for scope in self.Scope if scope in self.scope]

    @property
    def as_others_say(self) -> list[str]:
        """What the supporter may do, said of the two of them."""
        return [FOR_THE_SUPPORTER[scope] for scope in self.allowed]

    @property
    def is_agreed(self) -> bool:
        return self.accepted_at is not None

    @property
    def asked(self) -> str:
        """Says which question it is: asked for something else, it is another."""
        return self.said_yes_at.isoformat()

    @property
    def rests(self) -> bool:
        """One of the two takes a break: nothing is done for anybody until both are back."""
        return self.member.is_paused or self.supporter.is_paused


# The same from the other side: what a supporter is told that they may do.
FOR_THE_SUPPORTER = {
    Support.Scope.ABOUT: _("Keep their “About me” and how to reach them up to date"),
    Support.Scope.NOTICES: _("Read their messages, and tell them what they say"),
    Support.Scope.WELCOME: _("See what is open, and say what they would like to do"),
}
