from django.urls import path

from portal.members.views import doings

app_name = "doings"
urlpatterns = [
    path("", doings.WhatsOn.as_view(), name="whats-on"),
    path("new/", doings.AddGathering.as_view(), name="add-gathering"),
    path("<int:pk>/", doings.ShowGathering.as_view(), name="gathering"),
    path("<int:pk>/change/", doings.ChangeGathering.as_view(), name="change-gathering"),
    path("<int:pk>/call-off/", doings.CallOff.as_view(), name="call-off"),
    path("to-do/", doings.FindSomething.as_view(), name="find"),
    path("to-do/new/", doings.AddOneOff.as_view(), name="add-one-off"),
    path("to-do/<int:pk>/", doings.ShowOneOff.as_view(), name="one-off"),
    path("to-do/<int:pk>/change/", doings.ChangeOneOff.as_view(), name="change-one-off"),
    path("to-do/<int:pk>/offer/", doings.OfferAHand.as_view(), name="offer"),
    path("to-do/<int:pk>/take-back/", doings.TakeHandBack.as_view(), name="take-hand-back"),
    path("to-do/<int:pk>/close/", doings.Close.as_view(), name="close"),
]
