from django.urls import path
from django.views.generic import TemplateView

from home import sitemaps, views
from home.feeds import PagesFeed
from home.search.views import search

# In each language: /search/, /cy/search/…
urlpatterns = [
    path("search/", search, name="search"),
    path("feed/", PagesFeed(), name="feed"),
]

# The same for every language.
site_urlpatterns = [
    path("favicon.ico", views.favicon, name="favicon"),
    path("look/", views.look, name="look"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain"), name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.section, name="sitemap-section"),
]
