"""Ways of working: what they say, who has agreed, what changed since I did."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.agreement import saying_yes
from portal.agreement.models import Version
from portal.agreement.saying_yes import OfWords
from portal.agreement.services import agreeing
from portal.drafts.keeping import Writes
from portal.groups import services
from portal.groups.forms.ways import LABELS, SmallFixForm, WaysForm, YesForm, in_words
from portal.groups.models import Group
from portal.groups.views.groups import OneGroup, page_of


class OfWays(OfWords, OneGroup):
    queryset = Group.objects.select_related("ways")
    together = services.WAYS
    ways = {
        "agree": "portal:groups:agree-to-ways",
        "undo": "portal:groups:undo-ways-fix",
        "both": "portal:groups:both-sides-said-yes",
        "yes_down": "portal:groups:yes-down",
        "not_reached": "portal:groups:ways-not-reached",
    }

    @property
    def back_url(self):
        """A coordinator who is not in the group does not read them."""
        reads = self.request.user.has_perm("groups.see_ways", self.group)
        return reverse("portal:groups:ways", args=[self.group.pk]) if reads else page_of(self.group)

    def labels(self, *words):
        return LABELS

    def in_force(self):
        return self.group.ways

    def in_words(self, words):
        return in_words(words)


class ShowWays(OfWays, DetailView):
    permission_required = "groups.see_ways"
    template_name = "portal/groups/ways.html"

    @property
    def back_url(self):
        return reverse("portal:groups:group", args=[self.group.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.agreeing(), **kwargs)


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
        return self.compared(before.words, self.version.words) if before else []

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


class AgreeToWays(saying_yes.AgreeToWords, OfWays, SingleObjectMixin, View):
    permission_required = "groups.agree_to_ways"


class BothSidesSaidYes(saying_yes.BothSidesSaidYes, OfWays, SingleObjectMixin, View):
    permission_required = "groups.agree_to_ways"


class TakeYesBack(saying_yes.TakeYesBack, OfWays, SingleObjectMixin, View):
    permission_required = "groups.agree_to_ways"


class UndoFix(saying_yes.UndoFix, OfWays, SingleObjectMixin, View):
    permission_required = "groups.agree_to_ways"


class NotReached(saying_yes.NotReached, OfWays, SingleObjectMixin, View):
    permission_required = "groups.note_not_reached"


class YesDown(saying_yes.YesDown, OfWays, SingleObjectMixin, FormView):
    permission_required = "groups.write_yes_down"
    form_class = YesForm
