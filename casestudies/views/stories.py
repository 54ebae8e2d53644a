"""Somebody's stories, beginning one, and how far one is."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, TemplateView

from casestudies import services
from casestudies.forms.telling import ANOTHERS, StartForm
from casestudies.models import Story, StoryPage, StorySeat
from casestudies.readiness import Readiness, readiness_of
from casestudies.steps import InALanguage, next_step
from portal.access import PortalObject, PortalView
from portal.agreement.digest import digest_of_revision
from portal.drafts.keeping import Writes


def page_of(story) -> str:
    return reverse("portal:stories:story", args=[story.pk])


class AllStories(PortalView, TemplateView):
    permission_required = "stories.list"
    template_name = "casestudies/telling/stories.html"

    def get_context_data(self, **kwargs):
        seats = StorySeat.objects.asked_or_taken().filter(person=self.request.user)
        seats = list(seats.select_related("story__page", "asked_by").order_by("-story__begun_at", "-pk"))
        asked = [seat for seat in seats if not seat.is_taken and not seat.story.is_hidden]
        return super().get_context_data(asked=asked, mine=[seat for seat in seats if seat.is_taken], **kwargs)


class Start(Writes, PortalView, FormView):
    permission_required = "stories.start"
    template_name = "portal/form.html"
    back_to = "portal:stories:list"
    form_class = StartForm
    heading = gettext_lazy("Tell a story")
    lead = gettext_lazy("Only you can read it, and whoever you ask to help. Nothing goes on the site until you say so.")
    button = gettext_lazy("Begin")
    keeps_about = "story:new"

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("title", "introduction", "how")}
        for_somebody = form.cleaned_data["whose"] == ANOTHERS
        story = services.start(by=self.request.user, for_somebody=for_somebody, **said)
        messages.success(self.request, _("Your story is begun."))
        if for_somebody or said["how"] == Story.How.TALK:
            return reverse("portal:stories:ask", args=[story.pk])
        if said["how"] == Story.How.RECORD:
            return reverse("portal:stories:add-recording", args=[story.pk])
        return reverse("portal:pages:edit", args=[story.page_id])


class OneStory(PortalObject):
    queryset = Story.objects.select_related("page")
    context_object_name = "story"

    @property
    def story(self) -> Story:
        return self.get_object()

    @property
    def back_url(self) -> str:
        return page_of(self.story)


class OnePageOfAStory(OneStory):
    """The address says in which language."""

    @cached_property
    def page(self) -> StoryPage:
        page = self.story.pages.filter(pk=self.kwargs["page"]).first()
        if page is None:
            raise Http404
        return page

    @cached_property
    def newest(self) -> StoryPage:
        return self.page.get_latest_revision_as_object()

    @cached_property
    def readiness(self) -> Readiness:
        return readiness_of(self.page, digest_of_revision(self.page.get_latest_revision()), self.story)


class ShowStory(OneStory, DetailView):
    """How far it is, and what is next for whoever looks."""

    permission_required = "stories.see"
    template_name = "casestudies/telling/story.html"
    back_to = "portal:stories:list"

    @property
    def back_url(self):
        return reverse(self.back_to)

    def get_template_names(self):
        return ["casestudies/telling/down.html"] if self.story.is_hidden else [self.template_name]

    @cached_property
    def seat(self) -> StorySeat:
        return self.story.seats.get(person=self.request.user)

    def get_context_data(self, **kwargs):
        if not self.seat.is_taken:
            return super().get_context_data(seat=self.seat, **kwargs)
        pages = sorted(
            self.story.pages.select_related("locale", "latest_revision"),
            key=lambda page: (page.pk != self.story.page_id, page.pk),
        )
        if self.story.is_hidden:
            return super().get_context_data(seat=self.seat, pages=pages, **kwargs)
        ready = readiness_of(pages[0], _digest(pages[0]), self.story)
        others = [InALanguage(self.seat, page, ready.of_another(page, _digest(page))) for page in pages[1:]]
        asked = list(self.story.seats.filter(state="asked").by_name())
        newest = pages[0].get_latest_revision_as_object()
        return super().get_context_data(
            seat=self.seat,
            the_page=pages[0],
            newest=newest,
            ready=ready,
            translations=others,
            trusts=list(self.seat.trusts.select_related("locale", "person")),
            asked=asked,
            others_write=any(s.role != StorySeat.Role.FRESH_EYES and s.pk != self.seat.pk for s in ready.seats),
            consents=[line.consent for line in ready.lines if line.consent],
            asked_to_read=[one.person for one in asked if one.role == StorySeat.Role.FRESH_EYES],
            recordings=self.story.recordings.select_related("by") if self.seat.makes_it else [],
            readers=[seat for seat in ready.seats if seat.role == StorySeat.Role.FRESH_EYES],
            step=next_step(self.seat, newest, ready, asked),
            **kwargs,
        )


def _digest(page) -> str:
    return digest_of_revision(page.latest_revision)


class Preview(OnePageOfAStory, DetailView):
    """The newest words as everybody would see them. Whoever puts it into another language reads there, and of the story
    itself what is on the site."""

    permission_required = "stories.preview"

    def get(self, request, *args, **kwargs):
        seat = self.story.seats.get(person=request.user)
        if seat.translates_it and self.page.pk == self.story.page_id:
            raise Http404
        return self.newest.make_preview_request(request, self.newest.default_preview_mode)
