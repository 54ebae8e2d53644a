from django.urls import path

from portal import numbers  # noqa: F401 (registers itself)
from portal.roles.views import agreeing, opening, people, remarks, roles, writing

app_name = "roles"
urlpatterns = [
    path("", roles.AllRoles.as_view(), name="list"),
    path("new/", roles.Start.as_view(), name="start"),
    path("<int:pk>/", roles.ShowRole.as_view(), name="role"),
    path("<int:pk>/name/", roles.Rename.as_view(), name="rename"),
    path("<int:pk>/history/", roles.History.as_view(), name="history"),
    path("<int:pk>/me/", roles.BeCalled.as_view(), name="be-called"),
    path("<int:pk>/set-aside/", roles.SetAside.as_view(), name="set-aside"),
    path("<int:pk>/bring-back/", roles.BringBack.as_view(), name="bring-back"),
    path("<int:pk>/write/<slug:section>/", writing.WriteSection.as_view(), name="write-section"),
    path("<int:pk>/needs/new/", writing.AddCriterion.as_view(), name="add-need"),
    path("<int:pk>/needs/ideas/", writing.Ideas.as_view(), name="ideas"),
    path("needs/<int:pk>/", writing.ChangeCriterion.as_view(), name="change-need"),
    path("needs/<int:pk>/scores/", writing.SetAnchors.as_view(), name="scores"),
    path("needs/<int:pk>/remove/", writing.RemoveCriterion.as_view(), name="remove-need"),
    path("needs/<int:pk>/up/", writing.MoveUp.as_view(), name="move-up"),
    path("<int:pk>/ask/", people.Ask.as_view(), name="ask"),
    path("<int:pk>/answer/", people.Answer.as_view(), name="answer"),
    path("<int:pk>/leave/", people.Leave.as_view(), name="leave"),
    path("people/<int:pk>/answer-down/", people.AnswerDown.as_view(), name="answer-down"),
    path("people/<int:pk>/ask-no-longer/", people.AskNoLonger.as_view(), name="ask-no-longer"),
    path("<int:pk>/say/", remarks.Say.as_view(), name="say"),
    path("<int:pk>/say/<slug:section>/", remarks.Say.as_view(), name="say-on"),
    path("said/<int:pk>/answer/", remarks.AnswerRemark.as_view(), name="answer-remark"),
    path("said/<int:pk>/take-back/", remarks.TakeRemarkBack.as_view(), name="take-remark-back"),
    path("<int:pk>/ask-everybody/", agreeing.PutForward.as_view(), name="put-forward"),
    path("<int:pk>/agree/", agreeing.ShowWords.as_view(), name="agree"),
    path("<int:pk>/agree/<number:number>/yes/", agreeing.SayYes.as_view(), name="say-yes"),
    path("<int:pk>/agree/<number:number>/both-sides/", agreeing.BothSidesSaidYes.as_view(), name="both-sides-said-yes"),
    path("<int:pk>/agree/<number:number>/take-back/", agreeing.TakeYesBack.as_view(), name="take-yes-back"),
    path("<int:pk>/agree/<number:number>/undo/", agreeing.UndoFix.as_view(), name="undo-fix"),
    path("<int:pk>/agree/<number:number>/yes/<number:person>/", agreeing.YesDown.as_view(), name="yes-down"),
    path("<int:pk>/agree/<number:number>/tried/<number:person>/", agreeing.NotReached.as_view(), name="not-reached"),
    path("<int:pk>/open/", opening.Open.as_view(), name="open"),
    path("open/<int:pk>/correct/", opening.Correct.as_view(), name="correct"),
    path("open/<int:pk>/end/", opening.End.as_view(), name="end-vacancy"),
    path("open/<int:pk>/look-after/", opening.LookAfter.as_view(), name="look-after"),
]
