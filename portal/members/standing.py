"""What somebody is trusted with, and the names of the groups that say so (made by migration, never translated)."""

COORDINATORS = "Coordinators"
PAYERS = "Payers"
PAGE_WRITERS = "Page writers"
REVIEWERS_LIVED_EXPERIENCE = "Page reviewers (lived experience)"
REVIEWERS_STAFF = "Page reviewers (staff)"
