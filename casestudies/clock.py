"""What the clock does for stories: it says when the time is nearly over for which people allowed one, takes it down
when it is, and deletes on its day what was taken down."""

from datetime import timedelta

from casestudies.services import end_what_is_over, let_go_on_its_day, tell_of_ends

for due in (end_what_is_over, let_go_on_its_day, tell_of_ends):
    due.every = timedelta(hours=1)
DUE = [end_what_is_over, let_go_on_its_day, tell_of_ends]
