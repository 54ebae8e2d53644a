"""The lists that people choose from: one set of screens for all of them. Buttons move an entry; nothing is deleted."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext as _, gettext_lazy
from django.views.generic import FormView, TemplateView, View

from portal.access import PortalView
from portal.drafts.sending import Press, SentOnce
from portal.members import services
from portal.members.forms.lists import form_for


class OneList(PortalView):
    permission_required = "members.change_lists"

    @cached_property
    def model(self):
        try:
            return services.LISTS[self.kwargs["slug"]]
        except KeyError:
            raise Http404 from None

    @cached_property
    def entry(self):
        entry = self.model.objects.filter(pk=self.kwargs["pk"]).first()
        if entry is None:
            raise Http404
        return entry

    def get_permission_object(self):
        """What is not there is not found, whoever asks."""
        return self.entry if "pk" in self.kwargs else self.model

    def url(self, entry=None) -> str:
        return reverse("portal:settings:list", args=[self.kwargs["slug"]]) + (f"#entry-{entry.pk}" if entry else "")

    def get_context_data(self, **kwargs):
        title, about = services.ABOUT[self.kwargs["slug"]]
        return super().get_context_data(**{"slug": self.kwargs["slug"], "title": title, "about": about} | kwargs)


class ShowList(OneList, TemplateView):
    template_name = "portal/members/lists/list.html"

    def get_context_data(self, **kwargs):
        entries = list(self.model.objects.all())
        return super().get_context_data(
            entries=[entry for entry in entries if entry.in_use],
            put_away=[entry for entry in entries if not entry.in_use],
            **kwargs,
        )


class EntryView(SentOnce, OneList, FormView):
    template_name = "portal/members/lists/entry.html"

    def form_valid(self, form):
        try:
            return self.once(lambda: self.act(form.cleaned_data))
        except services.NotDone as problem:
            form.add_error("name", str(problem))
            return self.form_invalid(form)


class AddEntry(EntryView):
    def get_form_class(self):
        return form_for(self.model)

    def act(self, said) -> str:
        facts = {name: value for name, value in said.items() if name != "key"}
        entry = services.add_entry(model=self.model, by=self.request.user, **facts)
        messages.success(self.request, _("“%(name)s” is in the list now.") % {"name": entry})
        return self.url(entry)


class RenameEntry(EntryView):
    def get_form_class(self):
        return form_for(self.model, later=True)

    def get_initial(self):
        there = {name: getattr(self.entry, name) for name in services.LATER.get(self.model, ())}
        there = {name: gettext(said) if isinstance(said, str) and said else said for name, said in there.items()}
        return there | {"name": str(self.entry)}

    def form_valid(self, form):
        self.other = [name for name in form.changed_data if name not in ("name", "key")]
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(entry=self.entry, **kwargs)

    def act(self, said) -> str:
        words = {name: said[name] for name in self.other}
        services.rename_entry(entry=self.entry, name=said["name"], by=self.request.user, **words)
        messages.success(self.request, _("Saved. Whoever chose it sees the new name."))
        return self.url(self.entry)


class PressEntry(Press, OneList, View):
    """Back to the entry in the list, so that it can be moved on."""

    said = ""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except services.NotDone as problem:
            messages.warning(request, str(problem))
            return HttpResponseRedirect(self.url(self.entry))

    def act(self) -> str:
        self.do(entry=self.entry, by=self.request.user)
        if self.said:
            messages.success(self.request, self.said % {"name": self.entry})
        return self.url(self.entry)


class MoveUp(PressEntry):
    def do(self, **given):
        services.move_entry(places=services.UP, **given)


class MoveDown(PressEntry):
    def do(self, **given):
        services.move_entry(places=services.DOWN, **given)


class PutAway(PressEntry):
    do = staticmethod(services.put_away)
    said = gettext_lazy("“%(name)s” is put away. Whoever chose it keeps it.")


class BringBack(PressEntry):
    do = staticmethod(services.bring_back)
    said = gettext_lazy("“%(name)s” can be chosen again.")
