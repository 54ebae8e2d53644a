"""A suggestion, and what became of them: part of `portal.get_involved_urls`."""

from django.urls import path

from portal.groups.views import get_involved

urlpatterns = [
    path("suggest/", get_involved.SuggestOutside.as_view(), name="suggest"),
    path("suggest/sent/<str:token>/", get_involved.SuggestionSent.as_view(), name="suggest-sent"),
    path("suggest/sent/<str:token>/take-back/", get_involved.TakeSuggestionBack.as_view(), name="suggest-take-back"),
    path("groups/", get_involved.GroupsOutside.as_view(), name="groups"),
    path("groups/<int:pk>/", get_involved.GroupOutside.as_view(), name="group"),
    path("groups/<int:pk>/minutes/<int:meeting>/", get_involved.MinutesOutside.as_view(), name="minutes"),
    path("you-said/", get_involved.YouSaid.as_view(), name="you-said"),
]
