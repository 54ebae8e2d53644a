from datetime import timedelta

from portal.reciprocity.services import let_old_receipts_go

let_old_receipts_go.every = timedelta(days=1)

DUE = [let_old_receipts_go]
