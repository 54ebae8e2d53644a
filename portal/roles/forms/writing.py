"""Writing a role: what it is called, one section at a time, and what it needs."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext, gettext_lazy as _

from home.forms import OneLine
from portal.advice import LongWords
from portal.agreement.services.two_writers import as_lines, digest_of_boxes
from portal.drafts.forms import Folded, KeptForm, Stood
from portal.easy_read import EasyReadForm
from portal.members.models import User
from portal.members.standpoints import StandpointField
from portal.roles.forms.advised import NamesOffPutting
from portal.roles.models import Criterion, CriterionIdea, Promise, QuestionIdea, Role, Route, StarterRole
from portal.roles.services import PROMISE
from portal.roles.services.writing import IS_SAID

EARLIER = 30  # roles to begin with, the newest
LONGEST = 3_000  # letters in a section: an advert that people read to its end


class KindField(forms.ChoiceField):
    widget = forms.RadioSelect

    def __init__(self, **given):
        super().__init__(label=_("What sort of role is it?"), choices=Role.Kind.choices, **given)


class StartForm(KeptForm):
    title = OneLine(
        label=_("What is the role called?"),
        max_length=120,
        help_text=_("Use words that somebody would search for. You can change it later."),
    )
    kind = KindField()
    begin_with = forms.ChoiceField(
        label=_("Begin with the words of another role?"),
        required=False,
        help_text=_("You can change each word. Or choose nothing, and write all of it yourselves."),
    )
    standpoint = StandpointField(help_text=_("Nobody sees it beside your name."))

    def __init__(self, *args, like: Role | None = None, by, **kwargs):
        super().__init__(*args, **kwargs)
        if like:  # they came from its page
            del self.fields["begin_with"]
            return
        starters = list(StarterRole.objects.filter(in_use=True))
        earlier = list(Role.objects.visible_to(by).exclude(agreed=None).order_by("-agreed_at")[:EARLIER])
        self.known = {f"starter-{one.pk}": one for one in starters} | {f"role-{one.pk}": one for one in earlier}
        groups = [("", _("Nothing: we write all of it"))]
        for label, kind, found in (
            (_("Roles that many places have"), "starter", starters),
            (_("Roles that people agreed here"), "role", earlier),
        ):
            if found:
                groups.append((label, [(f"{kind}-{one.pk}", str(one)) for one in found]))
        self.fields["begin_with"].choices = groups

    @property
    def like(self) -> Role | StarterRole | None:
        return self.known.get(self.cleaned_data.get("begin_with")) if "begin_with" in self.fields else None


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
    "support": _("Who supports the person in this role, and what can be arranged so that they can do it."),
    "choosing": _("What happens after somebody applies, who decides, and how long it takes."),
}


class SectionForm(NamesOffPutting, KeptForm):
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


class RoleEasyReadForm(NamesOffPutting, EasyReadForm):
    """Pairs of a picture and words, beside the longer words of the role."""


class CriterionForm(NamesOffPutting, Folded, Stood):
    FOLDED = ("hint", "stage", "legal_reason")

    text = OneLine(
        label=_("What do we need?"),
        max_length=300,
        help_text=_("One thing, such as: You can listen to people who are angry."),
        widget=LongWords(attrs={"rows": 2, "dir": "auto"}),
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
        widget=LongWords(attrs={"rows": 2, "dir": "auto"}),
    )
    stage = forms.ChoiceField(
        label=_("When do we look at it?"), choices=Criterion.Stage.choices, widget=forms.RadioSelect, required=False
    )
    legal_reason = OneLine(
        label=_("Does a law ask for the qualification? Which one?"),
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


class QuestionsForm(NamesOffPutting, Folded, Stood):
    """What may be asked about one thing that the role needs: chosen from what people often ask, or written."""

    asks_nothing = True
    FOLDED = ("more",)
    MOST, LONGEST = 6, 300

    chosen = forms.MultipleChoiceField(
        label=_("What people often ask about this"), required=False, widget=forms.CheckboxSelectMultiple
    )
    own = forms.CharField(
        label=_("Your own questions"),
        max_length=2_000,
        required=False,
        help_text=_("One on each line. Ask what somebody learned and can do, never what happened to them."),
        widget=LongWords(attrs={"rows": 4, "dir": "auto"}),
    )
    more = forms.MultipleChoiceField(
        label=_("What people often ask about other things"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, criterion: Criterion, **kwargs):
        super().__init__(*args, **kwargs)
        bank = list(QuestionIdea.objects.filter(in_use=True).select_related("about"))
        about_this = criterion.text.casefold()
        self.bank = {str(one.pk): str(one) for one in bank}
        for name in ("chosen", "more"):
            here = name == "chosen"
            listed = [one for one in bank if (str(one.about or "").casefold() == about_this) is here]
            self.fields[name].choices = [(str(one.pk), str(one)) for one in listed]
            self.initial[name] = [str(one.pk) for one in listed if str(one) in criterion.questions]
            if not listed:
                del self.fields[name]
        known = set(self.bank.values())
        self.initial["own"] = "\n".join(one for one in criterion.questions if one not in known)
        self.initial["stood"] = digest_of_boxes(criterion, ("questions",))
        self.theirs = [(_("Questions"), "\n".join(criterion.questions))]

    def clean(self):
        cleaned = super().clean()
        if any(len(line) > self.LONGEST for line in self.questions):
            words = _("Make each question at most %(most)d letters long.") % {"most": self.LONGEST}
            self.add_error("own", words)
        if len(self.questions) > self.MOST:
            words = _("At most %(most)d questions about one thing: there is time for no more.") % {"most": self.MOST}
            self.add_error("own", words)
        return cleaned

    @property
    def questions(self) -> list[str]:
        given = self.cleaned_data
        chosen = [self.bank[pk] for name in ("chosen", "more") for pk in given.get(name, [])]
        own = [" ".join(line.split()) for line in given.get("own", "").splitlines()]
        return list(dict.fromkeys([*chosen, *filter(None, own)]))


class ExplainForm(KeptForm):
    word = OneLine(label=_("Which word or letters?"), max_length=80)
    meaning = OneLine(
        label=_("What does it mean?"),
        max_length=300,
        help_text=_("In plain words, as you would tell somebody who is new."),
        widget=LongWords(attrs={"rows": 3, "dir": "auto"}),
    )


class PromiseForm(Stood):
    asks_nothing = True
    words = forms.CharField(
        label=_("What do you promise everyone who applies?"),
        max_length=Promise.LONGEST,
        required=False,
        help_text=_("At most 600 letters. It stands on each advert, in the same words. Promise only what you keep."),
        widget=LongWords(attrs={"rows": 6, "dir": "auto"}),
    )
    guide = forms.URLField(
        label=_("Where can people read how to choose well?"),
        max_length=200,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("An address, such as of your own guide. Those who write a role are led there."),
    )

    def __init__(self, *args, promise: Promise, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {name: getattr(promise, name) for name in PROMISE}
        self.initial["stood"] = digest_of_boxes(promise, PROMISE)
        self.theirs = [(self.fields[name].label, getattr(promise, name)) for name in PROMISE]


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
        empty_label=_("Choose a person"),
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
