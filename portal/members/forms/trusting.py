from django import forms
from django.utils.translation import gettext_lazy as _

from portal.drafts.forms import KeyedForm
from portal.members.services import TRUST_WORDS, TRUSTS
from portal.members.standing import COORDINATORS, PAGE_WRITERS, PAYERS, REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF

MEANS = {
    COORDINATORS: _("Invites people, sees who waits for an answer, passes messages on, and changes settings."),
    PAYERS: _("Offers and gives what people get, as coordinators do, and sees what everybody is offered and got."),
    PAGE_WRITERS: _("Changes pages of the website. Both sides read a page before it goes out."),
    REVIEWERS_LIVED_EXPERIENCE: _(
        "Is asked to read pages before they go out, and speaks for people with lived experience."
    ),
    REVIEWERS_STAFF: _("Is asked to read pages before they go out, and speaks for staff."),
}


class TrustForm(KeyedForm):
    """One tick for each trust. `seen`: how they stood when the page was opened. Only what was pressed is changed."""

    asks_nothing = True
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, now=frozenset(), **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", ",".join(label for name, label in TRUSTS.items() if name in now))
        for name, label in TRUSTS.items():
            self.fields[label] = forms.BooleanField(
                label=TRUST_WORDS[name], help_text=MEANS[name], required=False, initial=name in now
            )

    def changes(self) -> dict[str, set[str]]:
        """What was given and what was taken, by the names of groups."""
        seen = set(self.cleaned_data["seen"].split(","))
        ticked = {label for label in TRUSTS.values() if self.cleaned_data[label]}
        return {
            "given": {name for name, label in TRUSTS.items() if label in ticked - seen},
            "taken": {name for name, label in TRUSTS.items() if label in seen - ticked},
        }
