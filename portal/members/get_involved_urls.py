"""An offer to help, and a complaint: part of `portal.get_involved_urls`."""

from django.urls import path

from portal.members.views import get_involved

urlpatterns = [
    path("help/", get_involved.Help.as_view(), name="help"),
    path("help/sent/<str:token>/", get_involved.HelpSent.as_view(), name="help-sent"),
    path("help/sent/<str:token>/take-back/", get_involved.TakeOfferBack.as_view(), name="help-take-back"),
    path("complaint/", get_involved.Complain.as_view(), name="complaint"),
    path("complaint/sent/<str:token>/", get_involved.ComplaintSent.as_view(), name="complaint-sent"),
]
