from django.urls import path

from portal.members.views import doings
from portal.members.views.doings import GATHERINGS, ONE_OFFS

app_name = "doings"
urlpatterns = [
    path("", doings.WhatsOn.as_view(), name="whats-on"),
    path("new/", doings.AddGathering.as_view(), name="add-gathering"),
    path("<int:pk>/", doings.ShowDoing.as_view(queryset=GATHERINGS), name="gathering"),
    path("<int:pk>/change/", doings.Change.as_view(queryset=GATHERINGS), name="change-gathering"),
    path("<int:pk>/coming/", doings.SayYes.as_view(queryset=GATHERINGS), name="coming"),
    path("<int:pk>/not-coming/", doings.TakeYesBack.as_view(queryset=GATHERINGS), name="not-coming"),
    path("<int:pk>/look-after/", doings.LookAfter.as_view(queryset=GATHERINGS), name="look-after-gathering"),
    path("<int:pk>/call-off/", doings.CallOff.as_view(), name="call-off"),
    path("to-do/", doings.FindSomething.as_view(), name="find"),
    path("to-do/new/", doings.AddOneOff.as_view(), name="add-one-off"),
    path("to-do/<int:pk>/", doings.ShowDoing.as_view(queryset=ONE_OFFS), name="one-off"),
    path("to-do/<int:pk>/change/", doings.Change.as_view(queryset=ONE_OFFS), name="change-one-off"),
    path("to-do/<int:pk>/offer/", doings.SayYes.as_view(queryset=ONE_OFFS), name="offer"),
    path("to-do/<int:pk>/take-back/", doings.TakeYesBack.as_view(queryset=ONE_OFFS), name="take-hand-back"),
    path("to-do/<int:pk>/look-after/", doings.LookAfter.as_view(queryset=ONE_OFFS), name="look-after-one-off"),
    path("to-do/<int:pk>/close/", doings.Close.as_view(), name="close"),
]
