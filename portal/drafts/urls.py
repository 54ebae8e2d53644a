from django.urls import path

from portal.drafts import views

app_name = "drafts"
urlpatterns = [path("<about>/", views.KeepDraft.as_view(), name="keep")]
