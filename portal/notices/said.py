"""What happened to messages, in the words of the trail."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "notices.passed_on": _("A message was passed on."),
    "notices.tried": _("Somebody tried to pass a message on, and nobody was there."),
    "notices.put_back": _("A message that was said to be passed on waits again."),
    "notices.not_reached": _("A message could not be passed on. It stands in the person’s own space."),
}
