"""Things that many pages and the portal show: data in every language, in an order that editors choose."""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField, TranslatableField


class Ordered(TranslatableMixin):
    """One of a list whose order is a number people set: reordering never touches the other rows."""

    order = models.PositiveSmallIntegerField(_("place in the list"), default=100)

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["order", "pk"]


class Sourced(models.Model):
    """Something first said by somebody else, whom we name."""

    source = models.CharField(_("who first wrote it"), max_length=120, blank=True)
    source_url = models.URLField(_("where to read theirs"), blank=True)

    class Meta:
        abstract = True


@register_snippet
class PrincipleSet(Ordered, Sourced):
    name = models.CharField(_("name"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True)

    panels = [FieldPanel(name) for name in ("name", "introduction", "source", "source_url", "order")]

    class Meta(Ordered.Meta):
        verbose_name = _("set of principles")
        verbose_name_plural = _("sets of principles")

    def __str__(self):
        return self.name


@register_snippet
class Principle(Ordered):
    set = models.ForeignKey(PrincipleSet, on_delete=models.PROTECT, related_name="principles", verbose_name=_("set"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what it means"))

    panels = [FieldPanel(name) for name in ("set", "title", "summary", "order")]

    class Meta(Ordered.Meta):
        verbose_name = _("principle")
        verbose_name_plural = _("principles")

    def __str__(self):
        return self.title


@register_snippet
class Stage(Ordered, ClusterableModel):
    """A part of the work that people can do together, from planning to looking back."""

    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what it is"))

    panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("order"),
        InlinePanel("ideas", label=_("idea to start with")),
    ]
    override_translatable_fields = [SynchronizedField("order")]

    class Meta(Ordered.Meta):
        verbose_name = _("stage")
        verbose_name_plural = _("stages")

    def __str__(self):
        return self.title


class StageIdea(Ordered):
    stage = ParentalKey(Stage, on_delete=models.CASCADE, related_name="ideas")
    words = models.CharField(_("idea"), max_length=255)

    panels = [FieldPanel("words"), FieldPanel("order")]
    translatable_fields = [TranslatableField("words"), SynchronizedField("order")]

    class Meta(Ordered.Meta):
        pass

    def __str__(self):
        return self.words


@register_snippet
class TipSet(Ordered):
    name = models.CharField(_("name"), max_length=120)

    panels = [FieldPanel("name"), FieldPanel("order")]

    class Meta(Ordered.Meta):
        verbose_name = _("list of tips")
        verbose_name_plural = _("lists of tips")

    def __str__(self):
        return self.name


@register_snippet
class Tip(Ordered):
    set = models.ForeignKey(TipSet, on_delete=models.PROTECT, related_name="tips", verbose_name=_("list"))
    title = models.CharField(_("tip"), max_length=160)
    text = models.TextField(_("more about it"), blank=True)

    panels = [FieldPanel(name) for name in ("set", "title", "text", "order")]

    class Meta(Ordered.Meta):
        verbose_name = _("tip")
        verbose_name_plural = _("tips")

    def __str__(self):
        return self.title


@register_snippet
class Indicator(Ordered):
    title = models.CharField(_("sign that it is working"), max_length=160)
    text = models.TextField(_("what you would see"))
    question = models.CharField(_("question to ask yourselves"), max_length=255)

    panels = [FieldPanel(name) for name in ("title", "text", "question", "order")]

    class Meta(Ordered.Meta):
        verbose_name = _("sign it is working")
        verbose_name_plural = _("signs it is working")

    def __str__(self):
        return self.title


@register_snippet
class Rung(Ordered, Sourced):
    """How much say people have: one step of a ladder, the most say last."""

    title = models.CharField(_("name of the step"), max_length=80)
    plain_name = models.CharField(_("what to call it on the screen"), max_length=120)
    text = models.TextField(_("what it means"))
    is_top = models.BooleanField(
        _("everybody decides together"),
        default=False,
        help_text=_(
            "Work can call itself this only when scope, balance, who decides and what people get are written down."
        ),
    )

    can_be_used = models.BooleanField(_("work may be on this step"), default=True)

    panels = [
        FieldPanel(name)
        for name in ("title", "plain_name", "text", "is_top", "can_be_used", "source", "source_url", "order")
    ]

    class Meta(Ordered.Meta):
        verbose_name = _("step of the ladder")
        verbose_name_plural = _("steps of the ladder")

    def __str__(self):
        return self.title


@register_snippet
class GlossaryTerm(TranslatableMixin, index.Indexed):
    term = models.CharField(_("word"), max_length=80)
    also = models.CharField(
        _("other forms of it"),
        max_length=255,
        blank=True,
        help_text=_("With commas between, such as: co-produce, co-produced"),
    )
    meaning = models.TextField(_("what it means"))

    panels = [FieldPanel(name) for name in ("term", "also", "meaning")]
    search_fields = [
        index.SearchField("term", boost=3),
        index.SearchField("also"),
        index.SearchField("meaning"),
        index.AutocompleteField("term"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("word explained")
        verbose_name_plural = _("words explained")
        ordering = ["term"]

    def __str__(self):
        return self.term

    @property
    def anchor(self):
        return f"word-{slugify(self.term) or self.pk}"

    @property
    def forms(self):
        """The word and its other forms, as people may write them."""
        return [form.strip() for form in (self.term, *self.also.split(",")) if form.strip()]


@register_snippet
class Signposting(Ordered):
    """Where somebody can get help now, and when it was last checked that they answer."""

    name = models.CharField(_("name"), max_length=120)
    what_for = models.CharField(_("what they help with"), max_length=255)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    text_number = models.CharField(_("text"), max_length=160, blank=True)
    hours = models.CharField(_("when they answer"), max_length=120, blank=True)
    url = models.URLField(_("website"), blank=True)
    urgent = models.BooleanField(_("for when it is urgent"), default=False)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)

    panels = [
        FieldPanel(name)
        for name in ("name", "what_for", "phone", "text_number", "hours", "url", "urgent", "checked_on", "order")
    ]

    class Meta(Ordered.Meta):
        verbose_name = _("place to get help")
        verbose_name_plural = _("places to get help")
        ordering = ["-urgent", "order", "pk"]

    def __str__(self):
        return self.name


@register_snippet
class Partner(Ordered):
    name = models.CharField(_("name"), max_length=120)
    url = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey("home.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    panels = [FieldPanel(name) for name in ("name", "url", "logo", "order")]

    class Meta(Ordered.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return self.name


@register_snippet
class Resource(TranslatableMixin, index.Indexed):
    """Something useful that somebody else published. `checked_on` is the day a person last opened the link."""

    class Format(models.TextChoices):
        PAGE = "page", _("Web page")
        PDF = "pdf", _("PDF")
        VIDEO = "video", _("Video")
        TOOLKIT = "toolkit", _("Toolkit")

    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("who published it"), max_length=120)
    url = models.URLField(_("link"), max_length=500)
    archive_url = models.URLField(_("link to a kept copy"), max_length=500, blank=True)
    format = models.CharField(_("format"), max_length=10, choices=Format, default=Format.PAGE)
    summary = models.TextField(_("what is in it"), blank=True)
    topics = models.CharField(_("topics"), max_length=255, blank=True, help_text=_("With commas between."))
    easy_read = models.BooleanField(_("is Easy Read"), default=False)
    checked_on = models.DateField(_("link last checked on"), null=True, blank=True)

    panels = [
        FieldPanel(name)
        for name in (
            "title",
            "publisher",
            "url",
            "archive_url",
            "format",
            "summary",
            "topics",
            "easy_read",
            "checked_on",
        )
    ]
    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("publisher"),
        index.SearchField("summary"),
        index.SearchField("topics"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["title"]

    def __str__(self):
        return self.title

    @property
    def topic_list(self):
        return [topic.strip() for topic in self.topics.split(",") if topic.strip()]


@register_snippet
class Answer(Ordered, index.Indexed):
    """A question people ask, with an answer that can be linked to."""

    question = models.CharField(_("question"), max_length=200)
    slug = models.SlugField(_("name in the link"), max_length=80, blank=True)
    text = RichTextField(_("answer"))
    for_members = models.BooleanField(_("for members"), default=True)
    for_staff = models.BooleanField(_("for staff"), default=True)
    for_managers = models.BooleanField(_("for managers"), default=False)

    panels = [
        FieldPanel(name) for name in ("question", "text", "for_members", "for_staff", "for_managers", "slug", "order")
    ]
    override_translatable_fields = [SynchronizedField("slug")]
    search_fields = [
        index.SearchField("question", boost=3),
        index.SearchField("text"),
        index.AutocompleteField("question"),
        index.FilterField("locale_id"),
    ]

    class Meta(Ordered.Meta):
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        unique_together = [("translation_key", "locale"), ("slug", "locale")]

    def __str__(self):
        return self.question

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = f"{slugify(self.question)[:60]}".strip("-") or str(self.translation_key)
        super().save(*args, **kwargs)


@register_snippet
class PlainWord(TranslatableMixin):
    """A word that puts people off, with a plainer or kinder one. It advises writers; nothing is refused for it."""

    class Kind(models.TextChoices):
        JARGON = "jargon", _("Hard word")
        LABEL = "label", _("Label for people")

    word = models.CharField(_("word"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.JARGON)
    instead = models.CharField(_("try instead"), max_length=255, blank=True)

    panels = [FieldPanel(name) for name in ("word", "kind", "instead")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("word to think twice about")
        verbose_name_plural = _("words to think twice about")
        ordering = ["word"]

    def __str__(self):
        return self.word
