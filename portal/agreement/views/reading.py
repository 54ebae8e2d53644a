"""Reading a page for one side, with what changed before one's eyes, and answering."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView
from wagtail.models import Page

from home.writing_advice import advise_page
from portal.agreement import services
from portal.agreement.agreed import as_it_was
from portal.agreement.comparing import Change, compare_pages
from portal.agreement.forms import AnswerForm
from portal.agreement.review import review_of
from portal.agreement.views.pages import OnePage
from portal.drafts.sending import SentOnce
from portal.refusal import Refusal


class ReadPage(SentOnce, OnePage, DetailView):
    """Somebody reads for one side, with what changed before them, and answers."""

    permission_required = "agreement.read_page"
    template_name = "portal/agreement/read.html"

    def get_context_data(self, **kwargs):
        review = review_of(self.object)
        kwargs.setdefault("form", AnswerForm(initial={"digest": review.digest}))
        return super().get_context_data(
            review=review,
            changes=compare_pages(self.object.specific, self.newest) if self.object.live else [],
            since_my_yes=self._since_my_yes(review),
            newest=self.newest,
            advice=advise_page(self.newest),
            **kwargs,
        )

    def _since_my_yes(self, review) -> list[Change]:
        for side in review.sides:
            if side.changed_since and side.earlier_yes.person_id == self.request.user.pk:
                return compare_pages(as_it_was(self.newest, side.earlier_yes.version), self.newest)
        return []

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = AnswerForm(request.POST)
        if form.is_valid():
            try:
                return self.once(lambda: self.act(form))
            except services.ChangedMeanwhile as refusal:
                messages.warning(request, str(refusal))
                return HttpResponseRedirect(request.path)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def act(self, form) -> str:
        if form.cleaned_data["answer"] == AnswerForm.YES:
            services.say_yes(page=self.object, by=self.request.user, digest=form.cleaned_data["digest"])
            waits = review_of(Page.objects.get(pk=self.object.pk))
            said = _("Thank you. Your yes is written down.") if waits else _("Thank you. It is on the site now.")
            messages.success(self.request, said)
        else:
            services.ask_for_change(page=self.object, by=self.request.user, reason=form.cleaned_data["reason"])
            messages.success(self.request, _("Thank you. The writers see what you would change."))
        return self.own_url if self.still_mine() else reverse("portal:home")

    def still_mine(self) -> bool:
        return self.request.user.has_perm("agreement.see_page", self.object)
