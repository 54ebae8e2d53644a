"""Somebody writes down what another told them: whoever it is about hears of it, by the way they chose."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.notices import services as notices


def tell_it_was_noted(group, person, place: str, number: int, *, by, brought="") -> None:
    """Of what was noted for them before, and has not reached them yet, they read in their own space: one call says it.

    `place` and `number`: the page of groups where they find it. `brought`: what they bring to a meeting, if it is that
    and may stand in a message.
    """
    if person == by:
        return
    about = f"noted:{group.pk}-{person.pk}"
    notices.overtake(about=about)
    with notices.speaking_to(person):
        said = {"name": by, "group": group.name, "what": brought}
        title = _("%(name)s wrote down what you told them: “%(group)s”") % said
        words = [_("%(name)s wrote something down for you in “%(group)s”.") % said]
        words += [_("You bring this to a meeting: %(what)s") % said] if brought else []
        words.append(_("Is it not what you said? You can change it, or tell any of us."))
    path = reverse(f"portal:groups:{place}", args=[number])
    notices.tell(person=person, title=title[:120], words="\n\n".join(words), path=path, about=about, by=by)
