from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import FormView, ListView, TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from home import reading
from portal.access import PortalList, PortalObject, PortalView
from portal.answers import note_places
from portal.drafts.sending import Press, SentOnce
from portal.notices import services
from portal.notices.calendars import calendar_of
from portal.notices.forms import TestForm
from portal.notices.models import FeedKey, Notice, Post
from portal.refusal import Refusal
from portal.whats_on import happenings_for

SHOWN_DONE = 10  # that can be put back


class MyMessages(PortalList, ListView):
    """Everything we told this person, whichever way it also went. Looking at it is reading it."""

    permission_required = "notices.see_own"
    template_name = "portal/notices/mine.html"
    queryset = Notice.objects.select_related("by")
    context_object_name = "notices"
    paginate_by = 20

    def get_queryset(self):
        return super().get_queryset().filter(person=self.request.user)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        response.add_post_render_callback(lambda _response: services.see(person=request.user))
        return response


class ByHand(PortalList, ListView):
    """Whom somebody has to ring, write to or tell: how, when it is safe, and what to say."""

    permission_required = "notices.pass_on"
    template_name = "portal/notices/by_hand.html"
    queryset = Notice.objects.to_pass_on().select_related("person__about", "by")
    context_object_name = "notices"
    paginate_by = 20

    def get_queryset(self):
        return super().get_queryset().to_pass_on().to_others(self.request.user)

    def get_context_data(self, **kwargs):
        done = Notice.objects.just_settled(self.request.user).select_related("person__about")[:SHOWN_DONE]
        post = Post.now()
        context = super().get_context_data(post=post, held_up=services.held_up(post), done=done, **kwargs)
        notices = list(context[self.context_object_name])
        note_places(self.request.user, notices)
        return context | {"people": _by_person(notices)}


def _by_person(notices) -> list[list[Notice]]:
    """One call says it all: the messages to each person by the same way, whoever is due soonest first."""
    people: dict[tuple, list[Notice]] = {}
    for notice in notices:
        people.setdefault((notice.person_id or notice.name, notice.means, notice.address), []).append(notice)
    return list(people.values())


class PrintByHand(ByHand):
    """The same as a sheet of paper, one person after another, with what is said in letters."""

    template_name = "portal/notices/print.html"
    paginate_by = None


class OneByHand(Press, PortalObject, SingleObjectMixin, View):
    permission_required = "notices.pass_on"
    queryset = Notice.objects.to_pass_on()

    def act(self) -> str:
        try:
            self.do(notice=self.get_object(), by=self.request.user)
        except Refusal as refusal:
            messages.warning(self.request, str(refusal))
        else:
            messages.success(self.request, self.said)
        return reverse("portal:notices:by-hand")


class PassOn(OneByHand):
    do, said = staticmethod(services.pass_on), gettext_lazy("Thank you. It is off the list.")


class Tried(OneByHand):
    do, said = (
        staticmethod(services.could_not_reach),
        gettext_lazy("Noted. It stays here for another try."),
    )


class LetItBe(OneByHand):
    do, said = staticmethod(services.let_it_be), gettext_lazy("Off the list. They find it when they sign in.")


class PutBack(OneByHand):
    """Only by whoever pressed, and not for long."""

    queryset = Notice.objects.all()
    said = gettext_lazy("It is on the list again.")

    def get_queryset(self):
        return super().get_queryset().just_settled(self.request.user)

    def do(self, **which):
        if not services.put_back(**which):
            self.said = _("Nobody needs to ring or write: they are taking a break, or hear about it another way now.")


class TestPost(SentOnce, PortalView, FormView):
    """Sends a coordinator a message, to see whether this site can send e-mail; or says that it cannot yet."""

    permission_required = "notices.test_post"
    back_to = "portal:notices:by-hand"
    template_name = "portal/notices/post.html"
    form_class = TestForm

    def get_initial(self):
        return {"address": self.request.user.email}

    def get_context_data(self, **kwargs):
        post = Post.now()
        return super().get_context_data(post=post, held_up=services.held_up(post), **kwargs)

    def form_valid(self, form):
        try:
            return self.once(lambda: self.act(form.cleaned_data["address"]))
        except services.NoMail as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)

    def act(self, address) -> str:
        services.test_post(address=address)
        messages.success(self.request, _("We sent it to %(address)s. Look whether it has come.") % {"address": address})
        return f"{reverse('portal:notices:post')}?sent=yes"


class NoMailYet(Press, PortalView, View):
    permission_required = "notices.test_post"

    def act(self) -> str:
        services.say_no_mail_yet()
        messages.success(self.request, _("That is fine. Messages wait in the list of people to ring or write to."))
        waits = Notice.objects.to_pass_on().to_others(self.request.user).exists()
        return reverse("portal:notices:by-hand" if waits else "portal:people:start")


class MailAfterAll(Press, PortalView, View):
    permission_required = "notices.test_post"

    def act(self) -> str:
        many = services.mail_after_all()
        said = ngettext(
            "%(n)d message goes out now, or when it suits them.",
            "%(n)d messages go out now, or when it suits each of them.",
            many,
        ) % {"n": many}
        messages.success(self.request, said if many else _("Good. New messages go out by e-mail."))
        return reverse("portal:notices:post")


# --- Calendars --------------------------------------------------------------------------------------------------------
LOOK_BACK = timedelta(days=30)
AT_MOST = 500  # things in a calendar: the soonest


def _calendar(user, *, only="") -> HttpResponse:
    found = happenings_for(user, after=timezone.now() - LOOK_BACK)
    found = [happening for happening in found if not only or happening.uid == only][:AT_MOST]
    if only and not found:
        raise Http404
    body = calendar_of(found, name=reading.brand(None)["name"])
    headers = {"Content-Disposition": 'attachment; filename="calendar.ics"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


class MyCalendar(PortalView, View):
    """What is on, once, as a file; with `only`, one thing of it."""

    permission_required = "notices.see_own"
    http_method_names = ("get", "head")

    def get(self, request):
        return _calendar(request.user, only=request.GET.get("only", ""))


class MyFeed(SentOnce, PortalView, TemplateView):
    """The address at which somebody's own calendar reads along; pressed, a new one is made and the old one is dead."""

    permission_required = "notices.see_own"
    template_name = "portal/notices/feed.html"

    def get_context_data(self, **kwargs):
        found = FeedKey.objects.filter(person=self.request.user).first()
        address = found and settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("feed", args=[found.key])
        return super().get_context_data(address=address, **kwargs)

    def post(self, request):
        return self.once(self.act)

    def act(self) -> str:
        services.new_feed(person=self.request.user)
        words = _("Here is your address. Give it to nobody: whoever has it sees what is on for you.")
        messages.success(self.request, words)
        return reverse("portal:notices:feed")


@never_cache
@require_safe
def feed(request, key):
    """For a calendar programme, which cannot sign in. The key says who it is, for this alone."""
    found = FeedKey.objects.filter(key=key, person__is_active=True).select_related("person").first()
    if found is None:
        raise Http404
    return _calendar(found.person)
