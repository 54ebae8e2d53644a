"""Coming in: the invitation, who meets somebody, and what was talked about."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.members.queries import InvitationQuerySet, WelcomeQuerySet
from portal.notices.routes import Means


class Invitation(models.Model):
    """Somebody was asked to join. Their account waits without a way in, other than this invitation, until they come.

    The address stays here until then: nobody signs in by an address that has not said yes.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitation")
    name = models.CharField(_("name"), max_length=80)
    means = models.CharField(_("how to reach them"), max_length=5, choices=Means.choices)
    address = models.CharField(_("their address or number"), max_length=254, blank=True)
    note = models.TextField(_("your note to them"), max_length=2_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_made")
    made_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # for an hour it can be put back; then all of it goes

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            models.UniqueConstraint(
                fields=["address"],
                condition=models.Q(means=Means.MAIL, joined_at=None) & ~models.Q(address=""),
                name="one_open_invitation_an_address",
            )
        ]

    def __str__(self):
        return f"{self.person_id} until {self.ends_at:%Y-%m-%d}"

    @property
    def is_over(self) -> bool:
        return self.joined_at is None and self.ends_at <= timezone.now()


class Welcome(models.Model):
    """The first steps with somebody, each with its date. None of them is a condition for anything."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="welcome")
    buddy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="welcomes",
        verbose_name=_("who meets them"),
    )
    met_on = models.DateField(_("met"), null=True, blank=True)
    access_talked_on = models.DateField(_("talked about what helps"), null=True, blank=True)
    payment_talked_on = models.DateField(_("talked about payment and benefits"), null=True, blank=True)
    they_expect = models.TextField(_("what they hope for from us"), max_length=1_000, blank=True)
    we_expect = models.TextField(_("what we hope for from them"), max_length=1_000, blank=True)
    expectations_on = models.DateField(_("looked at together on"), null=True, blank=True)
    still_right_on = models.DateField(_("looked at again, and still right, on"), null=True, blank=True)

    objects = WelcomeQuerySet.as_manager()

    def __str__(self):
        return str(self.person_id)


class Training(models.Model):
    """Training that somebody took, staff as well."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trainings")
    title = models.CharField(_("what it was about"), max_length=120)
    taken_on = models.DateField(_("when"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trainings_noted")

    class Meta:
        verbose_name = _("training")
        ordering = ["-taken_on", "-pk"]

    def __str__(self):
        return self.title
