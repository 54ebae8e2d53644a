"""What a verb says when it cannot be done."""


class Refusal(Exception):
    """A verb that could not be done. `sentence` tells the person why, and what to do."""

    sentence = ""

    def __str__(self):
        return str(self.sentence)
