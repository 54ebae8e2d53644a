from django.urls import path

from portal.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.MyMessages.as_view(), name="mine"),
    path("by-hand/", views.ByHand.as_view(), name="by-hand"),
    path("by-hand/print/", views.PrintByHand.as_view(), name="print"),
    path("by-hand/<int:pk>/passed-on/", views.PassOn.as_view(), name="pass-on"),
    path("by-hand/<int:pk>/tried/", views.Tried.as_view(), name="tried"),
    path("by-hand/<int:pk>/stop/", views.LetItBe.as_view(), name="let-it-be"),
    path("by-hand/<int:pk>/put-back/", views.PutBack.as_view(), name="put-back"),
    path("calendar.ics", views.MyCalendar.as_view(), name="calendar"),
    path("calendar/", views.MyFeed.as_view(), name="feed"),
    path("e-mail/", views.TestPost.as_view(), name="post"),
    path("e-mail/none-yet/", views.NoMailYet.as_view(), name="no-mail-yet"),
    path("e-mail/works/", views.MailAfterAll.as_view(), name="mail-after-all"),
]
