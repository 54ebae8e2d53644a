"""Somebody who helps me; people I support; what a coordinator writes down for a member without a screen."""

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalList, PortalObject, PortalView
from portal.drafts.sending import Press, SentOnce
from portal.members import services
from portal.members.forms.supporting import SHOWN, FindForm, RecordSupportForm, SupportForm
from portal.members.helping import acts_of
from portal.members.models import Support, User
from portal.members.views.somebody import AboutSomebody
from portal.notices.models import Notice

BOTH = ("member__about", "supporter__about", "recorded_by")


class Supporters(PortalList, ListView):
    """Both sides on one page: who helps me, and whom I help."""

    permission_required = "members.name_supporter"
    back_to = "portal:home"
    template_name = "portal/members/support/mine.html"
    queryset = Support.objects.going_on().select_related(*BOTH)

    def get_context_data(self, **kwargs):
        supports, user = list(self.object_list), self.request.user
        mine = [support for support in supports if support.member_id == user.pk]
        theirs = [(support, acts_of(support)) for support in supports if support.supporter_id == user.pk]
        return super().get_context_data(
            mine=mine,
            asked=[(support, acts) for support, acts in theirs if not support.is_agreed],
            theirs=[(support, acts) for support, acts in theirs if support.is_agreed],
            **kwargs,
        )


class AcceptSupport(Press, PortalObject, SingleObjectMixin, View):
    """The supporter's own yes, or the one they gave to a coordinator by phone. What is no question any more is gone."""

    permission_required = "members.accept_support"
    queryset = Support.objects.asked().select_related("member", "supporter")

    def act(self) -> str:
        support, user = self.get_object(), self.request.user
        own = user.pk == support.supporter_id
        try:
            yes = Support.SaidYes.HERE if own else Support.SaidYes.SAID
            asked = self.request.POST.get("asked", "")
            services.accept_support(support=support, by=user, accepted=yes, asked=asked)
            names = {"name": support.supporter, "member": support.member}
            messages.success(self.request, _("%(name)s helps %(member)s from now on. Both are told.") % names)
        except services.NotAgreed as problem:
            messages.error(self.request, str(problem))
        return reverse("portal:support:mine") if own else reverse("portal:people:supporters", args=[support.member_id])


class EndSupport(Press, PortalObject, SingleObjectMixin, View):
    """Open to the two and to coordinators, whom a member without a screen may have asked."""

    permission_required = "members.end_support"
    queryset = Support.objects.select_related("member", "supporter")

    def act(self) -> str:
        support, user = self.get_object(), self.request.user
        services.end_support(support=support, by=user)
        if support.is_agreed:
            messages.success(self.request, _("It has ended. Both of you are told."))
        else:
            messages.success(self.request, _("That is fine. Nothing was open to anybody."))
        if user.pk in (support.member_id, support.supporter_id):
            return reverse("portal:support:mine")
        return reverse("portal:people:supporters", args=[support.member_id])


class Finding(SentOnce):
    """Put before a gate and a FormView: first a name is typed; then who, what and until when.

    `who` in the address is the number of somebody who helps already.
    """

    template_name = "portal/members/support/new.html"
    form_class = SupportForm

    @cached_property
    def find(self) -> FindForm:
        return FindForm(self.request.GET if "name" in self.request.GET else None)

    @cached_property
    def found(self) -> list[User]:
        people = self.choosable().order_by("known_as", "pk")
        who = self.request.GET.get("who", "")
        if who.isdecimal() and len(who) < 10:
            people = people.filter(pk=who)
        elif self.find.is_valid():
            people = people.filter(known_as__icontains=self.find.cleaned_data["name"])
        else:
            people = people.none()
        return list(people[: SHOWN + 1])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"people": self.choosable(), "found": self.found[:SHOWN]}

    def get_context_data(self, **kwargs):
        asked = self.find.is_bound and not self.find.errors
        many = len(self.found) > SHOWN
        return super().get_context_data(find=self.find, found=self.found, asked=asked, many=many, **kwargs)

    def form_valid(self, form):
        try:
            return self.once(lambda: self.act(form.cleaned_data))
        except services.NotAgreed as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)


class NameSupporter(Finding, PortalView, FormView):
    permission_required = "members.name_supporter"

    def choosable(self):
        """Whom this person may know of: nobody learns by typing names who else is here."""
        return User.objects.visible_to(self.request.user).exclude(pk=self.request.user.pk)

    def get_initial(self):
        """What somebody who helps already may do."""
        named = Support.objects.going_on().filter(member=self.request.user, supporter__in=self.found[:1])
        newest = named.order_by("-pk").first()
        return {"scope": newest.scope} if newest and len(self.found) == 1 else {}

    def act(self, said) -> str:
        user, supporter = self.request.user, said["supporter"]
        scope, ends_on = said["scope"], said["ends_on"]
        support = services.begin_support(member=user, supporter=supporter, scope=scope, ends_on=ends_on, by=user)
        if support.is_agreed:
            words = _("Saved. %(name)s is told.")
        else:
            words = _("%(name)s is asked, and helps you once they have said yes. Nothing is open to them until then.")
        messages.success(self.request, words % {"name": supporter})
        return reverse("portal:support:mine")


class RecordSupporter(Finding, AboutSomebody, FormView):
    """A member said yes to a coordinator, who writes it down. The member is told by their own channel."""

    permission_required = "members.record_support"
    form_class = RecordSupportForm

    def choosable(self):
        return User.objects.here().exclude(pk__in=[self.person.pk, self.request.user.pk])

    def act(self, said) -> str:
        support = services.begin_support(
            member=self.person,
            by=self.request.user,
            **{key: said[key] for key in ("supporter", "scope", "ends_on", "said_yes", "accepted")},
        )
        words = _("%(name)s is asked. Nothing is open to them until they say yes.")
        if support.is_agreed:
            words = _("%(name)s helps %(member)s from now on. Both are told.")
        messages.success(self.request, words % {"name": said["supporter"], "member": self.person})
        return reverse("portal:people:supporters", args=[self.person.pk])


class SupportersOfSomebody(AboutSomebody, TemplateView):
    permission_required = "members.record_support"
    template_name = "portal/members/support/of_somebody.html"
    looks = True

    def get_context_data(self, **kwargs):
        supports = self.person.supporters.visible_to(self.request.user).going_on().select_related(*BOTH)
        return super().get_context_data(supports=supports, **kwargs)


class MessagesOfSomebody(AboutSomebody, ListView):
    """A supporter reads what a member was told. Nothing is pressed here, and the member sees who looked and when."""

    permission_required = "members.read_messages_for"
    template_name = "portal/members/support/messages.html"
    context_object_name = "notices"
    paginate_by = 20

    def people(self):
        return User.objects.helped_by(self.request.user)

    def get_queryset(self):
        """Without those that are for the member's eyes alone."""
        return Notice.objects.filter(person=self.person, private=False).select_related("by")

    def get(self, request, *args, **kwargs):
        services.look_at_messages(person=self.person, by=request.user)
        return super().get(request, *args, **kwargs)
