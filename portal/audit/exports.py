"""What a person's copy says of the trail. It only grows, and holds numbers and neutral labels: nothing goes from it."""

from django.utils.translation import gettext_lazy as _

from portal.held import kept

WHY = "the trail shows others what was decided, and holds no name and no words"

HELD = [
    kept("audit.Entry.concerns", WHY, title=_("What the trail says about your account"), shows=("at", "verb")),
    kept("audit.Entry.by", WHY, title=_("What you did, as the trail has it"), shows=("at", "verb", "subject")),
    kept("audit.Entry.on_behalf_of", WHY, title=_("What others did for you"), shows=("at", "verb", "subject")),
]
