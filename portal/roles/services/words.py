"""What stands on each advert, and short forms that a role uses and nobody has explained yet."""

from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import gettext as _

from home import freshness
from home.models import GlossaryTerm
from portal.agreement.services.two_writers import refuse_if_changed
from portal.audit.services import audited, record
from portal.members.models import User
from portal.members.standing import COORDINATORS
from portal.notices import services as notices
from portal.roles.models import Promise

PROMISE = ("words", "guide")


@audited()
def say_promise(*, words: str, guide: str, stood="", by) -> None:
    """`stood`: as in `two_writers.refuse_if_changed`."""
    # Two who write it for the first time at the same moment wait here: there is one row.
    Group.objects.select_for_update(no_key=True).get(name=COORDINATORS)
    now = Promise.now()
    refuse_if_changed(now, PROMISE, stood)
    now.words, now.guide = words, guide
    now.save()
    freshness.changed()
    record("roles.promise_written", subject="site", by=by)


def add_word_url() -> str:
    return reverse(GlossaryTerm.snippet_viewset.get_url_name("add"))


@audited()
def offer_to_glossary(*, role, word: str, meaning: str, by) -> None:
    """Ask the coordinators to explain a word on the site. What was sent of the same word before is overtaken."""
    about = f"word:{role.pk}-{word}"[:80]
    notices.forget(about=about)
    for person in User.objects.here().filter(groups__name=COORDINATORS).exclude(pk=by.pk).order_by("pk"):
        with notices.speaking_to(person):
            said = {"word": word, "role": role.title, "meaning": meaning, "name": by}
            title = _("A word to explain: %(word)s") % said
            words = _("%(name)s uses it in “%(role)s”, and says that it means: %(meaning)s") % said
            more = _("Put it among the words explained, or tell them why not.")
        notices.tell(
            person=person, title=title[:120], words=f"{words}\n\n{more}", path=add_word_url(), about=about, by=by
        )
    record("roles.word_sent", subject=role.about, by=by)
