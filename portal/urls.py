from django.urls import path

from portal import views

app_name = "portal"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("cms-sign-in/", views.cms_sign_in, name="cms-sign-in"),
]
