"""What people outside ask of us, as coordinators see it. Each view serves offers and complaints: the URLs say which."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, ListView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalList, PortalObject, PortalView
from portal.drafts.keeping import KeepsWords
from portal.drafts.sending import Press
from portal.members.models import Answering, Enquiry
from portal.members.outside.forms import FindForm, NotesForm
from portal.members.services import asking
from portal.notices.models import Notice
from portal.refusal import Refusal


def own_url(asked) -> str:
    name = "offer" if isinstance(asked, Enquiry) else "complaint"
    return reverse(f"portal:asking:{name}", args=[asked.pk])


class AskedList(PortalList, ListView):
    """Those that wait first, by the day on which somebody hears from us."""

    permission_required = "members.see_asked"
    template_name = "portal/members/asking/list.html"
    context_object_name = "found"
    paginate_by = 20

    @cached_property
    def form(self):
        form = FindForm(self.request.GET)
        form.is_valid()
        return form

    def get_queryset(self):
        words = self.form.cleaned_data.get("q", "")
        return super().get_queryset().saying(words).in_order().select_related("taken_by")

    def get_context_data(self, **kwargs):
        words = self.form.cleaned_data.get("q", "")
        query = f"{urlencode({'q': words})}&" if words else ""
        return super().get_context_data(search=self.form, query=query, **kwargs)


class WriteDown(KeepsWords, PortalView, FormView):
    """It came by phone, on paper or in a talk. Whoever writes it down may leave it for another to take on."""

    permission_required = "members.see_asked"
    template_name = "portal/form.html"
    button, icon = gettext_lazy("Write it down"), "check"

    def form_valid(self, form):
        return self.once(lambda: self.act(form))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def act(self, form) -> str:
        asked = self.write_down(form.cleaned_data, outsider=form.outsider(), by=self.request.user)
        said = _("Written down. Its number is %(reference)s: tell them, if you can.") % {"reference": asked.reference}
        messages.success(self.request, said)
        return own_url(asked)


# --- One of them ------------------------------------------------------------------------------------------------------
class OneAsked(PortalObject):
    """Open to whoever may see it: that somebody else has it or has answered is said in words, not by a refusal."""

    permission_required = "members.see_asked"
    context_object_name = "asked"
    queryset = None

    @property
    def back_url(self):
        return own_url(self.get_object())


class ShowAsked(OneAsked, DetailView):
    def get_context_data(self, **kwargs):
        told = Notice.objects.filter(about=self.object.about).select_related("by").order_by("made_at", "pk")
        return super().get_context_data(told=told, **kwargs)


class PressAsked(Press, OneAsked, SingleObjectMixin, View):
    """One button on its page. What cannot be done is said there."""

    def act(self) -> str:
        try:
            self.do(self.get_object(), self.request.user)
        except Refusal as refusal:
            messages.warning(self.request, str(refusal))
        else:
            messages.success(self.request, self.said)
        return self.back_url


class Take(PressAsked):
    said = gettext_lazy("It is yours. The others see it. Next: get in touch with them.")

    def do(self, asked, by):
        asking.take(asked=asked, by=by)


class TakeOver(PressAsked):
    said = gettext_lazy("It is yours now. We tell whoever had it.")

    def do(self, asked, by):
        asking.take_over(asked=asked, by=by)


class WriteAbout(KeepsWords, OneAsked, SingleObjectMixin, FormView):
    """A form about one of them, for whoever has it. When somebody else has it by now, nothing typed is lost."""

    for_whom = "members.answer_asked"
    which = ""  # of the words that may be written about one of them; without it there are none to keep
    template_name = "portal/form.html"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm(self.for_whom, self.object):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return self.once(lambda: self.act(form))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def act(self, form) -> str:
        self.do(form, self.request.user)
        messages.success(self.request, self.said)
        return self.back_url

    @property
    def keeps_about(self):
        return f"{self.get_object().about}-{self.which}" if self.which else ""

    @cached_property
    def answering(self):
        return Answering.now()


class Notes(WriteAbout):
    form_class, which = NotesForm, "notes"
    heading, button, icon = gettext_lazy("Notes of your talk"), gettext_lazy("Keep them"), "check"
    said = gettext_lazy("Your notes are kept.")

    @property
    def lead(self):
        return self.object.name

    def get_initial(self):
        return {"notes": self.object.notes}

    def do(self, form, by):
        asking.write_notes(asked=self.object, by=by, notes=form.cleaned_data["notes"])
