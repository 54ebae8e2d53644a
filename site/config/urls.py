from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from home import urls as home_urls
from operations import views as operations_views
from portal.members.cms import account as cms_account

urlpatterns = [
    path("healthz", operations_views.healthz, name="healthz"),
    *home_urls.site_urlpatterns,
    path("", include("home.media_urls")),
    path("", include("portal.notices.public_urls")),
    # One door: Wagtail's own sign-in would let people past the second factor.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/account/", cms_account),
    path("cms/", include(wagtailadmin_urls)),
]

# The default language has no prefix; the others are at /cy/… and /ur/….
urlpatterns += i18n_patterns(
    path("accounts/", include("portal.members.urls")),
    path("", include("portal.members.public_urls")),
    path("portal/", include("portal.urls")),
    path("get-involved/", include("portal.get_involved_urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
