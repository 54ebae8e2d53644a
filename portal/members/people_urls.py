from django.urls import path

from portal.members.views import (
    inviting,
    messaging,
    people,
    sharing,
    starting,
    suggesting,
    supporting,
    training,
    trusting,
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
    path("write/", messaging.WriteToPeople.as_view(), name="write"),
    path("getting-started/", starting.GettingStarted.as_view(), name="start"),
    path("getting-started/backups/", starting.Backups.as_view(), name="backups"),
    path("<int:pk>/welcome/", welcoming.WelcomeSomebody.as_view(), name="welcome"),
    # supporters, trust and training
    path("<int:pk>/messages/", supporting.MessagesOfSomebody.as_view(), name="messages"),
    path("<int:pk>/supporters/", supporting.SupportersOfSomebody.as_view(), name="supporters"),
    path("<int:pk>/supporters/new/", supporting.RecordSupporter.as_view(), name="record-supporter"),
    path("<int:pk>/trust/", trusting.TrustSomebody.as_view(), name="trust"),
    path("<int:pk>/training/", training.TrainingOfSomebody.as_view(), name="training"),
    path("training/<int:pk>/remove/", training.RemoveTraining.as_view(), name="remove-training"),
    path("contact-sheet/", sharing.ContactSheet.as_view(), name="contact-sheet"),
    path("contact-sheet/print/", sharing.PrintContactSheet.as_view(), name="contact-sheet-print"),
    path("<int:pk>/suggest/", suggesting.Suggest.as_view(), name="suggest"),
    path("", people.PeopleList.as_view(), name="list"),
    path("<int:pk>/", people.ShowPerson.as_view(), name="person"),
]
