"""Outside the gate: roles that people can apply for, and what they need to know before they do."""

from datetime import datetime, time, timedelta
from functools import partial

from django import forms
from django.contrib.syndication.views import Feed
from django.db.models import Count, Q
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, TemplateView, View
from django.views.generic.detail import SingleObjectMixin
from django_filters import BooleanFilter, CharFilter, ChoiceFilter

from home import pagecache, reading
from home.feeds import clean
from home.freshness import keep
from home.listing import Narrowing, listed
from portal.members.outside.views import way_back
from portal.notices.calendars import calendar_of
from portal.roles.models import Promise, Role, Vacancy
from portal.roles.posting import job_posting
from portal.roles.privacy import NEWEST, NOTICES
from portal.roles.wording import easy_of
from portal.whats_on import Happening

PER_PAGE = 50
IN_FEED = 50


def midnight() -> datetime:
    """The end of this day, when some of them close."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time.min))


class OpenRolesNarrowing(Narrowing):
    q = CharFilter(label=gettext_lazy("Words in its name, or a town"), method="says")
    kind = ChoiceFilter(label=gettext_lazy("What sort of role"), empty_label=gettext_lazy("Any"))
    from_home = BooleanFilter(
        label=gettext_lazy("All of it can be done from home"), widget=forms.CheckboxInput, method="only_ticked"
    )

    def says(self, queryset, name, value):
        return queryset.filter(Q(title__icontains=value) | Q(town__icontains=value))


class OpenRoles(TemplateView):
    """Those that people can apply for today, soonest to close first."""

    template_name = "get_involved/roles.html"
    for_everybody = True

    def get_context_data(self, **kwargs):
        pagecache.ends(self.request, midnight())
        now, ends = Vacancy.objects.open(), {"ends": lambda _value: midnight()}
        options = keep(self.request, "open-roles-options", partial(_options, now), **ends)
        found = listed(self.request, OpenRolesNarrowing, now, options, PER_PAGE, name="open-roles", draw=_card, **ends)
        return super().get_context_data(crumbs=way_back(self.request), **found, **kwargs)


def _card(vacancy) -> str:
    return render_to_string("get_involved/_role.html", {"role": vacancy})


def _options(vacancies) -> dict:
    kinds = dict(vacancies.order_by("kind").values_list("kind").annotate(many=Count("pk")))
    return {"kind": [(kind.value, kind.label, kinds[kind]) for kind in Role.Kind if kind in kinds]}


class OpenRole(DetailView):
    """One of them, whole, in the words that all who wrote it agreed to; also when it has closed, for whoever comes by
    an old link."""

    queryset = Vacancy.objects.select_related("version", "role", "looked_after_by")
    template_name = "get_involved/role.html"
    context_object_name = "vacancy"
    for_everybody = True

    def get_context_data(self, **kwargs):
        vacancy = self.object
        pagecache.ends(self.request, midnight())
        crumbs = [*way_back(self.request), reading.Link(_("Open roles"), reverse("get-involved:vacancies"))]
        return super().get_context_data(
            crumbs=crumbs,
            needs=vacancy.needs,
            wrote_it=list(
                vacancy.role.seats.taken().exclude(called="").order_by("pk").values_list("called", flat=True)
            ),
            corrections=list(vacancy.corrections.all()),
            notice=NOTICES[NEWEST],
            posting=job_posting(self.request, vacancy),
            promise=Promise.now(),
            easy=easy_of(vacancy.version.words),
            **kwargs,
        )


# --- For readers of feeds, and calendars ------------------------------------------------------------------------------
class OpenRolesFeed(Feed):
    feed_type = Atom1Feed

    def get_object(self, request):
        return request

    def title(self, request):
        return clean(_("Open roles: %(name)s") % {"name": reading.brand(request)["name"]})

    def link(self, request):
        return reverse("get-involved:vacancies")

    def items(self, request):
        return Vacancy.objects.open().select_related("version").order_by("-opened_at", "-pk")[:IN_FEED]

    def item_title(self, item):
        return clean(item.title)

    def item_description(self, item):
        return clean(item.version.words.get("purpose", ""))

    def item_link(self, item):
        return item.url

    def item_pubdate(self, item):
        return item.opened_at


def dates_of(vacancy) -> list[Happening]:
    """The days that somebody who applies plans with, each at an hour when people are awake."""
    days = {
        "closes": (vacancy.closes_on, _("Last day to apply: %(role)s")),
        "talks": (vacancy.talks_on, _("Talks with people who applied: %(role)s")),
        "answers": (vacancy.answers_by, _("Everybody hears by today: %(role)s")),
    }
    return [
        Happening(
            uid=f"vacancy-{vacancy.pk}-{name}",
            title=title % {"role": vacancy.title},
            url=vacancy.url,
            starts_at=timezone.make_aware(datetime.combine(day, time(9))),
            called_off=vacancy.outcome == Vacancy.Outcome.WITHDRAWN,
        )
        for name, (day, title) in days.items()
        if day
    ]


def _calendar(happenings, name) -> HttpResponse:
    response = HttpResponse(calendar_of(happenings, name=name), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return response


class Dates(View):
    def get(self, request):
        happenings = [one for vacancy in Vacancy.objects.open() for one in dates_of(vacancy)]
        return _calendar(happenings, _("Open roles"))


class DatesOfOne(SingleObjectMixin, View):
    queryset = Vacancy.objects.all()

    def get(self, request, pk):
        vacancy = self.get_object()
        return _calendar(dates_of(vacancy), vacancy.title)
