"""Ways of working: what they say, who has agreed, what changed since I did."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.agreement.comparing import compare_words
from portal.agreement.models import Version
from portal.agreement.services import agreeing
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.groups import services
from portal.groups.forms.ways import LABELS, SmallFixForm, WaysForm, YesForm, in_words
from portal.groups.models import Group
from portal.groups.views.groups import OneGroup, page_of


class OfWays(OneGroup):
    queryset = Group.objects.select_related("ways")

    @property
    def back_url(self):
        """A coordinator who is not in the group does not read them."""
        reads = self.request.user.has_perm("groups.see_ways", self.group)
        return reverse("portal:groups:ways", args=[self.group.pk]) if reads else page_of(self.group)

    @cached_property
    def version(self) -> Version | None:
        """The newest words, agreed or not."""
        return agreeing.current(services.subject_of_ways(self.group))


class ShowWays(OfWays, DetailView):
    permission_required = "groups.see_ways"
    template_name = "portal/groups/ways.html"

    @property
    def back_url(self):
        return reverse("portal:groups:group", args=[self.group.pk])

    def get_context_data(self, **kwargs):
        version, user = self.version, self.request.user
        if version is None:
            return super().get_context_data(version=None, **kwargs)
        people = [seat.person for seat in self.group.seats.taken().by_name()]
        standing = agreeing.standing_of(version, people)
        earlier = agreeing.last_agreed_by(user, version.subject)
        labels = {name: str(label) for name, label in LABELS.items()}
        shown = in_words(version.words)
        changed = earlier is not None and earlier.digest != version.digest
        return super().get_context_data(
            version=version,
            rows=[(label, shown[name]) for name, label in labels.items() if name in shown],
            standing=standing,
            in_force=self.group.ways_id == version.pk,
            asks_for_both=self.group.ways_id != version.pk and standing.is_agreed,
            mine=user in standing.agreed,
            may_say=user in people,
            changes=compare_words(labels, in_words(earlier.words), shown) if changed else [],
            can_undo=agreeing.is_still_small(version) and user in standing.agreed,
            fixed=self.fixed(labels),
            still=self.still(labels),
            writes_down_for=[one for one in (*standing.not_yet, *standing.not_reached) if one != user],
            **kwargs,
        )

    def fixed(self, labels) -> list:
        """What a small fix, or its undoing, changed."""
        before = Version.objects.of(self.version.subject).filter(number=self.version.number - 1).first()
        if not self.version.small_fix or before is None:
            return []
        return compare_words(labels, in_words(before.words), in_words(self.version.words))

    def still(self, labels) -> list:
        """The words that count, while others wait for everybody's yes."""
        agreed = self.group.ways
        if agreed is None or agreed == self.version:
            return []
        shown = in_words(agreed.words)
        return [(label, shown[name]) for name, label in labels.items() if name in shown]


class ChangeWays(Writes, OfWays, SingleObjectMixin, FormView):
    """Whoever was overtaken by another's change is shown that change, above their own words."""

    permission_required = "groups.write_ways"
    template_name = "portal/groups/change_ways.html"
    form_class = WaysForm
    heading = gettext_lazy("How we work together")
    lead = gettext_lazy("Talk about it at a meeting, and write it down together. It counts once all have agreed.")
    button = gettext_lazy("Ask everybody: do you agree?")

    @property
    def keeps_about(self):
        return f"ways:{self.group.pk}"

    def get_form_kwargs(self):
        many = self.group.seats.taken().count()
        return super().get_form_kwargs() | {"version": self.version, "many": many}

    def get_context_data(self, **kwargs):
        return super().get_context_data(changed_meanwhile=self.changed_meanwhile(), **kwargs)

    def changed_meanwhile(self) -> list:
        """Since the words that what they sent, or typed here before, began with."""
        began = self.kept.boxes.get("after") if self.kept else self.request.POST.get("after")
        if self.version is None or not (began or "").isdecimal() or int(began) >= self.version.number:
            return []
        before = Version.objects.of(self.version.subject).filter(number=began).first()
        labels = {name: str(label) for name, label in LABELS.items()}
        return compare_words(labels, in_words(before.words), in_words(self.version.words)) if before else []

    def act(self, form) -> str:
        after, small_fix = form.cleaned_data["after"], form.cleaned_data.get("why", "")
        user = self.request.user
        try:
            services.put_ways_forward(group=self.group, words=form.words, after=after, small_fix=small_fix, by=user)
        except agreeing.VersionChanged:
            form.as_of_now()
            raise
        if small_fix:
            messages.success(self.request, _("Put right. Everybody is told, and can undo it for seven days."))
        else:
            messages.success(self.request, _("Everybody is asked. You can say yes below, too."))
        return self.back_url


