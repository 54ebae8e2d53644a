"""What people ask, our answers, and the page that lists them."""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField

from home.choosing import EntryForm
from home.models.ordered import Ordered
from home.models.public_page import PublicPage, tabs


@register_snippet
class Answer(Ordered, index.Indexed):
    """A question people ask, with an answer that can be linked to."""

    question = models.CharField(_("question"), max_length=200)
    slug = models.SlugField(_("name in the link"), max_length=80, blank=True)
    text = RichTextField(_("answer"))
    for_members = models.BooleanField(_("for members"), default=True)
    for_staff = models.BooleanField(_("for staff"), default=True)
    for_managers = models.BooleanField(_("for managers"), default=False)

    base_form_class = EntryForm
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


@tabs
class QuestionsPage(PublicPage):
    """Questions and answers; `?for=members`, `staff` or `managers` shows those for one kind of reader."""

    narrowed_by = frozenset({"for"})
    AUDIENCES = {"members": _("Members"), "staff": _("Staff"), "managers": _("Managers")}

    subpage_types = []
    template = "home/questions_page.html"

    class Meta:
        verbose_name = _("questions and answers")

    def get_context(self, request, *args, **kwargs):
        audience = request.GET.get("for", "")
        answers = Answer.objects.filter(locale_id=self.locale_id)
        if audience in self.AUDIENCES:
            answers = answers.filter(**{f"for_{audience}": True})
        return super().get_context(request, *args, **kwargs) | {
            "answers": answers,
            "audiences": self.AUDIENCES,
            "audience": audience,
        }
