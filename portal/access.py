"""The one gate of the portal. Not signed in: 302. Not yours to know of: 404. Known, but not yours to do: 403."""

from urllib.parse import urlsplit

from django.contrib.auth.mixins import AccessMixin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme


class PortalView(AccessMixin):
    """Put first among a view's bases. Every view of the portal names the one permission it needs."""

    permission_required: str = ""
    refused: type[Exception] = PermissionDenied  # Http404: not even whether there is such a thing
    back_to: str = ""  # the name of the page one level up, to which a page with a form leads back

    @property
    def back_url(self) -> str:
        return reverse(self.back_to) if self.back_to else ""

    def get_permission_object(self):
        """What the rule is asked about; a view of one thing uses `PortalObject`, a create view gives the parent."""
        return None

    def handle_no_permission(self):
        """To sign in, and then back to the form: a page that only takes what is sent shows nothing."""
        if self.request.method in ("GET", "HEAD"):
            return super().handle_no_permission()
        came_from = self.request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(came_from, {self.request.get_host()}):
            came_from = reverse("portal:home")
        return redirect_to_login(urlsplit(came_from)._replace(scheme="", netloc="").geturl())

    def dispatch(self, request, *args, **kwargs):
        if not self.permission_required:
            raise ImproperlyConfigured(f"{type(self).__name__} names no permission_required.")
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if not request.user.has_perm(self.permission_required, self.get_permission_object()):
            raise self.refused
        return super().dispatch(request, *args, **kwargs)


class PortalList(PortalView):
    """A list of what this person may know about, and of nothing else."""

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)


class PortalObject(PortalList):
    """One thing, fetched once and only from what this person may know about."""

    @cached_property
    def _object(self):
        return super().get_object()

    def get_object(self, queryset=None):
        return self._object

    @cached_property
    def object(self):
        """For the generic views with a form, which set none."""
        return self.get_object()

    def get_permission_object(self):
        return self.get_object()
