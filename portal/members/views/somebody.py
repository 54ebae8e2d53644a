from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from portal.access import PortalView
from portal.members import services
from portal.members.models import User


class AboutSomebody(PortalView):
    """A screen about one person. Whom somebody may not know of does not exist; a rule says the rest.

    `looks`: it shows what few may know, and the person finds who opened it in their trail.
    """

    looks = False

    def people(self):
        return User.objects.visible_to(self.request.user)

    @cached_property
    def person(self) -> User:
        person = self.people().filter(pk=self.kwargs["pk"]).select_related("about").first()
        if person is None:
            raise Http404
        return person

    @property
    def back_url(self) -> str:
        return reverse("portal:people:person", args=[self.person.pk])

    def get_permission_object(self):
        return self.person

    def get(self, request, *args, **kwargs):
        if self.looks:
            services.look_at_person(person=self.person, by=request.user)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, own=self.person == self.request.user, **kwargs)
