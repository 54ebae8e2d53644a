"""Words to a person go with them. Words they wrote to others are the others'."""

from django.utils.translation import gettext_lazy as _

from portal.held import deleted, kept

HELD = [
    deleted(
        "notices.Notice.person",
        title=_("Messages to you"),
        shows=("made_at", "title", "words", "way", "address", "state"),
    ),
    deleted("notices.FeedKey.person", title=_("The address of your calendar"), shows=("made_at",)),
    kept("notices.Notice.by", "the words belong to whoever they were written to, and go with them"),
    kept("notices.Notice.settled_by", "says that a message was passed on; the message belongs to somebody else"),
]
