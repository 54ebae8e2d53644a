"""What a person tells about themselves, all of it by choice, and who may see each line."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.members.models.lists import Channel, Interest, Skill
from portal.members.queries import ChoiceQuerySet, LineQuerySet
from portal.notices.routes import SafeTimes


class About(models.Model):
    """How to reach somebody, and when not to."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="about")
    phone = models.CharField(_("phone number"), max_length=30, blank=True)
    post_address = models.TextField(_("postal address"), max_length=300, blank=True)
    safe_days = models.JSONField(_("days on which it is fine to contact you"), default=list, blank=True)
    safe_from = models.TimeField(_("not before"), null=True, blank=True)
    safe_until = models.TimeField(_("not after"), null=True, blank=True)
    safe_note = models.CharField(_("anything to be careful about"), max_length=200, blank=True)
    only_say_news = models.BooleanField(_("only say that there is news"), default=False)
    in_directory = models.BooleanField(_("other members may find me in the list of people"), default=False)
    may_suggest = models.BooleanField(_("others may suggest what I am good at"), default=True)
    paused_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return str(self.person_id)

    @property
    def takes_suggestions(self) -> bool:
        """Others may say what somebody is good at, unless they would rather not, or take a break."""
        return self.may_suggest and self.paused_at is None

    @property
    def safe_times(self) -> SafeTimes:
        return SafeTimes(frozenset(self.safe_days), self.safe_from, self.safe_until, self.safe_note)


class ChannelChoice(models.Model):
    """What somebody said of one way to be in touch: their first, second … choice, or never."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="channel_choices")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="choices")
    rank = models.PositiveSmallIntegerField(null=True)
    do_not_use = models.BooleanField(default=False)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "channel"], name="one_word_on_a_channel"),
            models.CheckConstraint(condition=models.Q(rank=None) | models.Q(do_not_use=False), name="ranked_or_never"),
        ]

    def __str__(self):
        return f"{self.person_id} {self.channel_id}"


class Line(models.Model):
    """One line of "About me", and who may see it."""

    class Kind(models.TextChoices):
        IN_MY_WORDS = "words", _("About me, in my words")
        HELPS = "helps", _("What helps me take part")
        FORMATS = "formats", _("How I like to get things")
        SHARE = "share", _("What I can share")
        LEARN = "learn", _("What I would like to learn")
        INTERESTS = "interests", _("What interests me")
        DO_NOT_ASK = "not-ask", _("Please don’t ask me about")

    class ShownTo(models.TextChoices):
        ME = "me", _("Only me")
        COORDINATORS = "coordinators", _("Me and the coordinators")
        MEMBERS = "members", _("All members")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    words = models.TextField(max_length=2_000, blank=True)
    skills = models.ManyToManyField(Skill, blank=True, related_name="+")
    interests = models.ManyToManyField(Interest, blank=True, related_name="+")
    shown_to = models.CharField(max_length=12, choices=ShownTo.choices, default=ShownTo.COORDINATORS)
    changed_at = models.DateTimeField(auto_now=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_line_a_kind")]

    def __str__(self):
        return f"{self.person_id} {self.kind}"
