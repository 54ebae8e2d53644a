"""What each in a story allows."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from casestudies.models.stories import Story
from casestudies.queries import ConsentQuerySet
from portal.agreement.models import Version


class Consent(models.Model):
    """What one person allows with a story: where, under which name, with pictures, until when. Theirs to end any day.

    `person` has an account; `called` is how the team speaks of somebody who has none, but whom readers may recognise.
    `seen`: the words that they looked at before they allowed it; words that came later are not allowed yet.
    """

    class Naming(models.TextChoices):
        FULL = "full", _("My full name")
        FIRST = "first", _("My first name")
        OTHER = "other", _("Another name")
        MEMBER_OF = "member", _("“A member of …”")
        NONE = "none", _("No name")

    class Use(models.TextChoices):
        PRINT = "print", _("On paper: leaflets, reports")
        SOCIAL = "social", _("On social media")
        PRESS = "press", _("In newspapers, on radio or television")
        TRAINING = "training", _("When people are trained")
        LANGUAGES = "languages", _("On this website, in other languages")

    class Given(models.TextChoices):
        HERE = "here", _("Here, by themselves")
        TALK = "talk", _("They said it to me")
        PHONE = "phone", _("On the phone")
        PAPER = "paper", _("On paper")
        INTERPRETER = "interp", _("With an interpreter")

    class Until(models.IntegerChoices):
        YEAR = 12, _("12 months")
        TWO_YEARS = 24, _("24 months")

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="story_consents"
    )
    called = models.CharField(_("who is it?"), max_length=80, blank=True)
    naming = models.CharField(_("what do we call you?"), max_length=6, choices=Naming.choices)
    name = models.CharField(_("the name as it should stand there"), max_length=80, blank=True)
    uses = models.JSONField(default=list)
    pictures = models.BooleanField(_("pictures of me may be shown"), default=False)
    months = models.PositiveSmallIntegerField(choices=Until.choices, default=Until.YEAR)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField()
    given = models.CharField(max_length=6, choices=Given.choices, default=Given.HERE)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="story_consents_noted"
    )
    wording = models.PositiveSmallIntegerField(help_text=_("Which of our explanations they were shown."))
    language = models.CharField(max_length=10, help_text=_("In which language."))
    guardian = models.CharField(_("who says yes with them, if they are under 18"), max_length=80, blank=True)
    seen = models.ForeignKey(Version, null=True, on_delete=models.SET_NULL, related_name="+")
    seen_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(auto_now=True)
    told_of_end_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent to a story")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["story", "person"], name="one_consent_of_a_person"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, called="") | (models.Q(person=None) & ~models.Q(called="")),
                name="consent_of_a_member_or_of_somebody_else",
            ),
        ]

    def __str__(self):
        return self.called or str(self.person)

    @property
    def in_words(self) -> str:
        """What they answered, for those who make the story or read it before it goes out."""
        named = self.name or self.get_naming_display()
        pictures = gettext("pictures") if self.pictures else gettext("no pictures")
        return ", ".join([named, pictures, *(str(use.label) for use in self.Use if use in self.uses)])

    @property
    def holds_today(self) -> bool:
        return self.ended_at is None and self.ends_on > timezone.localdate()
