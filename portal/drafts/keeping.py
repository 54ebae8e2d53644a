"""For views with a form whose words are kept while somebody types, and shown again when they come back."""

from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Textarea, TextInput
from django.http import Http404
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.drafts import services
from portal.drafts.forms import KeptForm
from portal.drafts.sending import SentOnce
from portal.refusal import Refusal, WroteMeanwhile

LET_GO = "let-go"


def _is_typed(field) -> bool:
    return isinstance(field.widget, (Textarea, TextInput))


class KeepsWords(SentOnce):
    """Put before the view of a `KeptForm`, with `portal/_kept.html` above the form and `data-autosave-url` on it.

    `keeps_about` names what the form is about, such as "page:12", of a kind that a part registered. Without JavaScript
    the words are kept when a form that was sent comes back.
    """

    keeps_about = ""

    def dispatch(self, request, *args, **kwargs):
        """Whoever comes too late to change a thing reads why, beside their own words to copy."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except (PermissionDenied, Http404) as too_late:
            words = self.own_words()
            if not words:
                raise
            why = str(too_late) if isinstance(too_late, PermissionDenied) else ""  # a 404 says what it looked for
            status = 404 if isinstance(too_late, Http404) else 403
            said = {"words": words, "why": why, "view": {"back_url": self.back_if_known()}}
            return render(request, "portal/too_late.html", said, status=status)

    def back_if_known(self) -> str:
        """To the page that led to the form, as long as they may know of it."""
        with suppress(PermissionDenied, Http404):
            return self.back_url
        return ""

    def own_words(self) -> list[tuple[str, str]]:
        """What they sent, or typed here before, box by box, with what each asks where the form says so."""
        sent = self.request.POST
        if self.request.method == "GET":
            with suppress(PermissionDenied, Http404):  # what it is about may be gone
                draft = services.kept(person=self.request.user, about=self.keeps_about) if self.keeps_about else None
                sent = draft.boxes if draft else sent
        boxes = getattr(getattr(self, "form_class", None), "base_fields", {})
        typed = [name for name in sent if name not in {*services.NEVER_KEPT, "do"} and not name.startswith("before")]
        typed = [name for name in typed if name not in boxes or _is_typed(boxes[name])]
        return [(boxes[name].label if name in boxes else "", sent[name]) for name in typed if sent[name].strip()]

    @cached_property
    def kept(self):
        """What somebody typed here before, when they come back to it."""
        is_new = self.request.method == "GET" and self.keeps_about
        return services.kept(person=self.request.user, about=self.keeps_about) if is_new else None

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.kept and isinstance(form, KeptForm):
            form.go_on_with(self.kept)
        return form

    def get_context_data(self, **kwargs):
        elsewhere = bool(self.kept) and services.is_kept_elsewhere(self.kept)
        words = {"kept": self.kept, "kept_elsewhere": elsewhere, "keeps_about": self.keeps_about}
        return super().get_context_data(**words, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.keeps_about and request.POST.get("do") == LET_GO:
            return self.once(self.let_go)
        response = super().post(request, *args, **kwargs)
        may_keep = response.status_code != 302 and request.user.has_perm("drafts.keep_draft", self.keeps_about)
        if may_keep and self.has_words():
            with suppress(services.NotKept):  # the words are on the screen all the same
                services.keep(person=request.user, about=self.keeps_about, fields=request.POST)
        return response

    def has_words(self) -> bool:
        """An empty form sent by a slip is nothing that somebody began, unless it empties what was kept before."""
        typed = (texts for name, texts in self.request.POST.lists() if name not in {*services.NEVER_KEPT, "key", "do"})
        said = any(text.strip() for texts in typed for text in texts)
        return said or services.kept(person=self.request.user, about=self.keeps_about) is not None

    def let_go(self) -> str:
        messages.success(self.request, _("Those words are gone."))
        return self.request.get_full_path()[: services.LONGEST_WAY]

    def once(self, act):
        """What was sent, or is not wanted any more, is not kept any longer."""

        def act_and_forget() -> str:
            led_to = act()
            if self.keeps_about:
                services.forget(person=self.request.user, about=self.keeps_about, fields=self.request.POST)
            return led_to

        return super().once(act_and_forget)


class Writes(KeepsWords):
    """A form that keeps words: `act(form)` does it, and says where to go next. What a verb refuses is said above it."""

    template_name = "portal/form.html"

    def form_valid(self, form):
        try:
            return self.once(lambda: self.act(form))
        except Refusal as refusal:
            now = {}
            if isinstance(refusal, WroteMeanwhile):
                form.as_of_now()
                now["theirs"] = form.theirs
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form, **now), status=409)
