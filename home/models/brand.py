from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from home.choosing import EntryForm
from home.contrast import check_accent
from home.phone import is_phone

colour = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Write a colour as # and six signs, such as #5b2a5e."))


@register_setting(icon="pick")
class Brand(BaseGenericSetting):
    """What makes an installation the organisation's own: its name, its look, and whom to call."""

    name = models.CharField(_("name of your organisation"), max_length=80, default="Alongside")
    tagline = models.CharField(_("a few words under the name"), max_length=120, blank=True)
    what_we_are = models.CharField(
        _("what kind of organisation you are"),
        max_length=160,
        blank=True,
        help_text=_("Shown at the foot of each page, such as: We are a charity, not part of the government."),
    )
    logo = models.ForeignKey("home.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    accent = models.CharField(_("main colour"), max_length=7, default="#5b2a5e", validators=[colour])
    accent_dark = models.CharField(
        _("main colour on a dark page"), max_length=7, default="#e7b3e0", validators=[colour]
    )
    people_word = models.CharField(
        _("your word for the people you work with"),
        max_length=60,
        blank=True,
        help_text=_(
            "Shown at the foot of each page, such as: We work together with members. Choose the word with them."
        ),
    )
    contact_name = models.CharField(_("who to contact"), max_length=80, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=30, blank=True, validators=[is_phone])
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_hours = models.CharField(_("when somebody answers"), max_length=120, blank=True)

    base_form_class = EntryForm
    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("tagline"), FieldPanel("what_we_are"), FieldPanel("people_word")],
            _("Who you are"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldPanel("contact_phone"),
                FieldPanel("contact_email"),
                FieldPanel("contact_hours"),
            ],
            _("Who to contact"),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("accent"), FieldPanel("accent_dark")], _("How it looks")),
    ]

    class Meta:
        verbose_name = _("name, contact and look")

    def clean(self):
        super().clean()
        if colour.regex.match(self.accent) and colour.regex.match(self.accent_dark):  # else each field says so itself
            check_accent(accent=self.accent, accent_dark=self.accent_dark)
