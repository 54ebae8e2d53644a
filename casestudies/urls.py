"""Telling stories together, in the portal."""

from django.urls import path

from casestudies.views import about, agreeing, allowing, editor, people, recording, stories, taking_down, translating

app_name = "stories"
urlpatterns = [
    path("", stories.AllStories.as_view(), name="list"),
    path("start/", stories.Start.as_view(), name="start"),
    path("<int:pk>/", stories.ShowStory.as_view(), name="story"),
    path("<int:pk>/about/", about.WhatItIsAbout.as_view(), name="about"),
    path("<int:pk>/preview/<int:page>/", stories.Preview.as_view(), name="preview"),
    path("<int:pk>/ask/", people.Ask.as_view(), name="ask"),
    path("<int:pk>/answer/", people.Answer.as_view(), name="answer"),
    path("<int:pk>/allow/", allowing.Allow.as_view(), name="allow"),
    path("<int:pk>/somebody-else/", allowing.AllowElse.as_view(), name="allow-else"),
    path("<int:pk>/agree/<int:page>/", agreeing.Agree.as_view(), name="agree"),
    path("<int:pk>/agree/<int:page>/told/<int:seat>/", agreeing.AgreeDown.as_view(), name="agree-down"),
    path("<int:pk>/agree/<int:page>/somebody-else/<int:consent>/", agreeing.AgreeElse.as_view(), name="agree-else"),
    path("<int:pk>/agree/<int:page>/take-back/", agreeing.TakeYesBack.as_view(), name="take-yes-back"),
    path("<int:pk>/put-back/<int:page>/", agreeing.PutBack.as_view(), name="put-back"),
    path("<int:pk>/look/<int:page>/", agreeing.Look.as_view(), name="look"),
    path("<int:pk>/translate/<int:page>/", translating.MakeDraft.as_view(), name="translate"),
    path("<int:pk>/trust/", translating.Trust.as_view(), name="trust"),
    path("<int:pk>/trust/<int:locale>/end/", translating.TrustNoLonger.as_view(), name="trust-no-longer"),
    path("<int:pk>/take-down/", taking_down.TakeDown.as_view(), name="take-down"),
    path("<int:pk>/bring-back/", taking_down.BringBack.as_view(), name="bring-back"),
    path("<int:pk>/delete/", taking_down.DeleteNow.as_view(), name="delete"),
    path("<int:pk>/editor/", editor.UseEditor.as_view(), name="use-editor"),
    path("leave-editor/", editor.LeaveEditor.as_view(), name="leave-editor"),
    path("<int:pk>/leave/", taking_down.Leave.as_view(), name="leave"),
    path("<int:pk>/record/", recording.AddRecording.as_view(), name="add-recording"),
    path("recordings/<int:pk>/", recording.Hear.as_view(), name="recording"),
    path("recordings/<int:pk>/take-away/", recording.TakeAway.as_view(), name="take-recording-away"),
    path("seats/<int:pk>/answer/", people.AnswerDown.as_view(), name="answer-down"),
    path("seats/<int:pk>/ask-no-longer/", people.AskNoLonger.as_view(), name="ask-no-longer"),
    path("seats/<int:pk>/allow/", allowing.AllowDown.as_view(), name="allow-down"),
    path("somebody-else/<int:pk>/", allowing.ChangeElse.as_view(), name="change-else"),
    path("somebody-else/<int:pk>/end/", allowing.EndElse.as_view(), name="end-else"),
]
