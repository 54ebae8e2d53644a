"""The four questions, for oneself and for somebody who told what they allow."""

from django.contrib import messages
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from casestudies import services
from casestudies.forms.allowing import AllowDownForm, AllowElseForm, AllowForm
from casestudies.models import Consent
from casestudies.views.people import OneSeat
from casestudies.views.stories import OneStory, page_of
from casestudies.wording import NEWEST, WORDINGS
from portal.access import PortalObject
from portal.drafts.forms import KeyedForm
from portal.drafts.keeping import Writes


class Asks(Writes):
    """Says first what it means to say yes."""

    template_name = "casestudies/telling/allow.html"
    button = gettext_lazy("Save my answers")
    consent: Consent | None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"consent": self.consent}

    def get_context_data(self, **kwargs):
        return super().get_context_data(wording=WORDINGS[NEWEST], **kwargs)


class Allow(Asks, OneStory, SingleObjectMixin, FormView):
    permission_required = "stories.allow"
    form_class = AllowForm
    heading = gettext_lazy("Four questions")

    @cached_property
    def consent(self):
        return self.story.consents.filter(person=self.request.user).first()

    def act(self, form) -> str:
        services.allow(story=self.story, person=self.request.user, by=self.request.user, **form.said)
        messages.success(self.request, _("Thank you. You can change this on any day."))
        return page_of(self.story)


class AllowDown(Asks, OneSeat, SingleObjectMixin, FormView):
    """What somebody in it told the one who writes it down. What they allowed before is theirs: it is not shown."""

    permission_required = "stories.write_allowed_down"
    form_class = AllowDownForm
    is_told = True
    button = gettext_lazy("Save their answers")
    consent = None

    @property
    def heading(self):
        return _("What %(name)s allows") % {"name": self.seat.person}

    def act(self, form) -> str:
        services.allow(story=self.seat.story, person=self.seat.person, by=self.request.user, **form.said)
        messages.success(self.request, _("Written down. They can see that you wrote it."))
        return self.back_url


class AllowElse(Asks, OneStory, SingleObjectMixin, FormView):
    """Somebody who has no account, and whom readers may recognise."""

    permission_required = "stories.ask"
    form_class = AllowElseForm
    is_told = True
    heading = gettext_lazy("Somebody else who may be recognised")
    lead = gettext_lazy("Ask them first. Without their yes the story cannot go on the site.")
    button = gettext_lazy("Save their answers")
    consent = None

    def act(self, form) -> str:
        services.allow(story=self.story, by=self.request.user, **form.said)
        messages.success(self.request, _("Written down."))
        return page_of(self.story)


class OneConsent(PortalObject):
    """Of somebody who has no account."""

    queryset = Consent.objects.filter(person=None).select_related("story__page")
    permission_required = "stories.allow_for_somebody_else"

    @property
    def consent(self) -> Consent:
        return self.get_object()

    @property
    def back_url(self):
        return page_of(self.consent.story)


class ChangeElse(Asks, OneConsent, SingleObjectMixin, FormView):
    form_class = AllowElseForm
    is_told = True
    button = gettext_lazy("Save their answers")

    @property
    def heading(self):
        return _("What %(name)s allows") % {"name": self.consent.called}

    def act(self, form) -> str:
        services.allow(story=self.consent.story, consent=self.consent, by=self.request.user, **form.said)
        messages.success(self.request, _("Written down."))
        return self.back_url


class EndElse(Writes, OneConsent, SingleObjectMixin, FormView):
    """Asks once: the story goes off the site by it."""

    form_class = KeyedForm
    button = gettext_lazy("They do not allow it any more")

    @property
    def lead(self):
        if self.consent.story.page.live:
            return _("Then the story is off the site at once, until they are out of it or say yes again.")
        return _("Then it cannot go on the site until they are out of it, or say yes again.")

    @property
    def heading(self):
        return _("Does %(name)s not allow it any more?") % {"name": self.consent.called}

    def act(self, form) -> str:
        services.end(consent=self.consent, by=self.request.user)
        messages.success(self.request, _("Written down. Now take them out of the words, or ask them once more."))
        return self.back_url
