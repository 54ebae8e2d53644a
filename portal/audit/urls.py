from django.urls import path

from portal.audit import views

app_name = "trail"
urlpatterns = [
    path("", views.MyTrail.as_view(), name="done"),
    path("looks/", views.LooksAtMine.as_view(), name="looks"),
]
