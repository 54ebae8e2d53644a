from django.urls import path

from portal.members.views import (
    helping_about,
    inviting,
    messaging,
    people,
    starting,
    supporting,
    training,
    trusting,
    way_in,
    welcoming,
)

app_name = "people"
urlpatterns = [
    path("invite/", inviting.InvitePeople.as_view(), name="invite"),
    path("invitations/", inviting.Invitations.as_view(), name="invitations"),
    path("invitations/cards/", inviting.Cards.as_view(), name="cards"),
    path("invitations/<int:pk>/again/", inviting.SendAgain.as_view(), name="send-again"),
    path("invitations/<int:pk>/card/", inviting.PrintCard.as_view(), name="print-card"),
    path("invitations/<int:pk>/take-back/", inviting.Withdraw.as_view(), name="withdraw"),
    path("invitations/<int:pk>/put-back/", inviting.PutBack.as_view(), name="put-back"),
    path("write/", messaging.WriteToPeople.as_view(), name="write"),
    path("getting-started/", starting.GettingStarted.as_view(), name="start"),
    path("getting-started/backups/", starting.Backups.as_view(), name="backups"),
    path("<int:pk>/welcome/", welcoming.WelcomeSomebody.as_view(), name="welcome"),
    # supporters, trust and training
    path("<int:pk>/messages/", supporting.MessagesOfSomebody.as_view(), name="messages"),
    path("<int:pk>/about/", helping_about.AboutThem.as_view(), name="about"),
    path("<int:pk>/about/name/", helping_about.ChangeTheirName.as_view(), name="about-name"),
    path("<int:pk>/about/language/", helping_about.ChangeTheirLanguage.as_view(), name="about-language"),
    path("<int:pk>/about/reaching/", helping_about.ChangeTheirReaching.as_view(), name="about-reaching"),
    path("<int:pk>/about/<slug:line>/", helping_about.ChangeTheirLine.as_view(), name="about-line"),
    path("<int:pk>/to-do/", helping_about.OpenForThem.as_view(), name="open"),
    path("<int:pk>/to-do/<int:number>/offer/", helping_about.OfferForThem.as_view(), name="open-offer"),
    path("<int:pk>/to-do/<int:number>/take-back/", helping_about.TakeBackForThem.as_view(), name="open-take-back"),
    path("<int:pk>/supporters/", supporting.SupportersOfSomebody.as_view(), name="supporters"),
    path("<int:pk>/supporters/new/", supporting.RecordSupporter.as_view(), name="record-supporter"),
    path("<int:pk>/way-in/", way_in.NewWayIn.as_view(), name="way-in"),
    path("<int:pk>/trust/", trusting.TrustSomebody.as_view(), name="trust"),
    path("<int:pk>/training/", training.TrainingOfSomebody.as_view(), name="training"),
    path("training/<int:pk>/remove/", training.RemoveTraining.as_view(), name="remove-training"),
    path("", people.PeopleList.as_view(), name="list"),
    path("<int:pk>/", people.ShowPerson.as_view(), name="person"),
]
