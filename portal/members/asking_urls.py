from django.urls import path

from portal.members.views import asking, complaints, offers
from portal.members.views.complaints import COMPLAINTS
from portal.members.views.offers import OFFERS

app_name = "asking"
urlpatterns = [
    path("offers/", offers.Offers.as_view(), name="offers"),
    path("offers/new/", offers.WriteOfferDown.as_view(), name="offer-down"),
    path("offers/<int:pk>/", offers.ShowOffer.as_view(), name="offer"),
    path("offers/<int:pk>/take/", asking.Take.as_view(queryset=OFFERS), name="offer-take"),
    path("offers/<int:pk>/take-over/", asking.TakeOver.as_view(queryset=OFFERS), name="offer-take-over"),
    path("offers/<int:pk>/notes/", asking.Notes.as_view(queryset=OFFERS), name="offer-notes"),
    path("offers/<int:pk>/no/", offers.SayNo.as_view(), name="offer-no"),
    path("offers/<int:pk>/taken-back/", offers.TakenBack.as_view(), name="offer-taken-back"),
    path("complaints/", complaints.Complaints.as_view(), name="complaints"),
    path("complaints/new/", complaints.WriteComplaintDown.as_view(), name="complaint-down"),
    path("complaints/<int:pk>/", complaints.ShowComplaint.as_view(), name="complaint"),
    path("complaints/<int:pk>/take/", asking.Take.as_view(queryset=COMPLAINTS), name="complaint-take"),
    path("complaints/<int:pk>/take-over/", asking.TakeOver.as_view(queryset=COMPLAINTS), name="complaint-take-over"),
    path("complaints/<int:pk>/notes/", asking.Notes.as_view(queryset=COMPLAINTS), name="complaint-notes"),
    path("complaints/<int:pk>/acknowledge/", complaints.Acknowledge.as_view(), name="complaint-acknowledge"),
    path("complaints/<int:pk>/how-it-goes/", complaints.SayHowItGoes.as_view(), name="complaint-progress"),
    path("complaints/<int:pk>/answer/", complaints.AnswerComplaint.as_view(), name="complaint-answer"),
]
