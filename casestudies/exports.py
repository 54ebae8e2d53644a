"""What stories keep about people."""

from django.utils.translation import gettext_lazy as _

from portal.held import deleted, kept

TOGETHER = "belongs to everybody who makes the story"
NOTED = "shows whoever said it that it was written down, and by a member"

HELD = [
    kept("casestudies.Story.begun_by", TOGETHER, title=_("Stories you began"), shows=("begun_at", "how")),
    kept(
        "casestudies.Story.hidden_by",
        "only they may bring the story back",
        title=_("Stories you took down"),
        shows=("hidden_at", "delete_on"),
    ),
    deleted(
        "casestudies.StorySeat.person",
        title=_("Stories you are in, or were asked to help with"),
        shows=("story", "role", "state", "standpoint", "asked_by", "said", "changed_at"),
    ),
    kept("casestudies.StorySeat.asked_by", "belongs to whoever was asked"),
    kept("casestudies.StorySeat.recorded_by", NOTED),
    deleted(
        "casestudies.Consent.person",
        title=_("What you allow with stories"),
        shows=("story", "naming", "name", "uses", "pictures", "starts_on", "ends_on", "given", "wording", "guardian"),
    ),
    kept("casestudies.Consent.recorded_by", NOTED),
    deleted(
        "casestudies.Trusted.person",
        title=_("Languages that somebody in a story trusts you with"),
        shows=("locale", "seat"),
    ),
    deleted(
        "casestudies.Recording.by", title=_("What you recorded for stories"), shows=("story", "at"), files=("file",)
    ),
    kept(
        "casestudies.Look.person",
        "others rely on it that somebody looked",
        title=_("Stories you looked at with fresh eyes"),
        shows=("known", "wish", "at"),
    ),
]
