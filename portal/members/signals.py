"""What happens to somebody, for the parts that have something of theirs."""

from django.dispatch import Signal

leaves_for_good = Signal()  # with `person`, who is held, and before anything of theirs goes: what is locked, comes now
