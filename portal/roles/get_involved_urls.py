"""Open roles, and applying for them: part of `portal.get_involved_urls`."""

from django.urls import path

from portal import numbers  # noqa: F401 (registers itself)
from portal.roles.views import applying, open_roles

urlpatterns = [
    path("roles/", open_roles.OpenRoles.as_view(), name="vacancies"),
    path("roles/feed/", open_roles.OpenRolesFeed(), name="vacancies-feed"),
    path("roles/dates.ics", open_roles.Dates.as_view(), name="vacancies-dates"),
    path("roles/<number:pk>/", open_roles.OpenRole.as_view(), name="vacancy"),
    path("roles/<number:pk>/dates.ics", open_roles.DatesOfOne.as_view(), name="vacancy-dates"),
    path("roles/<number:pk>/apply/", applying.Begin.as_view(), name="apply"),
    path("application/", applying.TypeCode.as_view(), name="type-code"),
    path("application/lost/", applying.LostCode.as_view(), name="lost-code"),
    path("application/<slug:code>/", applying.Mine.as_view(), name="application"),
    path("application/<slug:code>/answer/<slug:need>/", applying.WriteAnswer.as_view(), name="write-answer"),
    path("application/<slug:code>/file/<slug:need>/", applying.AddFile.as_view(), name="add-file"),
    path("application/<slug:code>/files/<number:pk>/", applying.ShowFile.as_view(), name="answer-file"),
    path("application/<slug:code>/files/<number:pk>/away/", applying.TakeFileAway.as_view(), name="take-file-away"),
    path("application/<slug:code>/what-helps/", applying.WhatHelps.as_view(), name="what-helps"),
    path("application/<slug:code>/helper/", applying.Helper.as_view(), name="helper"),
    path("application/<slug:code>/helper/away/", applying.NoHelper.as_view(), name="no-helper"),
    path("application/<slug:code>/check/", applying.Check.as_view(), name="check-answers"),
    path("application/<slug:code>/send/", applying.Send.as_view(), name="send-application"),
    path("application/<slug:code>/change/", applying.ChangeAgain.as_view(), name="change-application"),
    path("application/<slug:code>/take-back/", applying.TakeBack.as_view(), name="take-application-back"),
    path("application/<slug:code>/copy/", applying.Copy.as_view(), name="copy-application"),
    path("application/<slug:code>/equality/", applying.Equality.as_view(), name="equality"),
]
