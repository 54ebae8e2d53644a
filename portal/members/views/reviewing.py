""" "Is this right for me now?": notes on how it is going, for oneself and one other; and what each side hopes for."""

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalList, PortalObject, PortalView
from portal.drafts.sending import Press, SentOnce
from portal.members import services
from portal.members.forms.reviewing import ReviewForm
from portal.members.models import Review, Welcome
from portal.members.views.leaving import OfMyself


def expectations_of(person) -> Welcome | None:
    """What the two sides hope for, when something is written down."""
    return Welcome.objects.filter(person=person).exclude(they_expect="", we_expect="").first()


class Reviews(PortalList, ListView):
    """One's own, the newest first; and those that others asked this person along to."""

    permission_required = "members.list_reviews"
    template_name = "portal/members/reviews/mine.html"
    queryset = Review.objects.select_related("person", "companion")
    paginate_by = 20

    def get_queryset(self):
        return super().get_queryset().order_by("-made_at", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(expects=expectations_of(self.request.user), **kwargs)
        mine = [review for review in context["object_list"] if review.person_id == self.request.user.pk]
        theirs = [review for review in context["object_list"] if review.person_id != self.request.user.pk]
        return context | {"mine": mine, "theirs": theirs}


class OneReview(PortalObject):
    queryset = Review.objects.select_related("person__about", "companion")
    context_object_name = "review"


class ShowReview(OneReview, DetailView):
    permission_required = "members.see_review"
    template_name = "portal/members/reviews/one.html"

    def get_context_data(self, **kwargs):
        own = self.object.person_id == self.request.user.pk
        companion = self.object.companion
        reads = own and companion and Review.objects.visible_to(companion).filter(pk=self.object.pk).exists()
        expects = expectations_of(self.object.person)
        if expects and not self.request.user.has_perm("members.see_welcome", expects):
            expects = None
        return super().get_context_data(own=own, reads=reads, expects=expects, **kwargs)


class WriteReview(SentOnce):
    """Put before a gate and a FormView."""

    permission_required = "members.write_review"
    template_name = "portal/members/reviews/form.html"
    form_class = ReviewForm
    review = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"companions": services.companions_of(self.request.user)}

    def get_context_data(self, **kwargs):
        expects = expectations_of(self.request.user)
        return super().get_context_data(review=self.review, expects=expects, **kwargs)

    def form_valid(self, form):
        try:
            return self.once(lambda: self.act(form))
        except services.NotCompanion as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)

    def act(self, form) -> str:
        review = services.write_review(person=self.request.user, review=self.review, noted=form.noted)
        messages.success(self.request, _("Saved."))
        return reverse("portal:reviews:one", args=[review.pk])


class NewReview(WriteReview, OfMyself, PortalView, FormView):
    pass


class ChangeReview(WriteReview, OneReview, SingleObjectMixin, FormView):
    @cached_property
    def review(self) -> Review:
        return self.get_object()

    @cached_property
    def object(self):
        return self.review

    def get_initial(self):
        names = ("going", "helps", "change", "outcome", "again_on", "companion")
        return {name: getattr(self.review, name) for name in names}


class DeleteReview(Press, OneReview, SingleObjectMixin, View):
    permission_required = "members.write_review"

    def act(self) -> str:
        services.delete_review(review=self.get_object(), by=self.request.user)
        messages.success(self.request, _("Deleted."))
        return reverse("portal:reviews:mine")


class StepBack(Press, OneReview, SingleObjectMixin, View):
    permission_required = "members.step_back_from_review"

    def act(self) -> str:
        services.step_back(review=self.get_object(), by=self.request.user)
        messages.success(self.request, _("That is fine. They are told that you cannot this time."))
        return reverse("portal:home")


class StillRight(OfMyself, Press, PortalView, View):
    permission_required = "members.write_review"

    def act(self) -> str:
        services.say_still_right(person=self.request.user)
        messages.success(self.request, _("Noted, with today’s date."))
        return reverse("portal:reviews:mine")
