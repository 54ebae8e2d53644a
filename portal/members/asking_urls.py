from django.urls import path

from portal.members.views import asking

app_name = "asking"
urlpatterns = [
    path("offers/", asking.Offers.as_view(), name="offers"),
    path("offers/new/", asking.WriteOfferDown.as_view(), name="offer-down"),
    path("offers/<int:pk>/", asking.ShowOffer.as_view(), name="offer"),
    path("offers/<int:pk>/take/", asking.TakeOffer.as_view(), name="offer-take"),
    path("offers/<int:pk>/take-over/", asking.TakeOverOffer.as_view(), name="offer-take-over"),
    path("offers/<int:pk>/notes/", asking.OfferNotes.as_view(), name="offer-notes"),
    path("offers/<int:pk>/invite/", asking.Invite.as_view(), name="offer-invite"),
    path("offers/<int:pk>/no/", asking.SayNo.as_view(), name="offer-no"),
    path("offers/<int:pk>/taken-back/", asking.OfferTakenBack.as_view(), name="offer-taken-back"),
    path("offers/<int:pk>/reopen/", asking.ReopenOffer.as_view(), name="offer-reopen"),
    path("complaints/", asking.Complaints.as_view(), name="complaints"),
    path("complaints/new/", asking.WriteComplaintDown.as_view(), name="complaint-down"),
    path("complaints/<int:pk>/", asking.ShowComplaint.as_view(), name="complaint"),
    path("complaints/<int:pk>/take/", asking.TakeComplaint.as_view(), name="complaint-take"),
    path("complaints/<int:pk>/take-over/", asking.TakeOverComplaint.as_view(), name="complaint-take-over"),
    path("complaints/<int:pk>/notes/", asking.ComplaintNotes.as_view(), name="complaint-notes"),
    path("complaints/<int:pk>/acknowledge/", asking.Acknowledge.as_view(), name="complaint-acknowledge"),
    path("complaints/<int:pk>/how-it-goes/", asking.SayHowItGoes.as_view(), name="complaint-progress"),
    path("complaints/<int:pk>/answer/", asking.AnswerComplaint.as_view(), name="complaint-answer"),
]
