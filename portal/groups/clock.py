"""What the clock does for groups: it says that there are papers to read, and lets go of what people told us in
suggestions, on the day we said."""

from datetime import timedelta

from portal.groups.services import let_proposals_go, tell_of_papers

let_proposals_go.every = timedelta(hours=1)
DUE = [let_proposals_go, tell_of_papers]
