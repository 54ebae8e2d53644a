"""Outside the gate: asking and proposing, and what became of what others said."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from home import reading
from portal.groups import services
from portal.groups.forms.suggestions import OutsideSuggestionForm
from portal.groups.models import Group, Proposal, PublicMinutes, as_read, decisions_in
from portal.groups.models.cards import BEFORE_JOINING, Scope
from portal.groups.services import suggestions
from portal.members.models import Balance
from portal.members.outside.views import AskForm, Sent, TakeBack, signer, way_back

MEETINGS = 20  # whose decisions stand on one page


def sent_url(proposal) -> str:
    """The page that follows; of one without a name, the only way to look after it."""
    return reverse("get-involved:suggest-sent", args=[signer(Proposal).sign(proposal.reference)])


class SuggestOutside(AskForm):
    model, form_class, template_name = Proposal, OutsideSuggestionForm, "get_involved/suggest.html"
    leads_to = "get-involved:suggest-sent"

    def came_before(self, form) -> bool:
        return suggestions.came_before(form.cleaned_data["key"], form.outsider(), form.told())

    def take_down(self, form):
        return services.suggest(key=form.cleaned_data["key"], outsider=form.outsider(), **form.told())


class SuggestionSent(Sent):
    """How it stands. Of one without a name also our answer, since there is no other way to hear it."""

    model, template_name, shown_for = Proposal, "get_involved/suggest_sent.html", None


class TakeSuggestionBack(TakeBack):
    model, leads_to, shown_for = Proposal, "get-involved:suggest-sent", None

    def take_back(self, asked):
        services.take_proposal_back(proposal=asked)


class YouSaid(ListView):
    """What was said, and what came of it: in the words of those who answered, and without a name."""

    queryset = Proposal.objects.in_public()
    template_name = "get_involved/you_said.html"
    context_object_name = "found"
    paginate_by = 20
    for_everybody = True  # the page cache may keep it

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=way_back(self.request), **kwargs)


class GroupsOutside(ListView):
    """The groups that show a page about themselves. No names."""

    queryset = Group.objects.outside().select_related("ways")
    template_name = "get_involved/groups.html"
    paginate_by = 20
    for_everybody = True

    def get_context_data(self, **kwargs):
        context = super().get_context_data(crumbs=way_back(self.request), **kwargs)
        groups = context["object_list"]
        hiding = services.hiding_in_each(groups)
        return context | {"found": [(group, hiding[group.pk](group.question)) for group in groups]}


class GroupOutside(DetailView):
    """What a group is about, what it decided and what came of that, in the words it has for everybody. No names."""

    queryset = Group.objects.outside().select_related("ways")
    template_name = "get_involved/group.html"
    context_object_name = "group"
    for_everybody = True

    def get_context_data(self, **kwargs):
        group = self.object
        hiding, balance, many = services.hiding_in(group), group.balance, group.seats.taken().count()
        found = PublicMinutes.objects.in_public().filter(meeting__group=group).select_related("meeting", "live")
        page = Paginator(found, MEETINGS).get_page(self.request.GET.get("page"))
        crumbs = [*way_back(self.request), reading.Link(_("Our groups"), reverse("get-involved:groups"))]
        return super().get_context_data(
            question=hiding(group.question),
            outline=self.outline(group, hiding),
            many=many if many >= Balance.SHOWN_FROM else None,
            balance=balance if balance.may_be_shown else None,
            decided=[(one.meeting, item) for one in page for item in decisions_in(one.live.words)],
            page_obj=page,
            crumbs=crumbs,
            **kwargs,
        )

    @staticmethod
    def outline(group, hiding) -> dict[str, list]:
        """What stands on an invitation, without who decided it."""
        rows = {}
        for card in BEFORE_JOINING:
            for line in group.cards.get(card, []):
                heading = Scope(line.sort).label if line.sort in Scope else card.label
                rows.setdefault(heading, []).append((hiding(line.words), hiding(line.why) if line.sort else ""))
        return rows


class MinutesOutside(DetailView):
    """What everybody may read of a meeting, in the words that those who were there put forward and looked at."""

    queryset = PublicMinutes.objects.in_public().select_related("meeting__group", "live")
    template_name = "get_involved/minutes.html"
    context_object_name = "public"
    for_everybody = True

    def get_object(self, queryset=None):
        asked = {"meeting": self.kwargs["meeting"], "meeting__group": self.kwargs["pk"]}
        return get_object_or_404(self.get_queryset(), **asked)

    def get_context_data(self, **kwargs):
        group = self.object.group
        shown = as_read(self.object.live.words)
        crumbs = way_back(self.request)
        if group.shown_outside:
            crumbs.append(reading.Link(_("Our groups"), reverse("get-involved:groups")))
            crumbs.append(reading.Link(group.name, reverse("get-involved:group", args=[group.pk])))
        return super().get_context_data(group=group, shown=shown, crumbs=crumbs, **kwargs)
