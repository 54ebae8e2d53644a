from django.utils.translation import gettext_lazy as _

from portal.kept_for import Kind
from portal.roles.services import keeping

KINDS = [
    Kind(
        name="applications",
        words=_("Applications for roles"),
        how_long=_("as many months as the role says, after it was decided; not sent: 30 days after it closed"),
        due=keeping.due,
        held=keeping.held,
        let_go=keeping.let_go,
    )
]
