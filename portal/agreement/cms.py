"""Two writers in the CMS: nobody saves over words they have not seen, and nothing that was typed is lost."""

from contextlib import suppress

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, PageSubscription

from portal.agreement.comparing import compare_pages
from portal.agreement.services import Stale, hold
from portal.drafts import services as drafts

HELD = "the_page_is_held"


def about(page) -> str:
    """The name under which what somebody typed in the CMS is kept: its fields are others than the plain form's."""
    return f"cms-page:{page.pk}"


def answer_in_turn(request, page):
    """Answer a press of any button in the editor while holding the page's row; refuse it when the page has moved on."""
    setattr(request, HELD, True)
    match = request.resolver_match
    try:
        with transaction.atomic():
            if is_stale(request.POST, hold(page)):
                return _refuse(request, page)
            return match.func(request, *match.args, **match.kwargs)
    except PermissionDenied:
        _keep(request, page)
        raise


def is_stale(sent, held) -> bool:
    """Whether the editor was opened on other words than the newest, or does not say on which."""
    newest = held.latest_revision
    if newest is None:
        return bool(sent.get("loaded_revision_id") or sent.get("overwrite_revision_id"))
    if overwrites := sent.get("overwrite_revision_id"):  # autosave of one sitting goes on over its own revision
        return overwrites != str(newest.pk)
    loaded = sent.get("loaded_revision_id"), sent.get("loaded_revision_created_at")
    return loaded != (str(newest.pk), newest.created_at.isoformat())


def _refuse(request, page):
    _keep(request, page)
    if not request.accepts("text/html"):
        error = {"success": False, "error_code": "invalid_revision", "error_message": str(Stale())}
        return JsonResponse(error, status=400)
    return _show_both(request, page, request.POST, status=409)


def _keep(request, page) -> None:
    sent = request.POST.copy()
    sent.pop("csrfmiddlewaretoken", None)
    with suppress(drafts.NotKept):  # the words are on the screen all the same
        drafts.keep(person=request.user, about=about(page), fields={"sent": sent.urlencode()})


def kept_words(request, page_id):
    """What somebody typed in the CMS and could not save, beside what the page says now; theirs to throw away."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    if request.method == "POST":
        drafts.forget(person=request.user, about=about(page), fields={})
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    kept = drafts.kept(person=request.user, about=about(page))
    if kept is None:
        raise Http404
    return _show_both(request, page, QueryDict(kept.fields["sent"]))


def kept_url(user, page) -> str:
    """Where somebody's unsaved words about a page are shown; nothing when there are none."""
    kept = drafts.kept(person=user, about=about(page))
    return reverse("kept-words", args=[page.pk]) if kept else ""


def _show_both(request, page, sent, status=200):
    newest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    typed = _as_page(request, sent, page)
    context = {
        "the_page": newest,
        "changes": compare_pages(newest, typed),
        "page_title": _("Somebody changed this page while you were writing"),
    }
    return render(request, "portal/agreement/cms_both.html", context, status=status)


def _as_page(request, sent, page):
    """The page as it would be with what was typed, as far as that can be read."""
    typed = page.specific_class.objects.get(pk=page.pk).get_latest_revision_as_object()
    form = typed.get_edit_handler().get_form_class()(
        sent,
        instance=typed,
        subscription=PageSubscription(page=page, user=request.user),
        parent_page=page.get_parent(),
        for_user=request.user,
    )
    form.defer_required_fields()
    with suppress(KeyError):  # not sent by the editor, which says how many blocks there are
        form.is_valid()
    return form.instance
