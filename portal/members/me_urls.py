from django.urls import path

from portal.members.views import about, leaving, sharing, suggesting

app_name = "me"
urlpatterns = [
    path("", about.AboutMe.as_view(), name="about"),
    path("welcome/", about.Welcome.as_view(), name="welcome"),
    path("name/", about.ChangeName.as_view(), name="name"),
    path("language/", about.ChangeLanguage.as_view(), name="language"),
    path("reaching/", about.ChangeReaching.as_view(), name="reaching"),
    path("list-of-people/", about.ChangeDirectory.as_view(), name="directory"),
    path("contact-sheet/", sharing.ChangeShared.as_view(), name="shared"),
    path("suggestions/", suggesting.ChangeSuggestions.as_view(), name="suggestions"),
    path("suggestions/<int:pk>/yes/", suggesting.AddSuggestion.as_view(), name="suggestion-yes"),
    path("suggestions/<int:pk>/no/", suggesting.LeaveSuggestion.as_view(), name="suggestion-no"),
    path("break/", leaving.TakeABreak.as_view(), name="break"),
    path("break/alone/", leaving.TakeABreakAlone.as_view(), name="alone"),
    path("back/", leaving.ComeBack.as_view(), name="back"),
    path("copy/", leaving.TakeACopy.as_view(), name="copy"),
    path("leave/", leaving.Leave.as_view(), name="leave"),
    path("leave/now/", leaving.LeaveNow.as_view(), name="leave-now"),
    path("<slug:line>/", about.ChangeLine.as_view(), name="line"),
]
