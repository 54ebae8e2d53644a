"""Addresses of pictures, documents and the organisation's own colours: the same in every language."""

from django.urls import path, re_path

from home import brand_css, serve

urlpatterns = [
    path("brand-<slug:digest>.css", brand_css.own_colours, name="own-colours"),
    re_path(
        r"^pictures/(?P<pk>\d{1,18})/(?P<version>[0-9a-f-]+)/(?P<spec>[A-Za-z0-9_.+-]+)\.(?P<kind>[a-z]+)\Z",
        serve.picture,
        name="picture",
    ),
    re_path(r"^pictures/(?P<pk>\d{1,18})/original\Z", serve.original, name="picture-original"),
    re_path(
        r"^documents/(?P<pk>\d{1,18})/(?P<version>[0-9a-z]+)/(?P<filename>[a-z0-9_.-]+)\Z",
        serve.document,
        name="document",
    ),
]
