from django.utils.translation import gettext_lazy as _

from portal.kept_for import Kind
from portal.members.models import Complaint, Enquiry
from portal.members.services import asking

AS_SET = _("as many days after our answer as “Who answers people from outside” says")
KINDS = [
    Kind(
        name="offers",
        words=_("Offers to help"),
        how_long=AS_SET,
        due=Enquiry.objects.to_let_go,
        let_go=asking.let_go,
    ),
    Kind(
        name="complaints",
        words=_("Complaints"),
        how_long=AS_SET,
        due=Complaint.objects.to_let_go,
        let_go=asking.let_go,
    ),
]
