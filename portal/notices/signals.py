"""What became of words to somebody, for whoever counts on their having arrived. Sent with `about`."""

from django.dispatch import Signal

reached = Signal()  # mailed, or passed on by one of us
not_reached = Signal()  # somebody stopped trying
not_yet_reached = Signal()  # also with `since`: what was said to have reached them then has not after all
