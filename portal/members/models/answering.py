from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from home import reading


def days(least, most):
    return [MinValueValidator(least), MaxValueValidator(most)]


@register_setting(icon="mail")
class Answering(BaseGenericSetting):
    """Who answers people from outside, by when, and how long what they told us is kept afterwards."""

    help_name = models.CharField(
        gettext_lazy("who answers"),
        max_length=80,
        blank=True,
        help_text=gettext_lazy("A first name is enough. Empty: whoever the site names as its contact."),
    )
    help_days = models.PositiveSmallIntegerField(
        gettext_lazy("in how many working days"), default=5, validators=days(1, 30)
    )
    help_kept_days = models.PositiveSmallIntegerField(
        gettext_lazy("days until we delete it after our answer"), default=30, validators=days(1, 180)
    )
    complaints_name = models.CharField(
        gettext_lazy("who answers"),
        max_length=80,
        blank=True,
        help_text=gettext_lazy("Empty: the same person as for offers to help."),
    )
    complaints_instead = models.CharField(
        gettext_lazy("whom people turn to when it is about that person"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("Such as: our chair, Ann Price, 01632 960 177. It stands beside the form."),
    )
    complaints_days = models.PositiveSmallIntegerField(
        gettext_lazy("in how many working days people hear that their complaint has come"),
        default=5,
        validators=days(1, 20),
        help_text=gettext_lazy("About their information the law gives 30 days, weekends included, and no more."),
    )
    complaints_kept_days = models.PositiveSmallIntegerField(
        gettext_lazy("days until we delete it after our answer"),
        default=180,
        validators=days(30, 2200),
        help_text=gettext_lazy("Longer, since people may go on to the Information Commissioner’s Office."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("help_name"), FieldPanel("help_days"), FieldPanel("help_kept_days")],
            gettext_lazy("Offers to help"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("complaints_name"),
                FieldPanel("complaints_instead"),
                FieldPanel("complaints_days"),
                FieldPanel("complaints_kept_days"),
            ],
            gettext_lazy("Complaints"),
        ),
    ]

    class Meta:
        verbose_name = gettext_lazy("who answers people from outside")

    @classmethod
    def now(cls) -> "Answering":
        """As it is set, or as it begins: reading it writes nothing."""
        return cls.objects.first() or cls()

    @property
    def who_helps(self) -> str:
        return self.help_name or reading.brand(None)["contact_name"] or _("One of our coordinators")

    @property
    def who_hears_complaints(self) -> str:
        return self.complaints_name or self.who_helps
