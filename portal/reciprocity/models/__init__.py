from portal.reciprocity.models.activities import Activity
from portal.reciprocity.models.budgets import Budget, BudgetLine, Spending
from portal.reciprocity.models.contributions import Contribution, ContributionKind, Thanks
from portal.reciprocity.models.costs import Cost, CostKind, MileageRate
from portal.reciprocity.models.giving import Giving
from portal.reciprocity.models.kinds import Payable
from portal.reciprocity.models.ledger import Account, Entry, Posting
from portal.reciprocity.models.limits import Limit
from portal.reciprocity.models.offers import Offer, Reward, RewardKind
from portal.reciprocity.models.policy import Policy
from portal.reciprocity.models.rates import FeeRate
from portal.reciprocity.models.references import ReferenceRequest
from portal.reciprocity.models.transfers import TimeTransfer

__all__ = [
    "Account",
    "Activity",
    "Budget",
    "BudgetLine",
    "Contribution",
    "ContributionKind",
    "Cost",
    "CostKind",
    "Entry",
    "FeeRate",
    "Giving",
    "Limit",
    "MileageRate",
    "Offer",
    "Payable",
    "Policy",
    "Posting",
    "ReferenceRequest",
    "Reward",
    "RewardKind",
    "Spending",
    "Thanks",
    "TimeTransfer",
]
