from django.urls import include, path

from portal import views

app_name = "portal"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("today/", views.Today.as_view(), name="today"),
    path("advice/", views.AdviceOnWords.as_view(), name="advice"),
    path("stay/", views.Stay.as_view(), name="stay"),
    path("cms-sign-in/", views.cms_sign_in, name="cms-sign-in"),
    path("drafts/", include("portal.drafts.urls")),
    path("pages/", include("portal.agreement.urls")),
    path("groups/", include("portal.groups.urls")),
    path("give-and-get/", include("portal.reciprocity.urls")),
    path("roles/", include("portal.roles.urls")),
    path("stories/", include("casestudies.urls")),
    path("whats-on/", include("portal.members.doings_urls")),
    path("", include("portal.members.asking_urls")),
    path("me/", include("portal.members.me_urls")),
    path("people/", include("portal.members.people_urls")),
    path("messages/", include("portal.notices.urls")),
    path("is-this-right/", include("portal.members.reviewing_urls")),
    path("support/", include("portal.members.support_urls")),
    path("", include("portal.members.settings_urls")),
    path("trail/", include("portal.audit.urls")),
]
