"""Words that put people off, named where somebody writes them. They stay as they are until the writer changes them."""

from django.forms import Textarea, TextInput

from portal.roles.models import OffPutting


class NamesOffPutting:
    """Put before a form: `off_putting` looks at all of its boxes in which people write. One query, and none without
    words."""

    @property
    def off_putting(self) -> list[OffPutting]:
        typed = [field for field in self.visible_fields() if isinstance(field.field.widget, (Textarea, TextInput))]
        shown = " ".join(str(field.value() or "") for field in typed).casefold()
        return [one for one in OffPutting.objects.filter(in_use=True) if str(one).casefold() in shown] if shown else []
