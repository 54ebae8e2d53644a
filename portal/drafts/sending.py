"""For views that change something: the first press acts, and every further one leads where the first led.

Whoever goes back, corrects their words and sends again presses for the first time: other words are another sending.
"""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render

from portal.drafts import services
from portal.drafts.forms import KeyedForm
from portal.drafts.models import NO_KEY
from portal.refusal import Refusal


def sending_of(request) -> dict:
    """The form's key, and a digest of where it was sent to with which words."""
    return {"key": services.key_of(request.POST), "words": services.digest(request.path, request.POST, request.FILES)}


class SentOnce:
    """Put before PortalView. A second press leads on also when the thing is no longer this person's to change.

    `is_unnamed`: whoever sends this would rather not be named, so nothing notes that they sent it. What it does has to
    make a second press harmless by itself.
    """

    is_unnamed = False

    def dispatch(self, request, *args, **kwargs):
        pressed = request.method == "POST" and request.user.is_authenticated
        led_to = services.led_to(person=request.user, **sending_of(request)) if pressed else None
        return HttpResponseRedirect(led_to) if led_to else super().dispatch(request, *args, **kwargs)

    def once(self, act):
        """Run `act`, which does it all or nothing and returns where to go next."""
        if self.is_unnamed:
            return HttpResponseRedirect(act())
        sending = sending_of(self.request)
        if sending["key"] == NO_KEY:
            sending["key"] = uuid4()
        return HttpResponseRedirect(services.once(person=self.request.user, act=act, **sending))


class Sends(SentOnce):
    """A form: `act(form)` does it, and says where to go next. What a verb refuses is said above it."""

    def form_valid(self, form):
        try:
            return self.once(lambda: self.act(form))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)


class AsksFirst(Sends):
    """Before what cannot be undone: a page asks once. `do(thing, by)` does it. Put before the gate of a FormView; the
    view says `heading`, `more`, `button`, and what else somebody can do (`or_else`, which leads back)."""

    form_class, template_name = KeyedForm, "portal/form.html"
    icon, said = "trash-2", ""

    @property
    def leads_to(self) -> str:
        return self.back_url

    def act(self, form) -> str:
        led_to = self.leads_to
        self.do(self.get_object(), self.request.user)
        messages.success(self.request, self.said)
        return led_to


class OnlySent:
    """Takes what is sent, and shows nothing."""

    http_method_names = ("post",)

    def http_method_not_allowed(self, request, *args, **kwargs):
        """Somebody typed its address, or came back to it: a page of ours says so, and not a blank one."""
        response = render(request, "405.html", status=405)
        response["Allow"] = "POST"
        return response


class Press(OnlySent, SentOnce):
    """A button that does something by itself: `act()` does it."""

    def post(self, request, *args, **kwargs):
        return self.once(self.act)


class PressOn(Press):
    """A button on one thing: `do(thing, by)` does it. Put before the gate; the view says where it leads back."""

    said = ""

    def act(self) -> str:
        try:
            self.do(self.get_object(), self.request.user)
        except Refusal as refusal:
            messages.warning(self.request, str(refusal))
        else:
            messages.success(self.request, self.said)
        return self.back_url
