"""Short addresses outside the gate."""

from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("join/", RedirectView.as_view(pattern_name="type_code"), name="join"),
]
