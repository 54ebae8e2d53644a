"""A story that people tell together: who they are, what each allows, and who looked at it with fresh eyes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.models import Locale

from casestudies.queries import (
    ConsentQuerySet,
    RecordingQuerySet,
    SeatQuerySet,
    TellingQuerySet,
    TrustedQuerySet,
)
from home.models.media import CheckedFileField, ReplacesItsFile, private_storage
from home.uploads import TYPES, extension
from portal.agreement.models import Version
from portal.members.models import Seat, Support


class Story(models.Model):
    """One story and those who tell it. Its pages, one a language, share the translation key of `page`.

    Taken down (`hidden_at`), it is read by nobody; on `delete_on` it goes, if nobody brings it back until then.
    """

    class How(models.TextChoices):
        WRITE = "write", _("I write it myself")
        TALK = "talk", _("I tell it, and somebody writes it down")
        RECORD = "record", _("I would like to record my voice")

    page = models.OneToOneField("casestudies.StoryPage", on_delete=models.CASCADE, related_name="story")
    how = models.CharField(_("how would you like to work?"), max_length=6, choices=How.choices, default=How.WRITE)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stories_begun")
    begun_at = models.DateTimeField(auto_now_add=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="stories_taken_down"
    )
    delete_on = models.DateField(null=True, blank=True)
    brought_back_at = models.DateTimeField(null=True, blank=True)

    objects = TellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("story told together")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(delete_on=None) | models.Q(hidden_at__isnull=False), name="hidden_before_it_goes"
            )
        ]

    def __str__(self):
        return self.page.draft_title

    @property
    def about(self) -> str:
        """The story in the trail and in messages, which have none of its words."""
        return f"story:{self.pk}"

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None


class DeletedStory(models.Model):
    """That one is gone: the number its pages shared, by chance, and not a word. No backup brings it back."""

    key = models.UUIDField(primary_key=True)

    class Meta:
        verbose_name = _("deleted story")

    def __str__(self):
        return str(self.key)


class StorySeat(Seat):
    """Somebody and a story: asked, in it, or not any more. One row, whatever becomes of it."""

    class Role(models.TextChoices):
        TELLER = "teller", _("Whose story it is")
        CO_WRITER = "writer", _("Writes with them")
        LISTENER = "listener", _("Listens, and writes it down")
        ILLUSTRATOR = "artist", _("Makes pictures for it")
        FRESH_EYES = "reader", _("Reads it with fresh eyes, and does not write")
        TRANSLATOR = "language", _("Puts it into another language")

    class State(models.TextChoices):
        ASKED = "asked", _("asked, no answer yet")
        YES = "yes", _("takes part")
        NO = "no", _("said no")
        LEFT = "left", _("does not take part any more")

    MAKES_IT = (Role.TELLER, Role.CO_WRITER, Role.LISTENER, Role.ILLUSTRATOR)

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=8, choices=Role.choices)
    state = models.CharField(max_length=5, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="story_seats_offered"
    )
    said = models.CharField(max_length=5, choices=Support.SaidYes.choices, default=Support.SaidYes.HERE)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="story_seats_noted"
    )
    # Once, whatever they are now: nobody with fresh eyes.
    has_made_it = models.BooleanField(default=False)
    has_translated_it = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat in a story")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["story", "person"], name="one_seat_in_a_story")]

    def save(self, *args, **kwargs):
        self.has_made_it = self.has_made_it or self.makes_it
        self.has_translated_it = self.has_translated_it or self.translates_it
        super().save(*args, **kwargs)

    def has_written(self, *, in_other_languages: bool) -> bool:
        return self.has_made_it or (in_other_languages and self.has_translated_it)

    def get_story_display(self) -> str:
        """In a copy of what is held of somebody: whoever is asked, or has left, is not told what it is called."""
        return str(self.story) if self.is_taken else ""

    @property
    def is_taken(self) -> bool:
        return self.state == self.State.YES

    @property
    def makes_it(self) -> bool:
        """Whether they are one of those who say yes to it, and what they allow."""
        return self.is_taken and self.role in self.MAKES_IT

    @property
    def translates_it(self) -> bool:
        """Writes its pages in other languages, and not what it says in its own."""
        return self.is_taken and self.role == self.Role.TRANSLATOR

    @property
    def tells_it(self) -> bool:
        return self.is_taken and self.role == self.Role.TELLER


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


class Trusted(models.Model):
    """Whom one who makes a story trusts with a language they do not read: there that person's yes is a yes for both.

    It says nothing of what anybody allows: that each says themselves.
    """

    seat = models.ForeignKey(StorySeat, on_delete=models.CASCADE, related_name="trusts")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trusted_with_languages"
    )

    objects = TrustedQuerySet.as_manager()

    class Meta:
        verbose_name = _("trust with a language")
        constraints = [models.UniqueConstraint(fields=["seat", "locale"], name="one_person_is_trusted_with_a_language")]

    def __str__(self):
        return f"{self.locale}: {self.person}"


class Recording(ReplacesItsFile, models.Model):
    """What somebody said aloud, for those who make the story to write down. It is never on the site."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="recordings")
    file = CheckedFileField(_("the recording"), upload_to="recordings", storage=private_storage)
    file_size = models.PositiveBigIntegerField(editable=False)
    file_hash = models.CharField(max_length=40, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="story_recordings")
    at = models.DateTimeField(auto_now_add=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording for a story")
        ordering = ["pk"]

    def __str__(self):
        return str(self.pk)

    @property
    def content_type(self) -> str:
        return TYPES[extension(self.file.name)]


class Look(models.Model):
    """Somebody who did not write it read it: could a person be recognised, and can it go on the site like this?"""

    class Known(models.TextChoices):
        NOBODY = "nobody", _("No. Nobody could tell who this is")
        FINE = "fine", _("Only people who said that they may be named or known")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="looks_at_stories")
    known = models.CharField(max_length=6, choices=Known.choices, blank=True)
    wish = models.TextField(max_length=1_000, blank=True, help_text=_("What should change first; then it is no yes."))
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("look with fresh eyes")
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="one_look_at_a_version"),
            models.CheckConstraint(
                condition=(models.Q(wish="") & ~models.Q(known="")) | (models.Q(known="") & ~models.Q(wish="")),
                name="a_yes_or_a_wish",
            ),
        ]

    def __str__(self):
        return str(self.version_id)
