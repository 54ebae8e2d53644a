from django.urls import path

from portal.members.views import reviewing

app_name = "reviews"
urlpatterns = [
    path("", reviewing.Reviews.as_view(), name="mine"),
    path("new/", reviewing.NewReview.as_view(), name="new"),
    path("still-right/", reviewing.StillRight.as_view(), name="still-right"),
    path("<int:pk>/", reviewing.ShowReview.as_view(), name="one"),
    path("<int:pk>/change/", reviewing.ChangeReview.as_view(), name="change"),
    path("<int:pk>/delete/", reviewing.DeleteReview.as_view(), name="delete"),
    path("<int:pk>/step-back/", reviewing.StepBack.as_view(), name="step-back"),
]
