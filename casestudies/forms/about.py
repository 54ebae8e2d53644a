"""What a story is about: by this people find it in the list."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.blocks import drawing_choices
from home.models import Contribution, Partner, Principle, Rung, Stage
from portal.agreement.words import choices_on, chosen_on, digest_of_choices
from portal.drafts.forms import Folded, KeptForm


class ManyField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class StepField(forms.ModelChoiceField):
    def label_from_instance(self, rung):
        return rung.plain_name or rung.title


class AboutForm(Folded, KeptForm):
    """`page`: with the newest words. Of what there is nothing to choose from, there is no box."""

    asks_nothing = True  # nothing has to be chosen, and saying so at each box would be noise
    OF_NOW = ("before",)
    FOLDED = ("principles", "partners", "rung")

    stages = ManyField(Stage.objects.all(), label=_("Which part of the work does it tell of?"), required=False)
    principles = ManyField(Principle.objects.all(), label=_("What does it show?"), required=False)
    contributions = ManyField(Contribution.objects.all(), label=_("What did people give?"), required=False)
    partners = ManyField(Partner.objects.all(), label=_("Whom did you work with?"), required=False)
    rung = StepField(
        Rung.objects.all(),
        label=_("How much say did people have?"),
        required=False,
        blank=True,
        empty_label=_("I would rather not say"),
        widget=forms.RadioSelect,
    )
    drawing = forms.ChoiceField(label=_("A drawing in the list, where it has no picture"), required=False)
    before = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["drawing"].choices = [("", _("No drawing")), *drawing_choices()]
        for name in ("stages", "principles", "contributions", "partners", "rung"):
            of_its_language = self.fields[name].queryset.filter(locale=page.locale_id)
            if of_its_language.exists():
                self.fields[name].queryset = of_its_language
            else:
                del self.fields[name]
        if "rung" in self.fields:  # a step that work may not be on stays where it was chosen in the CMS
            steps = self.fields["rung"].queryset
            self.fields["rung"].queryset = steps.filter(Q(can_be_used=True) | Q(pk=page.rung_id))
        self.page = page
        self.initial |= chosen_on(page) | {"before": digest_of_choices(page)}

    @property
    def theirs(self) -> list[tuple]:
        """What stands there now, where somebody else chose at the same time."""
        chosen = choices_on(self.page)
        return [(self.fields[name].label, chosen[name] or "–") for name in chosen if name in self.fields]

    @property
    def chosen(self) -> dict:
        """As the service takes it that keeps it."""
        return {name: self.cleaned_data[name] for name in self.page.more_choices if name in self.cleaned_data}
