"""Changing a page on a plain form: save for later, send to be read, or put something small right at once."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView
from wagtail.models import Page

from home.writing_advice import advisor_for
from portal.agreement import services
from portal.agreement.comparing import labels_of
from portal.agreement.forms import FIX, SAVE, SEND, PageForm
from portal.agreement.merging import bring_together
from portal.agreement.views.pages import OnePage, sent
from portal.agreement.words import words_of
from portal.drafts import services as drafts

KNOWN_FIELDS = {
    "loaded",
    "why",
    "picture",
    "picture_shows",
    "no_picture",
    "easy_read_same",
    "do",
    "key",
    "csrfmiddlewaretoken",
}


def about(page) -> str:
    """The name under which what somebody types on a page's form is kept."""
    return f"page:{page.pk}"


class EditPage(OnePage, DetailView):
    permission_required = "agreement.edit_page"
    template_name = "portal/agreement/edit.html"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        kept = drafts.kept(person=request.user, about=about(self.object))
        if kept is None:
            return self.show(PageForm(page=self.newest))
        if kept.fields.get("loaded") != services.version_of(self.newest):
            return self.show_both(kept.fields, kept=kept)
        return self.show(PageForm(page=self.newest, initial=kept.fields), kept=kept)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = PageForm(request.POST, request.FILES, page=self.newest)
        valid = form.is_valid()
        if valid:
            try:
                return HttpResponseRedirect(
                    drafts.once(person=request.user, key=form.cleaned_data["key"], act=lambda: self.act(form))
                )
            except services.Stale:
                valid = False
            except services.Refusal as refusal:
                form.add_error(None, str(refusal))
        with suppress(drafts.NotKept):  # the words are on the screen all the same
            drafts.keep(person=request.user, about=about(self.object), fields=request.POST.dict())
        if request.POST.get("loaded") != services.version_of(Page.objects.get(pk=self.object.pk)):
            return self.show_both(request.POST.dict(), status=409)
        return self.show(form, status=422)

    def act(self, form) -> str:
        """Do what the pressed button says, and forget the words kept meanwhile. Returns where to go next."""
        do, by, page = self.request.POST.get("do", SAVE), self.request.user, self.object
        if do == FIX:
            fix = services.make_small_fix(
                page=page,
                by=by,
                loaded=form.cleaned_data["loaded"],
                words=form.words,
                why=form.cleaned_data["why"],
                easy_read_same=form.cleaned_data.get("easy_read_same", False),
            )
            messages.success(self.request, _("It is on the site now. Everybody who agreed to this page is told."))
            led_to = reverse("portal:pages:fix", args=[fix.pk])
        else:
            services.save_for_later(page=page, by=by, loaded=form.cleaned_data["loaded"], writing=form.writing(by=by))
            led_to = self.send() if do == SEND else self.saved()
        drafts.forget(person=by, about=about(page), fields=self.request.POST)
        return led_to

    def saved(self) -> str:
        messages.success(self.request, _("Saved. Nobody outside the team sees it yet."))
        return self.own_url

    def send(self) -> str:
        state = services.send_to_be_read(page=self.object, by=self.request.user)
        messages.success(self.request, sent(state))
        return self.own_url

    def show(self, form, status=200, **context):
        others = drafts.say_i_am_here(person=self.request.user, about=about(self.object))
        rows = form.rows(advisor_for(self.newest.locale))
        context |= {"form": form, "rows": rows, "about": about(self.object), "others": others}
        return self.render_to_response(self.get_context_data(**context), status=status)

    def show_both(self, typed: dict[str, str], status=200, **context):
        """Somebody saved meanwhile: their words and mine, and a form that holds as much of both as it can."""
        newest = Page.objects.get(pk=self.object.pk).get_latest_revision_as_object()
        mine = {name: text.replace("\r\n", "\n") for name, text in typed.items() if name not in KNOWN_FIELDS}
        together = bring_together(base=_began_from(newest, typed.get("loaded", "")), theirs=words_of(newest), mine=mine)
        labels = labels_of(newest)
        form = PageForm(page=newest, initial={**together.words, "why": typed.get("why", "")})
        both = [(labels[key], *texts) for key, texts in together.clashes.items()]
        return self.show(
            form, status=status, both=both, homeless=list(together.homeless.values()), somebody_saved=True, **context
        )


def _began_from(page, loaded: str) -> dict[str, str] | None:
    """What the page said in the version somebody began from; None when autosave has written over it since."""
    number, _space, made_at = loaded.partition(" ")
    revision = page.revisions.filter(pk=number).first() if number.isdecimal() else None
    if revision is None or revision.created_at.isoformat() != made_at:
        return None
    return words_of(revision.as_object())
