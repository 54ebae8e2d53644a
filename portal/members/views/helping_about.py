"""What a supporter does for somebody who asked them to: keep "About me" up to date, and say what they would like to do.

What the person shows to nobody stays closed, and being found by others is theirs alone to decide.
"""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from portal.drafts.sending import Press
from portal.members import services
from portal.members.models import Line, OneOff, User
from portal.members.telling import lines_of, reaching_of
from portal.members.views import about
from portal.members.views.somebody import AboutSomebody


class ForSomebody(AboutSomebody):
    """Whom somebody does not help does not exist here; with what they help, a rule says."""

    def people(self):
        return User.objects.helped_by(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(helped=self.person, **kwargs)


# --- About me ---------------------------------------------------------------------------------------------------------
class AboutThem(ForSomebody, TemplateView):
    permission_required = "members.write_about"
    template_name = "portal/members/support/about.html"

    def get(self, request, *args, **kwargs):
        services.look_at_person(person=self.person, by=request.user, helping=True)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        person = self.person
        return super().get_context_data(
            lines=lines_of(person, helped=True),
            reaching=reaching_of(person),
            language=person.get_language_display() if person.language else "",
            **kwargs,
        )


class ChangeThem(ForSomebody):
    """Put before a view of one's own: the same question, asked about the one who is helped."""

    def way_back(self) -> str:
        return reverse("portal:people:about", args=[self.person.pk])


class ChangeTheirName(ChangeThem, about.ChangeName):
    def get_initial(self):
        return {"known_as": self.person.known_as}


class ChangeTheirLanguage(ChangeThem, about.ChangeLanguage):
    pass


class ChangeTheirReaching(ChangeThem, about.ChangeReaching):
    pass


class ChangeTheirLine(ChangeThem, about.ChangeLine):
    def get_permission_object(self):
        hidden = Line.objects.filter(person=self.person, kind=self.kind, shown_to=Line.ShownTo.ME)
        if hidden.exists():
            raise Http404
        return super().get_permission_object()


# --- Something to do --------------------------------------------------------------------------------------------------
class OpenForThem(ForSomebody, TemplateView):
    permission_required = "members.find_something_for"
    template_name = "portal/members/support/open.html"

    def get_context_data(self, **kwargs):
        one_offs = OneOff.objects.visible_to(self.person).open().exclude(by=self.person).select_related("by")
        said = set(self.person.offered.values_list("to_id", flat=True))
        return super().get_context_data(one_offs=[(one, one.pk in said) for one in one_offs], **kwargs)


class SayForThem(Press, ForSomebody, View):
    permission_required = "members.find_something_for"

    @cached_property
    def one_off(self) -> OneOff:
        found = OneOff.objects.visible_to(self.person).open().filter(pk=self.kwargs["number"]).first()
        if found is None:
            raise Http404
        return found

    def act(self) -> str:
        self.do(doing=self.one_off, person=self.person, by=self.request.user)
        messages.success(self.request, self.said())
        return reverse("portal:people:open", args=[self.person.pk])


class OfferForThem(SayForThem):
    do = staticmethod(services.say_yes)

    def said(self):
        return _("Thank you. Whoever asked for it is told that %(name)s would like to.") % {"name": self.person}


class TakeBackForThem(SayForThem):
    do = staticmethod(services.take_yes_back)

    def said(self):
        return _("That is fine. %(name)s is off the list.") % {"name": self.person}
