"""Writing a role: what it is called, one section at a time, and what it needs."""

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from home.forms import OneLine
from portal.advice import LongWords
from portal.agreement.services.two_writers import as_lines, digest_of_boxes
from portal.drafts.forms import Folded, KeptForm, Stood
from portal.members.models import User
from portal.members.standpoints import StandpointField
from portal.roles.models import Criterion, CriterionIdea, OffPutting, Role, Route
from portal.roles.services.writing import IS_SAID

LONGEST = 3_000  # letters in a section: an advert that people read to its end


class KindField(forms.ChoiceField):
    widget = forms.RadioSelect

    def __init__(self, **given):
        super().__init__(label=_("What sort of role is it?"), choices=Role.Kind.choices, **given)


class StartForm(KeptForm):
    title = OneLine(
        label=_("What is the role called?"),
        max_length=120,
        help_text=_("As somebody would say it who looks for it. You can change it later."),
    )
    kind = KindField()
    standpoint = StandpointField(help_text=_("Nobody sees it beside your name."))


class RenameForm(Stood):
    title = OneLine(label=_("What is the role called?"), max_length=120)
    kind = KindField()

    def __init__(self, *args, role, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"title": role.title, "kind": role.kind, "stood": digest_of_boxes(role, Role.BOXES)}
        self.theirs = [(self.fields["title"].label, role.title), (self.fields["kind"].label, role.get_kind_display())]


ASKS = {
    "purpose": _("Why is there this role? One or two sentences."),
    "doing": _("The things that somebody really does in a week."),
    "people": _("Who is there with them, and who helps when something is hard."),
    "place": _("Which days, how many hours, where. What can be moved, and what cannot?"),
    "pay": _("The sum, and what else there is: travel, training, time to prepare."),
    "support": _("Who looks after them, and what can be arranged so that they can do it."),
    "choosing": _("What happens after somebody applies, who decides, and how long it takes."),
}


class SectionForm(KeptForm):
    """One section. The hidden box says what stood there when it was opened: so two writers lose nothing."""

    words = forms.CharField(
        max_length=LONGEST, required=False, strip=False, widget=LongWords(attrs={"rows": 8, "dir": "auto"})
    )
    before = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)  # two people's, it may be longer

    def __init__(self, *args, role, section: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = Role.label_of(section)
        self.fields["words"].help_text = ASKS[section]
        self.initial["words"] = self.initial["before"] = getattr(role, section)

    @property
    def said(self) -> dict:
        return {name: as_lines(self.cleaned_data[name]) for name in ("words", "before")}

    @property
    def off_putting(self) -> list[OffPutting]:
        """Words that put people off, in what stands in the box."""
        shown = (self["words"].value() or "").casefold()
        return [one for one in OffPutting.objects.filter(in_use=True) if str(one).casefold() in shown] if shown else []


class CriterionForm(Folded, Stood):
    FOLDED = ("hint", "stage", "legal_reason")

    text = OneLine(
        label=_("What do we need?"),
        max_length=300,
        help_text=_("One thing, such as: You can listen to people who are angry."),
    )
    routes = forms.MultipleChoiceField(
        label=_("How may somebody have learned it?"),
        choices=Route.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All of these count the same."),
    )
    essential = forms.TypedChoiceField(
        label=_("How much does it matter?"),
        choices=[("yes", _("We need this")), ("no", _("Good to have"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    hint = OneLine(
        label=_("A hint for whoever applies"),
        max_length=300,
        required=False,
        help_text=_("Ask what they learned and can do, never what happened to them."),
    )
    stage = forms.ChoiceField(
        label=_("When do we look at it?"), choices=Criterion.Stage.choices, widget=forms.RadioSelect, required=False
    )
    legal_reason = OneLine(
        label=_("Which law does not let what somebody has lived through count?"),
        max_length=300,
        required=False,
        help_text=_("Needed only if a qualification counts, and what somebody has lived through does not."),
    )

    def __init__(self, *args, criterion: Criterion | None = None, idea: CriterionIdea | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        one = criterion or Criterion(
            text=str(idea) if idea else "", hint=gettext(idea.hint) if idea and idea.hint else ""
        )
        self.initial |= {"text": one.text, "hint": one.hint, "stage": one.stage, "legal_reason": one.legal_reason}
        self.initial |= {"routes": [str(route) for route in one.routes], "essential": "yes" if one.essential else "no"}
        self.initial["stood"] = digest_of_boxes(one, IS_SAID) if criterion else ""
        self.theirs = [(self.fields["text"].label, one.text)]

    def clean(self):
        cleaned = super().clean()
        routes = cleaned.get("routes", [])
        if Route.QUALIFICATION in routes and Route.LIFE not in routes and not cleaned.get("legal_reason"):
            words = _(
                "A qualification alone shuts people out. Tick “From your own life” as well, or say below which law "
                "does not allow it."
            )
            self.add_error("routes", words)
        return cleaned

    @property
    def opens(self) -> bool:
        return any(self[name].errors or self[name].value() for name in ("hint", "legal_reason")) or bool(
            self.errors.get("routes")
        )

    @property
    def said(self) -> dict:
        given, routes = self.cleaned_data, self.cleaned_data["routes"]
        said = {name: given[name] for name in ("text", "essential", "hint", "legal_reason")}
        if Route.LIFE in routes or Route.QUALIFICATION not in routes:
            said["legal_reason"] = ""  # a law is named only where it keeps what somebody has lived through out
        said |= {"stage": given["stage"] or Criterion.Stage.APPLICATION}
        taken = {"by_life": Route.LIFE, "by_work": Route.WORK, "by_qualification": Route.QUALIFICATION}
        return said | {name: route in routes for name, route in taken.items()}


class AnchorsForm(Stood):
    """What each score looks like, by the routes that count: all of them may stay empty."""

    asks_nothing = True

    def __init__(self, *args, criterion: Criterion, **kwargs):
        super().__init__(*args, **kwargs)
        self.routes = criterion.routes
        for route in self.routes:
            for score in Criterion.SCORES:
                name = f"{route}_{score}"
                said = {"route": route.label, "score": score}
                self.fields[name] = OneLine(
                    label=_("%(route)s: what a %(score)d looks like") % said, max_length=200, required=False
                )
                self.initial[name] = criterion.anchors.get(route, {}).get(str(score), "")
        self.initial["stood"] = digest_of_boxes(criterion, ("anchors",))
        self.theirs = [(self.fields[name].label, self.initial[name]) for name in self.names if self.initial[name]]

    @property
    def names(self) -> list[str]:
        return [f"{route}_{score}" for route in self.routes for score in Criterion.SCORES]

    @property
    def anchors(self) -> dict:
        found: dict[str, dict] = {}
        for name in self.names:
            route, _between, score = name.partition("_")
            if words := self.cleaned_data[name]:
                found.setdefault(route, {})[score] = words
        return found


class AskForm(KeptForm):
    person = forms.ModelChoiceField(
        label=_("Whom would you like to ask?"),
        queryset=None,
        help_text=_(
            "A role is written by people with lived experience and staff together. Is somebody not here? Ask a "
            "coordinator."
        ),
    )

    def __init__(self, *args, role, by, **kwargs):
        super().__init__(*args, **kwargs)
        known = role.seats.filter(state__in=["asked", "yes"]).values("person")
        self.fields["person"].queryset = User.objects.listed_for(by).exclude(pk__in=known)


class CalledForm(KeptForm):
    called = OneLine(
        label=_("How are you named in the advert?"),
        max_length=80,
        required=False,
        help_text=_("Such as: Mair, a parent. Leave it empty, and you are not named."),
    )
