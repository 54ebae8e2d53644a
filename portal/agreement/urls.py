from django.urls import path

from portal.agreement import views

app_name = "pages"
urlpatterns = [
    path("", views.PageList.as_view(), name="list"),
    path("<int:pk>/", views.ShowPage.as_view(), name="page"),
    path("<int:pk>/edit/", views.EditPage.as_view(), name="edit"),
    path("<int:pk>/easy-read/", views.WriteEasyRead.as_view(), name="easy-read"),
    path("<int:pk>/let-go/", views.LetGo.as_view(), name="let-go"),
    path("<int:pk>/preview/", views.Preview.as_view(), name="preview"),
    path("<int:pk>/read/", views.ReadPage.as_view(), name="read"),
    path("<int:pk>/take-back/", views.TakeBack.as_view(), name="take-back"),
    path("<int:pk>/send-translation/", views.SendTranslation.as_view(), name="send-translation"),
    path("<int:pk>/another-language/", views.BeginTranslation.as_view(), name="begin-translation"),
    path("fixes/<int:pk>/", views.ShowFix.as_view(), name="fix"),
    path("fixes/<int:pk>/seen/", views.SeeFix.as_view(), name="fix-seen"),
    path("fixes/<int:pk>/undo/", views.UndoFix.as_view(), name="fix-undo"),
]