class FixWays(ChangeWays):
    form_class = SmallFixForm
    heading = gettext_lazy("A small fix")
    lead = gettext_lazy("A date, a spelling. How you decide is no small thing: that everybody agrees to.")
    button = gettext_lazy("Put it right")
    keeps_about = ""

    def get_form(self, form_class=None):
        if self.version is None:
            raise Http404
        return super().get_form(form_class)


class OfAVersion(OfWays):
    """About the version that stood on the page, and perhaps about somebody else in the group: the URL says which."""

    @cached_property
    def pressed(self) -> Version:
        versions = Version.objects.of(services.subject_of_ways(self.group))
        return get_object_or_404(versions, number=self.kwargs["number"])

    @cached_property
    def person(self):
        seats = self.group.seats.taken().exclude(person=self.request.user).select_related("person__about")
        return get_object_or_404(seats, person=self.kwargs["person"]).person


class PressOnWays(PressOn, OfAVersion, SingleObjectMixin, View):
    """A button beside the words."""


class AgreeToWays(PressOnWays):
    permission_required = "groups.agree_to_ways"
    said = gettext_lazy("Thank you. Your yes is written down; you can take it back at any time.")

    def do(self, group, by):
        services.agree_to_ways(group=group, version=self.pressed, person=by, by=by)


class BothSidesSaidYes(PressOnWays):
    permission_required = "groups.agree_to_ways"
    said = gettext_lazy("It counts from now on.")

    def do(self, group, by):
        services.both_sides_said_yes(group=group, version=self.pressed, by=by)


class TakeYesBack(PressOnWays):
    permission_required = "groups.agree_to_ways"
    said = gettext_lazy("Your yes is taken back. Nobody asks you why.")

    def do(self, group, by):
        services.take_yes_to_ways_back(group=group, version=self.pressed, by=by)


class UndoFix(PressOnWays):
    permission_required = "groups.agree_to_ways"
    said = gettext_lazy("Undone. It says what it said before.")

    def do(self, group, by):
        services.undo_fix_of_ways(group=group, version=self.pressed, by=by)


class NotReached(PressOnWays):
    permission_required = "groups.note_not_reached"
    said = gettext_lazy("Written down. After two tries it can go on without them; they can say yes at any time.")

    def do(self, group, by):
        services.ways_not_reached(group=group, version=self.pressed, person=self.person, by=by)


class YesDown(Writes, OfAVersion, SingleObjectMixin, FormView):
    """Somebody had it read out, and said yes to whoever writes it down."""

    permission_required = "groups.write_yes_down"
    form_class = YesForm
    button = gettext_lazy("They said yes")

    @property
    def heading(self):
        return _("%(name)s said yes") % {"name": self.person}

    @property
    def lead(self):
        return _("Read all of it out to them first. Nobody agrees for somebody else.")

    def act(self, form) -> str:
        services.agree_to_ways(
            group=self.group,
            version=self.pressed,
            person=self.person,
            by=self.request.user,
            said=form.cleaned_data["how_told"],
        )
        messages.success(self.request, _("Written down. They can see that you wrote it."))
        return self.back_url
