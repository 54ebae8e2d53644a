"""Unsent words are their writer's alone, and go with them."""

from django.utils.translation import gettext_lazy as _

from portal.held import deleted

HELD = [
    deleted("drafts.Draft.person", title=_("What you typed and have not sent"), shows=("about", "fields", "saved_at")),
    deleted("drafts.Sent.person", why="random keys of forms"),
    deleted("drafts.Editing.person", why="which form is open for a minute and a half"),
]
