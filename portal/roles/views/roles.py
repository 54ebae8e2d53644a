"""Roles that people write together: the list, beginning one, its page, and its earlier words."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject, PortalView
from portal.agreement.models import Version
from portal.agreement.saying_yes import OfWords
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.roles import services
from portal.roles.forms.writing import CalledForm, RenameForm, StartForm
from portal.roles.models import Promise, Remark, Role, Vacancy
from portal.roles.models.roles import EASY
from portal.roles.steps import next_step
from portal.roles.wording import easy_of, in_words, labels_of, unexplained_in

WRITES = Count("seats", filter=Q(seats__state="yes"))
PER_PAGE = 50


def page_of(role) -> str:
    return reverse("portal:roles:role", args=[role.pk])


class AllRoles(PortalView, TemplateView):
    permission_required = "roles.list"
    template_name = "portal/roles/roles.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        is_open = list(Vacancy.objects.not_ended()[:PER_PAGE])
        mine = list(Role.objects.of(user).order_by("-begun_at", "-pk"))
        others = Role.objects.visible_to(user).being_written().exclude(pk__in=[role.pk for role in mine])
        others = others.exclude(pk__in=[one.role_id for one in is_open])
        others = others.annotate(many=WRITES).order_by("-begun_at", "-pk")
        return super().get_context_data(
            mine=[role for role in mine if not role.set_aside_at],
            set_aside=[role for role in mine if role.set_aside_at],
            is_open=is_open,
            page_obj=Paginator(others, PER_PAGE).get_page(self.request.GET.get("page")),
            **kwargs,
        )


class Start(Writes, PortalView, FormView):
    permission_required = "roles.start"
    template_name = "portal/form.html"
    back_to = "portal:roles:list"
    form_class = StartForm
    heading = gettext_lazy("Write a role together")
    lead = gettext_lazy("You begin it. Then ask others to write it with you: all of you have the same say.")
    button = gettext_lazy("Begin")

    @property
    def keeps_about(self):
        return "" if self.like else "role:new"  # what was kept would come back without the earlier role

    @cached_property
    def like(self) -> Role | None:
        """An earlier role to begin from."""
        number = self.request.GET.get("like", "")
        known = Role.objects.visible_to(self.request.user)
        return known.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None

    @property
    def more(self):
        return _("It begins with the words of “%(role)s”.") % {"role": self.like} if self.like else ""

    def get_initial(self):
        return {"title": self.like.title, "kind": self.like.kind} if self.like else {}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"like": self.like, "by": self.request.user}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("title", "kind", "standpoint")}
        role = services.start(like=self.like or form.like, by=self.request.user, **said)
        messages.success(self.request, _("It is begun. Now ask somebody to write it with you."))
        return reverse("portal:roles:ask", args=[role.pk])


class OneRole(PortalObject):
    queryset = Role.objects.select_related("agreed")
    context_object_name = "role"

    @property
    def role(self) -> Role:
        return self.get_object()

    @property
    def back_url(self) -> str:
        return page_of(self.role)


class OfRole(OfWords, OneRole):
    """About the words that people agree to."""

    together = services.ROLES
    ways = {
        "agree": "portal:roles:say-yes",
        "undo": "portal:roles:undo-fix",
        "both": "portal:roles:both-sides-said-yes",
        "yes_down": "portal:roles:yes-down",
        "not_reached": "portal:roles:not-reached",
    }

    def labels(self, *words):
        return labels_of(*words)

    def in_force(self):
        return self.role.agreed

    def in_words(self, words):
        return in_words(words)

    def rows(self, words):
        """Without the Easy Read version, which is shown with its pictures."""
        shown = self.in_words(words)
        labels = self.labels(words).items()
        return [(label, shown[key]) for key, label in labels if key in shown and not key.startswith(EASY)]

    def easy(self, words: dict) -> dict:
        """For `portal/roles/_easy_read.html`."""
        return {"easy": easy_of(words), "behind": self.role.easy_read_is_behind(words)}


class ShowRole(OfRole, DetailView):
    """All of it on one page: what it says so far, who writes it, and what is next."""

    permission_required = "roles.see"
    template_name = "portal/roles/role.html"

    @property
    def back_url(self):
        return reverse("portal:roles:list")

    def get_context_data(self, **kwargs):
        role, user = self.role, self.request.user
        seats = list(role.seats.filter(state__in=["asked", "yes"]).by_name())
        criteria = list(role.criteria.all())
        remarks = list(role.remarks.select_related("by", "answered_by"))
        vacancies = list(role.vacancies.order_by("-pk"))
        vacancy = next((one for one in vacancies if not one.ended_at), None)
        words, writes = role.as_words(), user.has_perm("roles.write", role)
        unexplained = unexplained_in(words) if writes else []
        of_section = {name: [one for one in remarks if one.section == name] for name in ("", *Role.SECTIONS)}
        return super().get_context_data(
            seat=next((seat for seat in seats if seat.person_id == user.pk), None),
            writers=[seat for seat in seats if seat.is_taken],
            asked=[seat for seat in seats if seat.is_asked],
            sections=[
                {"name": name, "label": label, "words": words, "remarks": of_section[name]}
                for name, label, words in role.sections
            ],
            remarks=of_section[""],
            criteria=criteria,
            version=self.version,
            changed=self.version is not None and self.version.words != words,
            unexplained=unexplained,
            explains_at=services.add_word_url() if unexplained and user.has_perm("home.add_glossaryterm") else "",
            promise=Promise.now(),
            **self.easy(words),
            vacancy=vacancy,
            ended=[one for one in vacancies if one.ended_at],
            step=next_step(role, user, seats, self.version, criteria, words, vacancy),
            **kwargs,
        )


class PrintRole(OfRole, DetailView):
    """All of it on paper, as it stands now: to read, to hand on, to read out."""

    permission_required = "roles.see"
    template_name = "portal/roles/print.html"

    def get_context_data(self, **kwargs):
        words = self.role.as_words()
        agreed = self.role.agreed is not None and self.role.agreed.words == words
        given = {"agreed": agreed, "promise": Promise.now(), "criteria": list(self.role.criteria.all())}
        return super().get_context_data(**given, **self.easy(words), **kwargs)


class Rename(Writes, OneRole, SingleObjectMixin, FormView):
    permission_required = "roles.write"
    form_class = RenameForm
    heading = gettext_lazy("What the role is called")

    @property
    def keeps_about(self):
        return f"role-name:{self.role.pk}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"role": self.role}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("title", "kind", "stood")}
        services.rename(role=self.role, by=self.request.user, **said)
        messages.success(self.request, _("Saved."))
        return self.back_url


class History(OfRole, DetailView):
    """What changed from one asking to the next, who asked, and what was taken of what people suggested."""

    permission_required = "roles.see"
    template_name = "portal/roles/history.html"

    def get_context_data(self, **kwargs):
        versions = list(Version.objects.of(self.together.subject(self.role)).select_related("by"))
        taken = list(self.role.remarks.exclude(state=Remark.State.OPEN).select_related("by", "answered_by"))
        rows = []
        for version, before in zip(versions, [*versions[1:], None], strict=True):
            since = before.made_at if before else self.role.begun_at
            rows.append(
                {
                    "version": version,
                    "changes": self.compared(before.words, version.words) if before else [],
                    "remarks": [one for one in taken if since <= one.answered_at < version.made_at],
                }
            )
        return super().get_context_data(rows=rows, agreed=self.role.agreed_id, **kwargs)


class BeCalled(Writes, OneRole, SingleObjectMixin, FormView):
    permission_required = "roles.be_called"
    form_class = CalledForm
    heading = gettext_lazy("Your name in the advert")

    def get_initial(self):
        return {"called": self.role.seats.get(person=self.request.user).called}

    def act(self, form) -> str:
        services.be_called(role=self.role, called=form.cleaned_data["called"], by=self.request.user)
        messages.success(self.request, _("Saved."))
        return self.back_url


class SetAside(PressOn, OneRole, SingleObjectMixin, View):
    permission_required = "roles.set_aside"
    said = gettext_lazy("It is set aside. Any of you can bring it back.")

    def do(self, role, by):
        services.set_aside(role=role, by=by)


class BringBack(PressOn, OneRole, SingleObjectMixin, View):
    permission_required = "roles.bring_back"
    said = gettext_lazy("Here it is again.")

    def do(self, role, by):
        services.bring_back(role=role, by=by)


def section_of(name: str) -> str:
    if name not in Role.SECTIONS:
        raise Http404
    return name
