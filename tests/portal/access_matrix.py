"""Every URL of the portal, every person, GET and POST: what each is answered. A URL that is not here fails the build.

A row is `name: (arguments, {method: {answer: people}})`. Arguments are names of things in the world of
`test_every_view.py`. 404 hides what a person may not know of; 403 refuses what they know; 409 is an empty form that
says nothing of the version it was written on.
"""

SIGN_IN = "sign in first"
OUTSIDE = {"anonymous", "inactive"}
OUTSIDERS = {"outsider", "member"}
EDITORS = {"writer", "coordinator", "superuser"}
INSIDE = OUTSIDERS | EDITORS


def inside(get, post):
    """For everybody who is signed in, whoever they are."""
    return {"GET": {SIGN_IN: OUTSIDE, get: INSIDE}, "POST": {SIGN_IN: OUTSIDE, post: INSIDE}}


def hidden(get, post):
    """For those who may change the page; to the others it does not exist."""
    return {
        "GET": {SIGN_IN: OUTSIDE, 404: OUTSIDERS, get: EDITORS},
        "POST": {SIGN_IN: OUTSIDE, 404: OUTSIDERS, post: EDITORS},
    }


MATRIX = {
    "portal:home": ({}, inside(200, 405)),
    "portal:stay": ({}, inside(405, 200)),
    # Asked only on the way into the CMS: whoever is sent here signed in has no business there.
    "portal:cms-sign-in": ({}, inside(403, 403)),
    "portal:drafts:keep": ({"about": "page about"}, hidden(405, 200)),
    # A list that shows nothing to those without pages; they are told so, since the place itself is no secret.
    "portal:pages:list": (
        {},
        {
            "GET": {SIGN_IN: OUTSIDE, 403: OUTSIDERS, 200: EDITORS},
            "POST": {SIGN_IN: OUTSIDE, 403: OUTSIDERS, 405: EDITORS},
        },
    ),
    "portal:pages:page": ({"pk": "page"}, hidden(200, 405)),
    "portal:pages:edit": ({"pk": "page"}, hidden(200, 409)),
    "portal:pages:let-go": ({"pk": "page"}, hidden(405, 302)),
    "portal:pages:preview": ({"pk": "page"}, hidden(200, 405)),
    "portal:pages:read": ({"pk": "page"}, hidden(403, 403)),
    "portal:pages:take-back": ({"pk": "page"}, hidden(405, 302)),
    "portal:pages:send-translation": ({"pk": "page"}, hidden(403, 403)),
    "portal:pages:fix": ({"pk": "fix"}, hidden(200, 405)),
    "portal:pages:fix-seen": ({"pk": "fix"}, hidden(405, 302)),
    "portal:pages:fix-undo": ({"pk": "fix"}, hidden(405, 302)),
}
