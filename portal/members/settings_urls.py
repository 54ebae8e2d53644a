from django.urls import path

from portal.members.views import lists, settings

app_name = "settings"
urlpatterns = [
    path("settings/", settings.Settings.as_view(), name="all"),
    path("settings/who-we-are/", settings.WhoWeAre.as_view(), name="who-we-are"),
    path("settings/words/", settings.Words.as_view(), name="words"),
    path("lists/<slug:slug>/", lists.ShowList.as_view(), name="list"),
    path("lists/<slug:slug>/new/", lists.AddEntry.as_view(), name="add"),
    path("lists/<slug:slug>/<int:pk>/", lists.RenameEntry.as_view(), name="rename"),
    path("lists/<slug:slug>/<int:pk>/up/", lists.MoveUp.as_view(), name="up"),
    path("lists/<slug:slug>/<int:pk>/down/", lists.MoveDown.as_view(), name="down"),
    path("lists/<slug:slug>/<int:pk>/put-away/", lists.PutAway.as_view(), name="put-away"),
    path("lists/<slug:slug>/<int:pk>/bring-back/", lists.BringBack.as_view(), name="bring-back"),
]
