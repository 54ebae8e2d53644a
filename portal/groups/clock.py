"""What the clock does for groups: it says that there are papers to read; what people told us in suggestions goes on the
day we said, and papers with the messages that they were sent with; and on the day that a group wanted to look again at
what it decided, it is told."""

from datetime import timedelta

from portal.groups.services import let_papers_of_messages_go, let_proposals_go, remind_of_reviews, tell_of_papers

for due in (let_papers_of_messages_go, let_proposals_go, remind_of_reviews):
    due.every = timedelta(hours=1)
DUE = [let_papers_of_messages_go, let_proposals_go, remind_of_reviews, tell_of_papers]
