from django.urls import path, register_converter

from portal import numbers  # noqa: F401 (registers itself)
from portal.groups.models import Card, Role
from portal.groups.services import DOWN, UP
from portal.groups.views import (
    actions,
    agenda,
    cards,
    checking,
    deciding,
    easy_read,
    finishing,
    groups,
    in_public,
    joining,
    log,
    marks,
    meeting,
    minutes,
    money,
    papers,
    people,
    suggestions,
    ways,
    writing,
)


class RoleKind:
    regex = "|".join(Role.Kind.values)

    def to_python(self, value):
        return Role.Kind(value)

    def to_url(self, value):
        return str(value)


class WhichCard:
    regex = "|".join(Card.values)

    def to_python(self, value):
        return Card(value)

    def to_url(self, value):
        return str(value)


class LineOrNew:
    regex = rf"[0-9]{{1,18}}|{cards.NEW}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return str(value)


register_converter(RoleKind, "role")
register_converter(WhichCard, "card")
register_converter(LineOrNew, "row")

app_name = "groups"
urlpatterns = [
    path("", groups.AllGroups.as_view(), name="list"),
    path("new/", groups.Start.as_view(), name="start"),
    path("<int:pk>/", groups.ShowGroup.as_view(), name="group"),
    path("<int:pk>/people/", people.People.as_view(), name="people"),
    path("<int:pk>/change/", groups.Change.as_view(), name="change"),
    path("<int:pk>/ask/", joining.Ask.as_view(), name="ask"),
    path("<int:pk>/answer/", joining.Answer.as_view(), name="answer"),
    path("<int:pk>/join/", joining.AskToJoin.as_view(), name="join"),
    path("<int:pk>/leave/", joining.Leave.as_view(), name="leave"),
    path("<int:pk>/take-on/<role:kind>/", joining.TakeOn.as_view(), name="take-on"),
    path("<int:pk>/give-back/<role:kind>/", joining.GiveBack.as_view(), name="give-back"),
    path("<int:pk>/write/", writing.WriteToGroup.as_view(), name="write"),
    path("<int:pk>/finish/", finishing.Finish.as_view(), name="finish"),
    path("<int:pk>/go-on/", finishing.GoOn.as_view(), name="go-on"),
    path("<int:pk>/dates/", meeting.OfferDates.as_view(), name="offer-dates"),
    path("<int:pk>/budget/", money.ShowBudget.as_view(), name="budget"),
    path("<int:pk>/gave-and-got/", money.ShowSums.as_view(), name="sums"),
    path("<int:pk>/catch-up/", cards.CatchUp.as_view(), name="catch-up"),
    path("<int:pk>/contact-sheet/", people.Contacts.as_view(), name="contact-sheet"),
    path("<int:pk>/cards/", cards.ShowCards.as_view(), name="cards"),
    path("<int:pk>/cards/<card:card>/", cards.ShowCard.as_view(), name="card"),
    path("<int:pk>/cards/<card:card>/bring/", cards.BringCard.as_view(), name="bring-card"),
    path("<int:pk>/cards/<card:card>/<row:row>/", cards.WriteCard.as_view(), name="write-card"),
    path("cards/<int:pk>/out/", cards.TakeOut.as_view(), name="take-line-out"),
    path("cards/<int:pk>/back/", cards.PutBack.as_view(), name="put-line-back"),
    path("cards/<int:pk>/up/", cards.Move.as_view(direction=UP), name="line-up"),
    path("cards/<int:pk>/down/", cards.Move.as_view(direction=DOWN), name="line-down"),
    path("seats/<int:pk>/answer/", joining.AnswerDown.as_view(), name="answer-down"),
    path("seats/<int:pk>/let-in/", joining.LetIn.as_view(), name="let-in"),
    path("seats/<int:pk>/tell-more/", joining.TellMore.as_view(), name="tell-more"),
    path("seats/<int:pk>/not-now/", joining.NotNow.as_view(), name="not-now"),
    path("meetings/<int:pk>/", meeting.ShowMeeting.as_view(), name="meeting"),
    path("meetings/<int:pk>/when/", meeting.SayWhen.as_view(), name="say-when"),
    path("meetings/<int:pk>/choose/<number:date>/", meeting.Choose.as_view(), name="choose"),
    path("meetings/<int:pk>/reply/", meeting.SayReply.as_view(), name="reply"),
    path("meetings/<int:pk>/reply/<number:person>/", meeting.ReplyDown.as_view(), name="reply-down"),
    path("meetings/<int:pk>/change/", meeting.ChangeMeeting.as_view(), name="change-meeting"),
    path("meetings/<int:pk>/call-off/", meeting.CallOff.as_view(), name="call-off"),
    path("meetings/<int:pk>/items/new/", agenda.AddItem.as_view(), name="add-item"),
    path("meetings/<int:pk>/easy-read/", easy_read.ShowEasyRead.as_view(), name="easy-read"),
    path("meetings/<int:pk>/easy-read/write/", easy_read.WriteEasyRead.as_view(), name="write-easy-read"),
    path("meetings/<int:pk>/papers/new/", papers.AddPaper.as_view(), name="add-paper"),
    path("papers/<int:pk>/", papers.ReadPaper.as_view(), name="paper"),
    path("papers/<int:pk>/take-back/", papers.TakePaperBack.as_view(), name="take-paper-back"),
    path("items/<int:pk>/up/", agenda.Move.as_view(direction=UP), name="item-up"),
    path("items/<int:pk>/down/", agenda.Move.as_view(direction=DOWN), name="item-down"),
    path("items/<int:pk>/later/", agenda.Park.as_view(), name="park-item"),
    path("items/<int:pk>/beforehand/", agenda.SayBeforehand.as_view(), name="say-beforehand"),
    path("items/<int:pk>/bring-back/<number:meeting>/", agenda.BringBack.as_view(), name="bring-back-item"),
    path("items/<int:pk>/take-back/", agenda.TakeBack.as_view(), name="take-item-back"),
    path("meetings/<int:pk>/here/", minutes.WhoIsHere.as_view(), name="who-is-here"),
    path("meetings/<int:pk>/items/<number:item>/", minutes.WriteItem.as_view(), name="write-item"),
    path("meetings/<int:pk>/minutes/", minutes.ShowMinutes.as_view(), name="minutes"),
    path("meetings/<int:pk>/minutes.pdf", minutes.MinutesFile.as_view(), name="minutes-file"),
    path("minutes/<int:pk>/otherwise/", marks.MarkLine.as_view(), name="mark-line"),
    path("marks/<int:pk>/take-back/", marks.TakeMarkBack.as_view(), name="take-mark-back"),
    path("meetings/<int:pk>/slower/", marks.AskToSlowDown.as_view(), name="slow-down"),
    path("meetings/<int:pk>/slowed/", marks.SaySlowedDown.as_view(), name="slowed-down"),
    path("meetings/<int:pk>/minutes/send/", checking.SendToCheck.as_view(), name="send-minutes"),
    path("meetings/<int:pk>/minutes/right/", checking.SayIsRight.as_view(), name="check-minutes"),
    path("meetings/<int:pk>/minutes/right/<number:person>/", checking.CheckDown.as_view(), name="check-down"),
    path("meetings/<int:pk>/minutes/approve/<number:at>/", checking.Approve.as_view(), name="approve-minutes"),
    path("actions/<int:pk>/", actions.ShowAction.as_view(), name="action"),
    path("actions/<int:pk>/yes/", actions.Agree.as_view(), name="agree"),
    path("actions/<int:pk>/yes/down/", actions.AgreeDown.as_view(), name="agree-down"),
    path("actions/<int:pk>/words/", actions.Reword.as_view(), name="reword-action"),
    path("actions/<int:pk>/hand-back/", actions.HandBack.as_view(), name="hand-back"),
    path("actions/<int:pk>/take-on/", actions.TakeOnAction.as_view(), name="take-on-action"),
    path("actions/<int:pk>/close/", actions.CloseAction.as_view(), name="close-action"),
    path("<int:pk>/ways/", ways.ShowWays.as_view(), name="ways"),
    path("<int:pk>/ways/change/", ways.ChangeWays.as_view(), name="change-ways"),
    path("<int:pk>/ways/fix/", ways.FixWays.as_view(), name="fix-ways"),
    path("<int:pk>/ways/<number:number>/yes/", ways.AgreeToWays.as_view(), name="agree-to-ways"),
    path("<int:pk>/ways/<number:number>/both-sides/", ways.BothSidesSaidYes.as_view(), name="both-sides-said-yes"),
    path("<int:pk>/ways/<number:number>/take-back/", ways.TakeYesBack.as_view(), name="take-yes-back"),
    path("<int:pk>/ways/<number:number>/undo/", ways.UndoFix.as_view(), name="undo-ways-fix"),
    path("<int:pk>/ways/<number:number>/yes/<number:person>/", ways.YesDown.as_view(), name="yes-down"),
    path("<int:pk>/ways/<number:number>/tried/<number:person>/", ways.NotReached.as_view(), name="ways-not-reached"),
    path("meetings/<int:pk>/items/<number:item>/vote/", deciding.OpenVote.as_view(), name="open-vote"),
    path("meetings/<int:pk>/items/<number:item>/decision/", deciding.WriteDecision.as_view(), name="decision"),
    path("decisions/<int:pk>/still-think/", deciding.StillThink.as_view(), name="still-think"),
    path("decisions/<int:pk>/look-again/<number:meeting>/", deciding.LookAgain.as_view(), name="look-again"),
    path("votes/<int:pk>/", deciding.ShowVote.as_view(), name="vote"),
    path("votes/<int:pk>/cast/", deciding.Cast.as_view(), name="cast"),
    path("votes/<int:pk>/close/", deciding.CloseVote.as_view(), name="close-vote"),
    path("votes/<int:pk>/call-off/", deciding.CallOffVote.as_view(), name="call-off-vote"),
    path("votes/<int:pk>/paper/", deciding.CountPaper.as_view(), name="count-paper"),
    path("votes/<int:pk>/paper/too/", deciding.CheckPaper.as_view(), name="check-paper"),
    path("<int:pk>/decisions/", log.Log.as_view(), name="log"),
    path("<int:pk>/decisions.csv", log.DecisionsFile.as_view(), name="decisions-file"),
    path("<int:pk>/actions.csv", log.ActionsFile.as_view(), name="actions-file"),
    path("decisions/<int:pk>/came-of-it/", log.SayOutcome.as_view(), name="outcome"),
    path("meetings/<int:pk>/minutes/correct/", checking.Correct.as_view(), name="correct-minutes"),
    path("meetings/<int:pk>/declare/", minutes.Declare.as_view(), name="declare"),
    path("meetings/<int:pk>/items/<number:item>/view/", minutes.HearView.as_view(), name="hear-view"),
    path("meetings/<int:pk>/public/", in_public.ShowPublic.as_view(), name="in-public"),
    path("meetings/<int:pk>/public/write/", in_public.WritePublic.as_view(), name="write-public"),
    path("meetings/<int:pk>/public/easy-read/", in_public.WritePublicEasyRead.as_view(), name="write-public-easy-read"),
    path("meetings/<int:pk>/public/<number:number>/yes/", in_public.SayYes.as_view(), name="yes-to-public"),
    path("meetings/<int:pk>/public/<number:number>/change/", in_public.AskOtherWords.as_view(), name="ask-other-words"),
    path("meetings/<int:pk>/public/down/", in_public.TakeDown.as_view(), name="take-public-down"),
    path("<int:pk>/show/", in_public.ShowOutside.as_view(), name="show-outside"),
    path("<int:pk>/hide/", in_public.HideOutside.as_view(), name="hide-outside"),
    path("<int:pk>/named/", in_public.ChooseHowNamed.as_view(), name="named"),
    path("<int:pk>/actions/", log.AllActions.as_view(), name="actions"),
    path("<int:pk>/meetings/", log.AllMeetings.as_view(), name="meetings"),
    path("suggestions/", suggestions.Suggestions.as_view(), name="suggestions"),
    path("suggestions/new/", suggestions.Suggest.as_view(), name="suggest"),
    path("suggestions/down/", suggestions.WriteSuggestionDown.as_view(), name="suggestion-down"),
    path("<int:pk>/suggest/", suggestions.SuggestTo.as_view(), name="suggest-to"),
    path("suggestions/<int:pk>/", suggestions.ShowSuggestion.as_view(), name="suggestion"),
    path("suggestions/<int:pk>/take/", suggestions.Take.as_view(), name="take-suggestion"),
    path("suggestions/<int:pk>/take-over/", suggestions.TakeOver.as_view(), name="take-over-suggestion"),
    path("suggestions/<int:pk>/talk/", suggestions.NoteTalk.as_view(), name="note-talk"),
    path("suggestions/<int:pk>/pass-on/", suggestions.PassOn.as_view(), name="pass-on-suggestion"),
    path("suggestions/<int:pk>/meeting/", suggestions.Bring.as_view(), name="bring-suggestion"),
    path("suggestions/<int:pk>/answer/", suggestions.AnswerSuggestion.as_view(), name="answer-suggestion"),
    path("suggestions/<int:pk>/take-back/", suggestions.TakeBackInside.as_view(), name="take-suggestion-back"),
]
