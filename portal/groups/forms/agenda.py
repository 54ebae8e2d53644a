from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine
from portal.drafts.forms import KeptForm
from portal.groups.forms.folded import Folded
from portal.groups.models import AgendaItem
from portal.members.models import User

ME, UNNAMED = "me", "unnamed"


class ItemForm(Folded, KeptForm, forms.ModelForm):
    what = OneLine(label=_("What is it?"), max_length=200)
    minutes = forms.IntegerField(label=_("How many minutes may it take?"), min_value=1, max_value=480, required=False)
    who = forms.ChoiceField(
        label=_("Who brings it?"),
        widget=forms.RadioSelect,
        help_text=_("Not named: nothing says who wrote it, not even to whoever looks after the site."),
    )

    class Meta:
        model = AgendaItem
        fields = ("what", "why", "minutes", "content_note", "confidential")
        widgets = {"why": forms.RadioSelect}

    FOLDED = ("minutes", "content_note", "confidential")

    def __init__(self, *args, meeting, by, **kwargs):
        super().__init__(*args, **kwargs)
        group, self.by = meeting.group, by
        if meeting.among_us:
            del self.fields["confidential"]
        seats = group.seats.taken().by_name()
        others = [(str(seat.person_id), str(seat.person)) for seat in seats if seat.person_id != by.pk]
        mine = [(ME, _("I do"))] if len(others) < len(seats) else []
        unnamed = [(UNNAMED, _("Somebody who would rather not be named"))]
        self.fields["who"].choices = [*mine, *others, *unnamed]
        self.initial["who"] = ME if mine else ""

    @property
    def said(self) -> dict:
        """As `services.add_item` takes it."""
        who = self.cleaned_data["who"]
        raised_by = None if who == UNNAMED else self.by if who == ME else User.objects.get(pk=who)
        given = {name: self.cleaned_data[name] for name in self._meta.fields if name in self.fields}
        return given | {"raised_by": raised_by}


class ParkForm(KeptForm):
    why = forms.CharField(
        label=_("Why is it saved for later?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("It stands on the page of the group with your name, until it comes back."),
    )
