"""A story in other languages: its draft of translated sentences, and whom its people trust with a language."""

from django.contrib import messages
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin
from wagtail.models import Locale

from casestudies import services
from casestudies.forms.translating import TrustForm
from casestudies.views.stories import OnePageOfAStory, OneStory, page_of
from portal.drafts.keeping import Writes
from portal.drafts.sending import Press, PressOn
from portal.refusal import Refusal


class MakeDraft(Press, OnePageOfAStory, SingleObjectMixin, View):
    """Of the sentences that were translated so far."""

    permission_required = "stories.translate"

    def act(self) -> str:
        try:
            loaded = self.request.POST.get("loaded", "")
            missing = services.make_draft(story=self.story, page=self.page, by=self.request.user, loaded=loaded)
        except Refusal as refusal:
            messages.warning(self.request, str(refusal))
        else:
            messages.success(self.request, _("The draft is there. We ask everybody in the story to read it."))
            if missing:
                messages.warning(self.request, self.left(missing))
        return self.back_url

    def left(self, missing: int) -> str:
        said = ngettext(
            "%(count)s sentence is not translated yet. It stands there as it was told.",
            "%(count)s sentences are not translated yet. They stand there as they were told.",
            missing,
        )
        return said % {"count": missing}


class Trust(Writes, OneStory, SingleObjectMixin, FormView):
    permission_required = "stories.trust"
    template_name = "portal/form.html"
    form_class = TrustForm
    heading = gettext_lazy("Trust somebody with a language")
    lead = gettext_lazy("For a language that you do not read: when they say yes to the story there, you do too.")
    more = gettext_lazy(
        "You still decide whether it may be there in other languages at all. You can end this on any day."
    )
    button = gettext_lazy("I trust them with it")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"story": self.story, "by": self.request.user}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("locale", "person")}
        services.trust(story=self.story, by=self.request.user, **said)
        said = {"name": said["person"], "language": said["locale"]}
        messages.success(self.request, _("You trust %(name)s with %(language)s.") % said)
        return page_of(self.story)


class TrustNoLonger(PressOn, OneStory, SingleObjectMixin, View):
    permission_required = "stories.trust"
    said = gettext_lazy("From now on only your own yes counts there. What is on the site stays there.")

    @cached_property
    def locale(self) -> Locale:
        locale = Locale.objects.filter(pk=self.kwargs["locale"]).first()
        if locale is None:
            raise Http404
        return locale

    def do(self, story, by):
        services.trust_no_longer(story=story, locale=self.locale, by=by)
