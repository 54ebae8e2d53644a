"""The people who are here: for members those who wish to be found, for coordinators everybody."""

from urllib.parse import urlencode

from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.views.generic import DetailView, ListView

from portal.access import PortalList, PortalObject
from portal.members import services
from portal.members.forms.people import FindForm
from portal.members.models import ChannelChoice, Line, User
from portal.members.routes import routes_by
from portal.members.telling import ticks_of
from portal.members.views.sharing import ON_PAPER


class PeopleList(PortalList, ListView):
    permission_required = "members.list_people"
    template_name = "portal/members/people/list.html"
    queryset = User.objects.select_related("about")
    context_object_name = "people"
    paginate_by = 20

    @cached_property
    def form(self):
        form = FindForm(self.request.GET, user=self.request.user)
        form.is_valid()
        return form

    def get_queryset(self):
        user = self.request.user
        shown = Line.objects.visible_to(user).filter(kind__in=[Line.Kind.IN_MY_WORDS, Line.Kind.SHARE])
        shown = shown.prefetch_related("skills")
        people = super().get_queryset().listed_for(user).prefetch_related(Prefetch("lines", shown, to_attr="shown"))
        return self.form.narrow(people)

    def get_context_data(self, **kwargs):
        asked = self.form.asked()
        form = FindForm(asked, user=self.request.user) if self.form.errors else self.form
        query = f"{urlencode(asked)}&" if asked else ""
        return super().get_context_data(
            find=form, query=query, narrowed=bool(asked), unknown=bool(self.form.errors), **kwargs
        )


class PrintPeople(PeopleList):
    """Whom somebody rings or writes to, with how and when, as far as a sheet goes. Nobody who takes a break."""

    permission_required = "members.print_routes"
    template_name = "portal/members/people/list_print.html"
    paginate_by = ON_PAPER
    page_kwarg = "sheet"

    def get_queryset(self):
        people = super().get_queryset().exclude(pk=self.request.user.pk).filter(about__paused_at=None)
        choices = ChannelChoice.objects.for_one_person()
        return people.prefetch_related(None).prefetch_related(Prefetch("channel_choices", choices, to_attr="choices"))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        services.look_at_routes(people=context["people"], by=self.request.user)
        cards = [(person, routes_by(person, person.choices)) for person in context["people"]]
        return context | {"cards": cards, "minded": True}


class ShowPerson(PortalObject, DetailView):
    """What the one who looks may see of somebody; how to reach them is for coordinators."""

    permission_required = "members.see_person"
    template_name = "portal/members/people/person.html"
    queryset = User.objects.select_related("about")
    context_object_name = "person"

    def get(self, request, *args, **kwargs):
        person, by = self.get_object(), request.user
        if by.has_perm("members.see_routes", person):  # more than others see
            services.look_at_person(person=person, by=by)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        lines = Line.objects.visible_to(self.request.user).filter(person=self.object)
        told = {line.kind: line for line in lines.prefetch_related("skills", "interests")}
        shown = [(told[kind], ticks_of(told[kind])) for kind in Line.Kind if kind in told]
        return super().get_context_data(lines=shown, **kwargs)
