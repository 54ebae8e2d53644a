"""Outside the gate: what a calendar programme asks for."""

from django.urls import path

from portal.notices.views import feed

urlpatterns = [path("calendar/<slug:key>.ics", feed, name="feed")]
