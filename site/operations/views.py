import logging

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from operations import health

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def healthz(request):
    """200 when all is well, else 503. What is wrong stands in the log, for whoever runs the site."""
    problems = health.problems()
    for problem in problems:
        logger.error("%s", problem)
    return HttpResponse("not ok" if problems else "ok", content_type="text/plain", status=503 if problems else 200)
