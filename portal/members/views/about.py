""" "About me": what somebody tells, line by line, and how to reach them."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, TemplateView

from portal.access import PortalView
from portal.drafts.keeping import KeepsWords
from portal.drafts.sending import SentOnce
from portal.members import services
from portal.members.forms import about as forms
from portal.members.models import Line
from portal.members.telling import lines_of, not_reached_by, reaching_of, sharing_of, suggestions_of


class AboutMe(PortalView, TemplateView):
    permission_required = "members.see_own_space"
    template_name = "portal/members/me/about.html"

    def get_context_data(self, **kwargs):
        person = self.request.user
        return super().get_context_data(
            person=person,
            language=person.get_language_display() if person.language else "",
            lines=lines_of(person),
            reaching=reaching_of(person),
            sharing=sharing_of(person),
            suggestions=suggestions_of(person),
            **kwargs,
        )


class ChangeMe(SentOnce, PortalView, FormView):
    """One question about a person: whoever is signed in, or whom they help with it (`helping_about.py`). `keep` writes
    down what they say."""

    permission_required = "members.write_about"
    template_name = "portal/members/me/change.html"
    said = ""

    @property
    def person(self):
        return self.request.user

    @property
    def for_person(self) -> dict:
        """Whom a service is about, and who does it."""
        return {"person": self.person, "by": self.request.user}

    def get_permission_object(self):
        return self.person

    def way_back(self) -> str:
        return reverse("portal:me:about")

    def form_valid(self, form):
        return self.once(lambda: self.act(form))

    def act(self, form) -> str:
        self.keep(form)
        messages.success(self.request, self.said or _("Saved."))
        return self.way_back()

    def advise(self):
        """What they chose is kept, also when it cannot work yet."""
        for words in not_reached_by(self.person):
            messages.info(self.request, words)

    def get_context_data(self, **kwargs):
        return super().get_context_data(heading=self.heading, back=self.way_back(), **kwargs)


class ChangeName(ChangeMe):
    form_class, heading = forms.NameForm, gettext_lazy("What to call you")

    def get_initial(self):
        return {"known_as": self.person.known_as}

    def keep(self, form):
        services.call_me(**self.for_person, known_as=form.cleaned_data["known_as"])


class ChangeLanguage(ChangeMe):
    form_class, heading = forms.LanguageForm, gettext_lazy("Language")

    def get_initial(self):
        return {"language": self.person.language}

    def keep(self, form):
        services.speak(**self.for_person, language=form.cleaned_data["language"])


class ChangeDirectory(ChangeMe):
    form_class, heading = forms.DirectoryForm, gettext_lazy("The list of people")

    def get_initial(self):
        return {"in_directory": "yes" if self.person.known.in_directory else "no"}

    def keep(self, form):
        services.be_found(**self.for_person, in_directory=form.cleaned_data["in_directory"])


class ChangeLine(KeepsWords, ChangeMe):
    form_class = forms.LineForm

    @cached_property
    def kind(self) -> Line.Kind:
        try:
            return Line.Kind(self.kwargs["line"])
        except ValueError:
            raise Http404 from None

    def get_permission_object(self):
        return self.person if self.kind else None

    @property
    def keeps_about(self):
        return f"line:{self.person.pk}-{self.kind}"

    @property
    def heading(self):
        return self.kind.label

    def get_form_kwargs(self):
        line = Line.objects.filter(person=self.person, kind=self.kind).first()
        return super().get_form_kwargs() | {"kind": self.kind, "line": line}

    def get_context_data(self, **kwargs):
        lead = forms.HINTS[self.kind] if self.kind in forms.TICKS else ""
        return super().get_context_data(lead=lead, **kwargs)

    def keep(self, form):
        services.write_line(**self.for_person, kind=self.kind, **form.told)


class ChangeReaching(ChangeMe):
    """The ways to be in touch in their order, where, and when. From the next message on, everything obeys it."""

    form_class, heading = forms.ReachingForm, gettext_lazy("How to reach you")
    template_name = "portal/members/me/reaching.html"

    def get_initial(self):
        return forms.initial_of(self.person.known)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"said": services.said_by(self.person)}

    def keep(self, form):
        services.say_how_to_reach(**self.for_person, reaching=form.reaching, choices=form.choices)
        self.advise()
        routes = self.person.contact_routes()
        if routes:
            self.said = _("Saved. We first try: %(way)s.") % {"way": routes[0].words}
        elif self.person == self.request.user:
            self.said = _("Saved. We have no way to reach you now, so messages wait here until you sign in.")
            if services.coordinates_alone(self.person):
                words = _("You are the only coordinator now. Who looks after things, if nothing reaches you?")
                messages.warning(self.request, words)


class Welcome(ChangeMe):
    """Three questions for somebody who has just come. All of them can be skipped."""

    form_class = forms.WelcomeForm
    template_name = "portal/members/me/welcome.html"
    heading = ""

    def get_initial(self):
        person = self.request.user
        line = Line.objects.filter(person=person, kind=Line.Kind.HELPS).first()
        first = person.channel_choices.in_order().filter(rank__isnull=False).first()
        channel = first.channel_id if first else None
        helps = line.words if line else ""
        return {"known_as": person.known_as, "channel": channel, "phone": person.known.phone, "helps": helps}

    def act(self, form) -> str:
        told = {name: form.cleaned_data[name] for name in ("known_as", "channel", "phone", "helps")}
        services.answer_first_questions(**self.for_person, **told)
        self.advise()
        messages.success(self.request, _("Thank you. There is more under “About me”, whenever you like."))
        return reverse("portal:home")
