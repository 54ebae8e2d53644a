from django.urls import path

from portal.members.views import supporting

app_name = "support"
urlpatterns = [
    path("", supporting.Supporters.as_view(), name="mine"),
    path("new/", supporting.NameSupporter.as_view(), name="new"),
    path("<int:pk>/yes/", supporting.AcceptSupport.as_view(), name="yes"),
    path("<int:pk>/end/", supporting.EndSupport.as_view(), name="end"),
]
