"""Minutes for everybody: making them, a fresh pair of eyes, and taking them down. What everybody sees of them is in
`get_involved`."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from home.blocks import drawing_choices
from portal.agreement.services.agreeing import VersionChanged
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.easy_read import WroteToo
from portal.groups import services
from portal.groups.forms.in_public import NamedForm, OtherWordsForm, PublicEasyReadForm, PublicForm
from portal.groups.models import Meeting, PublicMinutes, as_read, easy_read_in, source_of
from portal.groups.views.groups import OneGroup, page_of
from portal.groups.views.meeting import OneMeeting


class OfPublic(OneMeeting):
    """Of a meeting whose minutes are approved."""

    queryset = Meeting.objects.select_related("group__ways", "in_public__live", "in_public__waiting__by")

    @property
    def back_url(self):
        return reverse("portal:groups:in-public", args=[self.meeting.pk])

    @cached_property
    def public(self) -> PublicMinutes:
        return getattr(self.meeting, "in_public", None) or PublicMinutes(meeting=self.meeting)


class AlsoWhoLeft(OfPublic):
    """Whoever was there and has left the group since finds what is out, and may take it down."""

    def get_queryset(self):
        return self.queryset.told_outside_by(self.request.user)


class ShowPublic(AlsoWhoLeft, DetailView):
    """What is out; and what waits for a fresh pair of eyes, as the public will see it."""

    permission_required = "groups.see_public"
    template_name = "portal/groups/in_public.html"

    @property
    def back_url(self):
        inside = self.request.user.has_perm("groups.read_minutes", self.meeting)
        return reverse("portal:groups:minutes" if inside else "portal:groups:list", args=[self.meeting.pk] * inside)

    def get_context_data(self, **kwargs):
        public, user = self.public, self.request.user
        waits = public.waiting if user.has_perm("groups.read_minutes", self.meeting) else None
        shown = waits or public.live
        return super().get_context_data(
            group=self.meeting.group,
            public=public,
            waits=waits,
            shown=as_read(shown.words) if shown else None,
            is_mine=waits is not None and waits.by_id == user.pk,
            said_yes=waits is not None and waits.agreements.filter(person=user, taken_back_at=None).exists(),
            asked=public.asked.select_related("person") if waits else [],
            flagged=self.flagged(waits) if waits else [],
            both_look=self.meeting.group.balance.may_be_shown,
            **kwargs,
        )

    def flagged(self, version) -> list[str]:
        hiding, words = services.hiding_in(self.meeting.group), version.words
        easy = easy_read_in(words)
        texts = [
            words["summary"],
            *([pair["words"] for pair in easy.pairs] + [easy.checked_by] if easy else []),
            *(text for item in words["items"] for text in item.values() if isinstance(text, str)),
        ]
        return hiding.looks_like_somebody("\n".join(texts))


class WritePublic(Writes, OfPublic, SingleObjectMixin, FormView):
    permission_required = "groups.make_public"
    template_name = "portal/groups/write_public.html"
    form_class = PublicForm
    heading = gettext_lazy("A version for everybody")
    button = gettext_lazy("Ask somebody else to look")
    theirs = None  # what another put forward while this was written

    @property
    def keeps_about(self):
        return f"public-minutes:{self.meeting.pk}"

    @property
    def back_url(self):
        name = "in-public" if self.public.is_there else "minutes"
        return reverse(f"portal:groups:{name}", args=[self.meeting.pk])

    def get_form_kwargs(self):
        summary, items = services.begins_with(self.meeting, self.public.waiting or self.public.live)
        now = {"after": services.newest_of(self.public), "named": services.naming_of(self.meeting.group)}
        return super().get_form_kwargs() | {"summary": summary, "items": items} | now

    def get_context_data(self, **kwargs):
        asked = self.public.asked.select_related("person") if self.public.pk else []
        given = {"asked": asked, "corrections": self.meeting.corrections.all(), "theirs": self.theirs}
        return super().get_context_data(**given, **kwargs)

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("summary", "after", "named")}
        try:
            services.put_in_public_forward(meeting=self.meeting, items=form.items, by=self.request.user, **said)
        except (VersionChanged, services.NamedOtherwise):
            another = self.public.is_there and said["after"] != form.initial["after"]
            self.theirs = as_read(self.public.words) if another else None
            form.as_of_now()
            raise
        messages.success(self.request, _("The others who were there are asked to look. It is not out yet."))
        return reverse("portal:groups:in-public", args=[self.meeting.pk])


class WritePublicEasyRead(Writes, OfPublic, SingleObjectMixin, FormView):
    permission_required = "groups.make_public"
    template_name = "portal/write_easy_read.html"
    form_class = PublicEasyReadForm
    heading = gettext_lazy("For everybody, in Easy Read")
    longer = gettext_lazy("The longer words")
    lead = gettext_lazy(
        "One picture and one idea in each row, in at most 15 words. Somebody else who was there looks at it, too."
    )

    @property
    def keeps_about(self):
        return f"public-easy-read:{self.meeting.pk}"

    def get_form_kwargs(self):
        words = self.public.words
        if not words:
            raise Http404
        named = services.naming_of(self.meeting.group)
        return super().get_form_kwargs() | {"easy": easy_read_in(words), "source": source_of(words), "named": named}

    def get_context_data(self, **kwargs):
        items = as_read(self.public.words)["items"]
        return super().get_context_data(items=items, drawings=drawing_choices(), **kwargs)

    def act(self, form) -> str:
        try:
            services.write_public_easy_read(meeting=self.meeting, by=self.request.user, **form.said)
        except (WroteToo, services.NamedOtherwise):
            form.as_of_now()
            raise
        messages.success(self.request, _("The others who were there are asked to look. It is not out yet."))
        return self.back_url


class SayYes(PressOn, OfPublic, SingleObjectMixin, View):
    permission_required = "groups.check_public"
    is_out = False

    @property
    def said(self):
        if self.is_out:
            return _("Thank you. It is on the website now, and everybody who was there is told.")
        return _("Thank you. Your yes is written down.")

    def do(self, meeting, by):
        said = {"number": self.kwargs["number"], "both_sides": self.request.POST.get("looked") == "both-sides"}
        self.is_out = services.say_nobody_is_known(meeting=meeting, by=by, **said)


class AskOtherWords(Writes, OfPublic, SingleObjectMixin, FormView):
    permission_required = "groups.check_public"
    form_class = OtherWordsForm
    heading = gettext_lazy("Please change this")
    button = gettext_lazy("Ask for it")

    def act(self, form) -> str:
        said = {"number": self.kwargs["number"], "words": form.cleaned_data["words"]}
        services.ask_for_other_words(meeting=self.meeting, by=self.request.user, **said)
        messages.success(self.request, _("Whoever wrote it is told. Until it is changed, it is not out."))
        return self.back_url


class TakeDown(PressOn, AlsoWhoLeft, SingleObjectMixin, View):
    permission_required = "groups.take_public_down"
    said = gettext_lazy("It is down. The others who were there are told; nobody asks why.")

    @property
    def back_url(self):
        inside = self.request.user.has_perm("groups.read_minutes", self.meeting)
        return reverse("portal:groups:minutes" if inside else "portal:groups:list", args=[self.meeting.pk] * inside)

    def do(self, meeting, by):
        services.take_out_of_public(meeting=meeting, by=by)


class ChooseHowNamed(Writes, OneGroup, SingleObjectMixin, FormView):
    permission_required = "groups.choose_how_named"
    form_class = NamedForm
    heading = gettext_lazy("How I am named")

    @property
    def lead(self):
        if self.group.ways is None:
            return _("Your group has not agreed yet how names are shown to others, so they are hidden.")
        said = {"how": self.group.names.label}
        return _("Your group agreed how names are shown to others: %(how)s. You can be less known than that.") % said

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"agreed": self.group.names}

    def get_initial(self):
        return {"how": self.seat.named_in_public}

    def act(self, form) -> str:
        services.choose_how_named(group=self.group, how=form.cleaned_data["how"], by=self.request.user)
        messages.success(self.request, _("Saved."))
        return page_of(self.group)


class ShowOutside(PressOn, OneGroup, SingleObjectMixin, View):
    permission_required = "groups.show_outside"
    said = gettext_lazy("There is a page about you for everybody now. Everybody in the group is told, and can hide it.")

    def do(self, group, by):
        services.show_outside(group=group, by=by)


class HideOutside(PressOn, OneGroup, SingleObjectMixin, View):
    permission_required = "groups.hide_outside"
    said = gettext_lazy("It is hidden. The others are told; nobody asks why.")

    def do(self, group, by):
        services.hide_outside(group=group, by=by)
