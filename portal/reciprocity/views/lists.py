"""What is theirs, for everybody; and all of it, for whoever pays."""

from contextlib import suppress
from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, TemplateView

from portal.access import PortalView
from portal.drafts.sending import SentOnce
from portal.reciprocity import services
from portal.reciprocity.forms.giving import PolicyForm
from portal.reciprocity.models import Contribution, Cost, Giving, Limit, Policy, ReferenceRequest, Reward
from portal.reciprocity.money import pounds
from portal.reciprocity.stages import by_stage
from portal.reciprocity.timeline import bars_of, lines_of, timeline_of
from portal.reciprocity.views.things import COSTS, REWARDS

PER_PAGE = 20
STAGES = ("missing", "called_off", "to_look_at", "to_give", "to_pay", "to_answer", "with_the_person", "to_write")


class Paged:
    def pages(self, found):
        return Paginator(found, PER_PAGE).get_page(self.request.GET.get("page"))


class Lists(Paged, PortalView, TemplateView):
    back_to = "portal:home"


class Mine(Lists):
    """What waits for an answer, what is on its way, and what they gave and got."""

    permission_required = "reciprocity.see_own"
    template_name = "portal/reciprocity/mine.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        rewards, costs = REWARDS.of(user), COSTS.of(user)
        gives_hours = user.has_perm("reciprocity.give_hours")
        page_obj = self.pages(timeline_of(user, hours=gives_hours))
        gave = Contribution.objects.with_all().order_by("pk")
        offered = list(rewards.open().by_when())
        said_no = [one for one in offered if one.answer == Reward.Answer.NO]
        waiting = list(costs.under_way().order_by("pk"))
        asks = [one for one in waiting if one.state in ("unconfirmed", "back")]
        return super().get_context_data(
            to_answer=[one for one in offered if not one.answer] + asks,
            on_its_way=[one for one in offered if one.is_to_give] + [one for one in waiting if one not in asks],
            proposed=gave.proposed_to(user)[:PER_PAGE],
            to_confirm=gave.to_confirm(user)[:PER_PAGE],
            page_obj=page_obj,
            lines=lines_of(page_obj.object_list),
            bars=bars_of(user),
            gives_hours=gives_hours,
            said_no=said_no[:PER_PAGE],
            limit=Limit.objects.filter(person=self.request.user).first(),
            **kwargs,
        )


class All(Lists):
    """What did not arrive, what is for something that was called off, what is to be looked at and given, what waits for
    an answer, and what was given."""

    permission_required = "reciprocity.see_all"
    template_name = "portal/reciprocity/all.html"
    is_cut = False

    def first(self, rows) -> list:
        """Of a list that gets shorter as people work on it: as many as fit."""
        self.is_cut = self.is_cut or len(rows) > PER_PAGE
        return rows[:PER_PAGE]

    @property
    def month(self) -> date:
        """The first day of the one that is asked for; of this one, when none is, or one that is not over yet."""
        this = timezone.localdate().replace(day=1)
        with suppress(ValueError):
            return min(this, date.fromisoformat(f"{self.request.GET.get('month', '')}-01"))
        return this

    def get_context_data(self, **kwargs):
        month, standing = self.month, Giving.objects.standing()
        given = standing.in_month(month).filter(missing_at=None)
        of_month = given.aggregate(sum=Sum("pence"), many=Count("pk"))
        pages = Paginator(given, PER_PAGE)
        pages.count = of_month["many"]
        after = (month + timedelta(days=31)).replace(day=1)
        references = ReferenceRequest.objects.exclude(person=self.request.user)
        sorts = (Reward.objects.all(), Cost.objects.all(), Giving.objects.all(), references)
        waiting = by_stage(*sorts, names=STAGES, most=PER_PAGE)
        return super().get_context_data(
            missing=self.first(waiting["missing"]),
            called_off=self.first(waiting["called_off"]),
            to_look_at=self.first(waiting["to_look_at"]),
            to_give=[*self.first(waiting["to_give"]), *self.first(waiting["to_pay"])],
            to_answer=[*self.first(waiting["to_answer"]), *self.first(waiting["with_the_person"])],
            to_write=self.first(waiting["to_write"]),
            said_no=Reward.objects.for_lists().declined().order_by("-pk")[:PER_PAGE],
            is_cut=self.is_cut,
            page_obj=pages.get_page(self.request.GET.get("page")),
            month=month,
            month_query=f"month={month:%Y-%m}&",
            month_before=standing.filter(on__lt=month).values_list("on", flat=True).first(),
            month_after=after if after <= timezone.localdate() else None,
            this_month=pounds(of_month["sum"] or 0),
            **kwargs,
        )


class SetPolicy(SentOnce, PortalView, FormView):
    permission_required = "reciprocity.set_policy"
    template_name = "portal/form.html"
    form_class = PolicyForm
    back_to = "portal:reciprocity:all"
    heading = gettext_lazy("How we pay and thank")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Policy.on()}

    def form_valid(self, form):
        return self.once(lambda: self.act(form))

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in form.Meta.fields}
        services.set_policy(by=self.request.user, **said)
        messages.success(self.request, _("Saved. It holds from today on."))
        return reverse(self.back_to)
