from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from home.look import COOKIE, YEAR, Look


@csrf_exempt  # it sets how this reader sees pages and nothing else, and a token would keep every page out of the cache
@require_POST
def look(request):
    """Remember how somebody likes to read, and take them back to where they were."""
    chosen = Look.read(
        "-".join(
            (
                request.POST.get("theme", request.look.theme),
                request.POST.get("text", request.look.text),
                request.POST.get("easy_read", "easy" if request.look.easy_read else "usual"),
            )
        )
    )
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(COOKIE, str(chosen), max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response


def favicon(request):
    """Where browsers look by themselves, whatever a page says."""
    return redirect(static("icons/favicon.ico"), permanent=True)


def form_expired(request, reason=""):
    """The page somebody sees when a form was open too long or came from elsewhere."""
    return render(request, "form_expired.html", status=403)
