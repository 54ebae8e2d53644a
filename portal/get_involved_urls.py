"""Below /get-involved/, beside the pages that people write there: what has to be a form."""

from django.urls import include, path

app_name = "get-involved"
urlpatterns = [
    path("", include("portal.members.get_involved_urls")),
    path("", include("portal.groups.get_involved_urls")),
    path("", include("portal.roles.get_involved_urls")),
]
