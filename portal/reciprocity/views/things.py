"""What is the same for something that was offered and for a cost: the views are told which by their `queryset`."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from home.days import DayField
from portal.access import PortalObject
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.members.models import User
from portal.reciprocity import services
from portal.reciprocity.forms.giving import GiveForm, SeenForm, WhyForm
from portal.reciprocity.models import Cost, Reward
from portal.reciprocity.rules import has_gone_on

REWARDS, COSTS = Reward.objects.with_all(), Cost.objects.with_all()


class OneThing(PortalObject):
    """To whoever may not know of it, it is not there. Whoever comes too late with what is theirs to do reads how it
    stands by now, on its page; words that they typed stand on a page of their own."""

    queryset = None
    context_object_name = "thing"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and has_gone_on(request.user, self.permission_required, self.get_object()):
            too_late = str(services.TooLate(self.get_object()))
            if self.own_words():
                raise PermissionDenied(too_late)
            messages.warning(request, too_late)
            return HttpResponseRedirect(services.path_of(self.get_object()))
        return super().dispatch(request, *args, **kwargs)

    def own_words(self) -> list:
        """Of a form: see `KeepsWords`."""
        return []

    @property
    def back_url(self):
        return services.path_of(self.get_object())

    @property
    def shows_code(self) -> bool:
        """Whoever has a voucher's code can spend it: it is for its person, and for who wrote it down."""
        given = self.object.given
        if given is None:
            return False
        return self.request.user.pk == given.by_id or (self.is_mine and bool(given.own_code))

    def who_else_pays(self) -> list[User]:
        """Whoever may do what the reader may not, since it would be their word alone."""
        here = User.objects.paying().exclude(pk__in=[self.request.user.pk, self.object.person_id])
        return list(here.order_by("known_as", "pk"))

    @property
    def is_mine(self) -> bool:
        return self.object.person_id == self.request.user.pk


class OnThing(Writes, OneThing, SingleObjectMixin, FormView):
    """A form about one."""

    def own_words(self):
        """A day is soon chosen again."""
        days = {box.label for box in self.form_class.base_fields.values() if isinstance(box, DayField)}
        return [(asks, text) for asks, text in super().own_words() if asks not in days]

    def get_initial(self):
        seen = {"seen": self.object.stamp} if issubclass(self.get_form_class(), SeenForm) else {}
        return super().get_initial() | seen


class PressThing(PressOn, OneThing, SingleObjectMixin, View):
    @property
    def seen(self) -> str:
        """The stamp of what they had before them. Without one, they looked at nothing."""
        return self.request.POST.get("seen") or "nothing"


class SayMissing(PressThing):
    permission_required = "reciprocity.say_missing"
    said = gettext_lazy("Thank you for telling us. We will find out, and come back to you.")

    def do(self, thing, by):
        services.say_missing(thing=thing, by=by)


class SayItCame(PressThing):
    permission_required = "reciprocity.say_it_came"
    said = gettext_lazy("Good. Thank you for telling us.")

    def do(self, thing, by):
        services.say_it_came(thing=thing, by=by)


class Give(OnThing):
    permission_required = "reciprocity.give"
    form_class = GiveForm
    heading = gettext_lazy("Write down that it was given")
    button = gettext_lazy("Given")

    @property
    def lead(self):
        said = {"name": self.object.person, "what": self.object.taken_words}
        if goes_to := getattr(self.object, "goes_to", ""):
            return _("From %(name)s to %(whom)s: %(what)s") % (said | {"whom": goes_to})
        return _("For %(name)s: %(what)s") % said

    def act(self, form) -> str:
        how = {name: form.cleaned_data[name] for name in ("how", "on", "code", "seen")}
        services.give(thing=self.object, by=self.request.user, **how)
        messages.success(self.request, _("Saved. %(name)s is told.") % {"name": self.object.person})
        return reverse("portal:reciprocity:all")


class TakeBack(OnThing):
    permission_required = "reciprocity.take_back"
    form_class = WhyForm
    heading = gettext_lazy("It was not given after all")
    button = gettext_lazy("Put it right")

    @property
    def has_left(self) -> bool:
        return self.object.person.erased_at is not None

    @property
    def lead(self):
        if self.has_left:
            return _("Whoever it was for has left for good: nobody is told, and no reason is kept.")
        return _("It can be given again then. They are told why.")

    def get_form_class(self):
        return SeenForm if self.has_left else WhyForm

    def act(self, form) -> str:
        said = {"why": form.cleaned_data.get("why", ""), "seen": form.cleaned_data["seen"]}
        services.take_back(thing=self.object, by=self.request.user, **said)
        if self.has_left:
            messages.success(self.request, _("Put right, in the books as well."))
        else:
            messages.success(self.request, _("Put right. It is on the list of what to give again."))
        return self.back_url
