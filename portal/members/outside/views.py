"""Forms for everybody, without an account, in the public look; and the page that follows."""

from contextlib import suppress

from allauth.core import ratelimit
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from home import reading
from portal.members.models import Answering
from portal.members.services import asking
from portal.refusal import Refusal

SHOWN_FOR = 30 * 24 * 60 * 60  # seconds in which the page after sending can be opened again


def way_back(request):
    """Where these pages stand: below the home page and "Get involved", when there is such a page."""
    brand = reading.brand(request)
    steps = [(_("Home"), brand["home_url"]), (_("Get involved"), brand["get_involved_url"])]
    return [reading.Link(title, url) for title, url in steps if url]


class Outside:
    """Never kept anywhere, since what is on it is one person's."""

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=way_back(self.request), answering=Answering.now(), **kwargs)


class ComesBack:
    """A form that is not taken comes back as it was sent, and says why."""

    def form_invalid(self, form):
        return self.again(form, 422)

    def too_often(self, form):
        form.add_error(None, _("That was a lot in a short time. Wait a few minutes and send it again, or ring us."))
        return self.again(form, 429)

    def again(self, form, status):
        return self.render_to_response(self.get_context_data(form=form), status=status)


class AskForm(ComesBack, Outside, FormView):
    """A form that anybody may send. Sent twice it is taken once, and the page after it is the same."""

    def form_valid(self, form):
        if not self.came_before(form) and not ratelimit.consume(self.request, action="public_form"):
            return self.too_often(form)
        asked = self.take_down(form)
        return redirect(self.leads_to, token=signer(self.model).sign(asked.reference))

    def came_before(self, form) -> bool:
        return asking.came_before(self.model, form.cleaned_data["key"], form.outsider(), form.told())


def signer(model):
    return TimestampSigner(salt=f"portal.members.{model._meta.model_name}", sep=".")


class OfTheSender(Outside):
    """Only whoever sent the form has the address."""

    shown_for: int | None = SHOWN_FOR  # None: as long as it is kept

    @cached_property
    def asked(self):
        try:
            reference = signer(self.model).unsign(self.kwargs["token"], max_age=self.shown_for)
        except BadSignature:
            raise Http404 from None
        asked = self.model.objects.filter(reference=reference).first()
        if asked is None:
            raise Http404
        return asked


class Sent(OfTheSender, TemplateView):
    """What happens next. It tells nothing that they wrote."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked=self.asked, **kwargs)


class TakeBack(OfTheSender, View):
    """Somebody would rather not after all: one press, no reason. A second press finds it done."""

    http_method_names = ("post",)
    leads_to = ""

    def post(self, request, token):
        with suppress(Refusal):
            self.take_back(self.asked)
        return redirect(self.leads_to, token=token)
