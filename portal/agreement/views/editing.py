"""Changing a page on a plain form: save for later, send to be read, or put something small right at once."""

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, View
from django.views.generic.detail import SingleObjectMixin
from wagtail.models import Page

from home.writing_advice import advisor_for
from portal.agreement import readers, services
from portal.agreement.comparing import labels_of
from portal.agreement.forms import FIX, SEND, PageForm, words_in
from portal.agreement.kinds import kind_of
from portal.agreement.merging import bring_together
from portal.agreement.parts import ADDED
from portal.agreement.views.pages import OnePage, sent
from portal.agreement.waiting import about
from portal.agreement.words import words_of
from portal.drafts import services as drafts
from portal.drafts.sending import Press, SentOnce
from portal.refusal import Refusal

# On the form beside the words of the page: it comes back as it was, but for a file, which browsers do not send again.
FILLED_IN = ("why", "picture_shows", "no_picture", "easy_read_same")


class EditPage(SentOnce, OnePage, DetailView):
    permission_required = "agreement.edit_page"
    template_name = "portal/agreement/edit.html"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        kept = drafts.kept(person=request.user, about=about(self.object))
        if kept is None:
            return self.show(PageForm(page=self.newest))
        context = {"kept": kept, "elsewhere": drafts.is_kept_elsewhere(kept)}
        typed = kept.boxes.dict()
        if typed.get("loaded") != services.version_of(self.newest):
            return self.show_both(typed, goes_on=kept.version, **context)
        return self.show(PageForm(page=self.newest, initial=typed | {"goes_on": kept.version}), **context)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = PageForm(request.POST, request.FILES, page=self.newest)
        if form.drops_words:
            return self.show(form, sure=form.dropped)
        if form.is_valid():
            writing = form.writing(by=request.user)
            try:
                with writing.whole_or_gone():
                    return self.once(lambda: self.act(form, writing))
            except services.Stale:
                pass  # said below, with both people's words
            except Refusal as refusal:
                form.add_error(None, str(refusal))
        return self.not_sent(form)

    def act(self, form, writing) -> str:
        """Do what the pressed button says, and forget the words kept meanwhile. Returns where to go next."""
        do, by, page = form.pressed, self.request.user, self.object
        if do == FIX:
            fix = services.make_small_fix(
                page=page,
                by=by,
                loaded=form.cleaned_data["loaded"],
                words=writing.words,
                why=form.cleaned_data["why"],
                easy_read_same=writing.easy_read_same,
            )
            messages.success(self.request, _("It is on the site now. Everybody who agreed to this page is told."))
            led_to = reverse("portal:pages:fix", args=[fix.pk])
        else:
            draft = services.save_for_later(page=page, by=by, loaded=form.cleaned_data["loaded"], writing=writing)
            led_to = self.send() if do == SEND and kind_of(page).is_read_by_both_sides else self.saved(form, draft)
        drafts.forget(person=by, about=about(page), fields=self.request.POST)
        return led_to

    def saved(self, form, draft) -> str:
        """Whoever added a part goes on writing there."""
        if form.added:
            return f"{self.request.path}#part-{draft.body[-1].id}"
        if form.dropped:
            messages.success(self.request, _("That part is gone."))
            return self.request.path
        messages.success(self.request, _("Saved. Nobody outside the team sees it yet."))
        return self.own_url

    def send(self) -> str:
        state = services.send_to_be_read(page=self.object, by=self.request.user)
        messages.success(self.request, sent(state))
        return self.own_url

    def not_sent(self, form):
        """Keep the words and show them again; beside somebody else's, when those came first."""
        typed, goes_on = self.request.POST.dict(), ""
        with suppress(drafts.NotKept):  # the words are on the screen all the same
            goes_on = drafts.keep(person=self.request.user, about=about(self.object), fields=typed).version
        context = {"file_gone": bool(self.request.FILES)}
        if typed.get("loaded") != services.version_of(Page.objects.get(pk=self.object.pk)):
            return self.show_both(typed, goes_on=goes_on, status=409, **context)
        return self.show(form, status=422, **context)

    def show(self, form, status=200, **context):
        others = drafts.say_i_am_here(person=self.request.user, about=about(self.object))
        advisor = advisor_for(self.newest.locale)
        context |= {"rows": form.rows(advisor), "below": form.below(advisor), "later": form.later(advisor)}
        context["alone"] = not readers.anybody_but(self.request.user)
        context |= {"form": form, "about": about(self.object), "others": others, "adds": ADDED}
        context["is_translated"] = self.newest.locale.language_code != settings.LANGUAGE_CODE
        kind = kind_of(self.object)
        context |= {"sends": kind.is_read_by_both_sides, "wishes": kind.wishes(self.request.user, self.object)}
        return self.render_to_response(self.get_context_data(**context), status=status)

    def show_both(self, typed: dict[str, str], *, goes_on: str, status=200, **context):
        """Somebody saved meanwhile: their words and mine, and a form that holds as much of both as it can."""
        newest = Page.objects.get(pk=self.object.pk).get_latest_revision_as_object()
        base = _began_from(newest, typed.get("loaded", ""))
        together = bring_together(base=base, theirs=words_of(newest), mine=words_in(typed))
        filled_in = {name: typed[name] for name in FILLED_IN if name in typed}
        form = PageForm(page=newest, initial={**filled_in, **together.words, **together.homeless, "goes_on": goes_on})
        labels = labels_of(newest)
        both = [(labels[key], *texts) for key, texts in together.clashes.items()]
        return self.show(form, status=status, both=both, somebody_saved=True, **context)


class LetGo(Press, OnePage, SingleObjectMixin, View):
    """The words kept in a form are not wanted. Its key is used up with them, so that none of them comes back."""

    permission_required = "agreement.edit_page"

    def act(self) -> str:
        drafts.forget(person=self.request.user, about=about(self.get_object()), fields=self.request.POST)
        messages.success(self.request, _("Those words are gone."))
        return reverse("portal:pages:edit", args=[self.get_object().pk])


def _began_from(page, loaded: str) -> dict[str, str] | None:
    """What the page said in the version somebody began from; None when autosave has written over it since."""
    number, _space, made_at = loaded.partition(" ")
    revision = page.revisions.filter(pk=number).first() if number.isdecimal() else None
    if revision is None or revision.created_at.isoformat() != made_at:
        return None
    return words_of(revision.as_object())
