"""Beginning a story, and asking people to help with it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casestudies import services
from casestudies.models import Story, StorySeat
from home.forms import DocumentFileField, OneLine
from portal.drafts.forms import KeptForm, KeyedForm
from portal.members.models import User

MINE, ANOTHERS = "mine", "anothers"
Role = StorySeat.Role


class StartForm(KeptForm):
    title = OneLine(
        label=_("What is it about?"),
        max_length=120,
        help_text=_("A few words, such as: how we made the garden. You can change them later."),
    )
    introduction = forms.CharField(
        label=_("Who was there?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("One or two sentences. You need not name anybody."),
    )
    whose = forms.ChoiceField(
        label=_("Whose story is it?"),
        choices=[(MINE, _("Mine, or ours")), (ANOTHERS, _("Somebody else’s, and I write it down"))],
        initial=MINE,
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(
        label=_("How would you like to work?"),
        choices=Story.How.choices,
        initial=Story.How.WRITE,
        widget=forms.RadioSelect,
    )


class AskForm(KeptForm):
    person = forms.ModelChoiceField(
        label=_("Whom would you like to ask?"),
        queryset=None,
        help_text=_("The message does not say what the story is about. Is somebody not here? Ask a coordinator."),
    )
    role = forms.ChoiceField(
        label=_("What would they do?"),
        choices=[
            (Role.CO_WRITER, _("Write with me")),
            (Role.TELLER, _("Tell it with me: it is their story too")),
            (Role.LISTENER, _("Listen to me, and write it down")),
            (Role.ILLUSTRATOR, _("Make pictures for it")),
            (Role.TRANSLATOR, _("Put it into another language")),
            (Role.FRESH_EYES, _("Read it with fresh eyes before it goes on the site")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, story, by, **kwargs):
        super().__init__(*args, **kwargs)
        known = story.seats.asked_or_taken().values("person")
        self.fields["person"].queryset = User.objects.listed_for(by).exclude(pk__in=known)
        if not services.may_ask_tellers(story, by):
            self.fields["role"].choices = [one for one in self.fields["role"].choices if one[0] != Role.TELLER]


class RecordingForm(KeyedForm):
    KINDS = ("m4a", "mp3", "mp4", "ogg", "wav", "webm")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = DocumentFileField(label=_("The recording"), kinds=self.KINDS)
