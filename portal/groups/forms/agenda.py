from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine
from portal.advice import LongWords
from portal.drafts.forms import Folded, KeptForm
from portal.groups.models import AgendaItem
from portal.members.models import User

ME, UNNAMED = "me", "unnamed"


def who_says_it(group, by, mine, unnamed) -> list[tuple]:
    """Whoever writes it, if they are in the group; the others in it; and nobody by name."""
    seats = group.seats.taken().by_name()
    others = [(str(seat.person_id), str(seat.person)) for seat in seats if seat.person_id != by.pk]
    first = [(ME, mine)] if len(others) < len(seats) else []
    return [*first, *others, (UNNAMED, unnamed)]


def whoever(chosen: str, by) -> User | None:
    return None if chosen == UNNAMED else by if chosen == ME else User.objects.get(pk=chosen)


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
        self.by = by
        if meeting.among_us:
            del self.fields["confidential"]
        choices = who_says_it(meeting.group, by, _("I do"), _("Somebody who would rather not be named"))
        self.fields["who"].choices = choices
        self.initial["who"] = ME if choices[0][0] == ME else ""

    @property
    def said(self) -> dict:
        """As `services.add_item` takes it."""
        raised_by = whoever(self.cleaned_data["who"], self.by)
        given = {name: self.cleaned_data[name] for name in self._meta.fields if name in self.fields}
        return given | {"raised_by": raised_by}


class BeforehandForm(KeptForm):
    words = forms.CharField(
        label=_("What do you think, or what did somebody tell you?"),
        max_length=2_000,
        widget=LongWords(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("It stands under this on the agenda for those in the group, and later in the minutes."),
    )
    who = forms.ChoiceField(
        label=_("Whose is it?"),
        widget=forms.RadioSelect,
        help_text=_("With a name only if they wish. Not named: nothing says who wrote it down, or when."),
    )

    def __init__(self, *args, group, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["who"].choices = who_says_it(
            group, by, _("Mine, with my name"), _("Not named: mine, or somebody’s who told me")
        )

    @property
    def said(self) -> dict:
        """As `services.say_beforehand` takes it."""
        return {"words": self.cleaned_data["words"], "person": whoever(self.cleaned_data["who"], self.by)}


class ParkForm(KeptForm):
    why = forms.CharField(
        label=_("Why is it saved for later?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("It stands on the page of the group with your name, until it comes back."),
    )
