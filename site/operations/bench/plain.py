"""A view that does nothing but return bytes, behind the same middleware: how near to it does a kept page come?"""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.ROOT_URLCONF = __name__
ANSWERS = {file.name: file.read_bytes() for file in (settings.VAR_DIR / "answers").iterdir()}


def answer(request, name):
    return HttpResponse(ANSWERS[name])


urlpatterns = [path("<str:name>/", answer)]
application = get_wsgi_application()
