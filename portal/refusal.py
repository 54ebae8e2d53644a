"""What a verb says when it cannot be done."""

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A verb that could not be done. `sentence` tells the person why, and what to do."""

    sentence = ""

    def __str__(self):
        return str(self.sentence)


class WroteMeanwhile(Refusal):
    sentence = _(
        "Somebody changed this while you were writing. Look at theirs first: it stands above. Saved once more, yours "
        "stands instead."
    )
