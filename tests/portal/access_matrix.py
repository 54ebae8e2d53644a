"""Every URL of the portal, every person, GET and POST: what each is answered. A URL that is not here fails the build.

A row is `name: (arguments, {method: {status: people}})`. Arguments are taken from the world of `test_every_view.py`.
302 leads to sign-in (or, after a POST, onwards); 404 hides what a person may not know of; 403 refuses what they know.
"""

EVERYBODY = {"anonymous", "inactive", "outsider", "member", "writer", "coordinator", "superuser"}
OUTSIDE = {"anonymous", "inactive"}
INSIDE = EVERYBODY - OUTSIDE
CMS = {"writer", "coordinator", "superuser"}

MATRIX = {
    "portal:home": ({}, {"GET": {302: OUTSIDE, 200: INSIDE}, "POST": {302: OUTSIDE, 405: INSIDE}}),
    "portal:stay": ({}, {"GET": {302: OUTSIDE, 405: INSIDE}, "POST": {302: OUTSIDE, 200: INSIDE}}),
    # Asked only on the way into the CMS: whoever is sent here signed in has no business there.
    "portal:cms-sign-in": ({}, {"GET": {302: OUTSIDE, 403: INSIDE}, "POST": {302: OUTSIDE, 403: INSIDE}}),
    "portal:drafts:keep": (
        {"about": "page:1"},
        {"GET": {302: OUTSIDE, 404: INSIDE}, "POST": {302: OUTSIDE, 404: INSIDE}},
    ),
}
