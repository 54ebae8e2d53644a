"""What the organisation is called, who answers by when, and what it calls things: plain boxes, without the CMS."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine
from portal import words
from portal.drafts.forms import KeyedForm
from portal.members.models import OwnWord

OF_BRAND = ("name", "contact_name", "contact_phone", "contact_email", "contact_hours")
OF_ANSWERING = ("help_name", "help_days", "complaints_name", "complaints_instead", "complaints_days")
LABELS = {
    "name": (_("What is your organisation called?"), ""),
    "contact_name": (_("Whom can people ring or write to?"), _("A first name is enough.")),
    "contact_phone": (_("On which phone number?"), _("It stands at the foot of every page.")),
    "contact_email": (_("At which e-mail address?"), ""),
    "contact_hours": (_("When does somebody answer?"), _("Such as: Monday to Thursday, 10am to 3pm.")),
    "help_name": (_("Who answers people who would like to help?"), _("Nothing: whoever you named above.")),
    "help_days": (_("Within how many working days?"), ""),
    "complaints_name": (_("Who answers complaints?"), _("Nothing: the same person as for offers to help.")),
    "complaints_instead": (
        _("Whom can people turn to when it is about that person?"),
        _("Such as: our chair, Ann Price, 01632 960 177."),
    ),
    "complaints_days": (
        _("Within how many working days do people hear that their complaint has come?"),
        _("About their information the law gives 30 days, weekends included."),
    ),
}


class WhoWeAreForm(KeyedForm):
    """The boxes of two settings of the CMS on one page."""

    asks_nothing = True

    def __init__(self, *args, brand, answering, **kwargs):
        super().__init__(*args, **kwargs)
        self.settings = [(brand, OF_BRAND), (answering, OF_ANSWERING)]
        for row, names in self.settings:
            self.fields |= forms.fields_for_model(type(row), fields=names)
            self.initial |= {name: getattr(row, name) for name in names}
            for name in names:  # a form of the model would ask them itself
                asked = row._meta.get_field(name).deconstruct()[3]
                self.fields[name].validators += asked.get("validators", [])
                self.fields[name].show_hidden_initial = True  # what somebody else changed meanwhile, elsewhere, stays
        for name, (label, hint) in LABELS.items():
            self.fields[name].label, self.fields[name].help_text = label, hint

    def said(self) -> dict[type, dict]:
        """Of each of the two settings what was changed, by the names of its fields."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data}
        return {
            type(row): found
            for row, names in self.settings
            if (found := {name: changed[name] for name in names if name in changed})
        }


class WordsForm(KeyedForm):
    """A box for each word that stands on the screen; what we say stands over it."""

    asks_nothing = True

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        self.boxes = {f"word-{word.key}": word for word in words.every()}
        for name, word in self.boxes.items():
            self.fields[name] = OneLine(
                label=word.default,
                help_text=word.about,
                max_length=OwnWord._meta.get_field("words").max_length,
                required=False,
                show_hidden_initial=True,  # what somebody else has changed meanwhile, in another box, stays
                widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            )
            self.initial[name] = own.get(word.key, "")

    def said(self) -> dict[str, str]:
        """Key → words, of each box that was changed."""
        return {self.boxes[name].key: self.cleaned_data[name] for name in self.changed_data if name in self.boxes}
