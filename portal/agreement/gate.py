"""The one gate to the site: no words of a page come out that people have not agreed to, whoever or whatever puts them
there. `home` asks it by the name in the settings, each time that a page is saved."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.models import PublicPage
from portal.agreement.agreed import is_agreed
from portal.agreement.digest import digest_of, is_said
from portal.agreement.kinds import kind_of
from portal.refusal import Refusal


class NotAgreed(Refusal, PermissionDenied):
    sentence = _(
        "Nothing was put on the site. These words go there when both sides have read them and said yes. "
        "Please send the page to be read."
    )


def refuse_what_is_not_agreed(page, update_fields=None) -> None:
    """Holds the page's row, so that what was agreed is still agreed when these words are written."""
    if not page.live or not (update_fields is None or "live" in update_fields or is_said(update_fields)):
        return
    held = Page.objects.select_for_update().filter(pk=page.pk).first()
    if page.alias_of_id:
        agreed = _mirrors_what_is_on_site(page)
    else:
        digest = digest_of(page)
        agreed = held is not None and (_may_say(page, digest) or _is_on_site(held, digest))
    if not agreed:
        raise NotAgreed


def refuse_by_the_back_door(instance, raw=False, update_fields=None, **kwargs) -> None:
    """A page saved as Wagtail's bare `Page`, which knows its title and address only."""
    if raw or not (instance.live and issubclass(instance.specific_class or Page, PublicPage)):
        return
    page = instance.specific_class.objects.filter(pk=instance.pk).first()
    if page is None:
        raise NotAgreed
    for field in Page._meta.local_concrete_fields:
        setattr(page, field.attname, getattr(instance, field.attname))
    refuse_what_is_not_agreed(page, update_fields)


def _may_say(page, digest: str) -> bool:
    return (kind_of(page).is_agreed or is_agreed)(page, digest)


def _is_on_site(held, digest: str) -> bool:
    """Whether everybody reads these words already: saving them again puts nothing out."""
    return held.live and digest_of(held.specific) == digest


def _mirrors_what_is_on_site(page) -> bool:
    """A mirror has an address and a language of its own, and no words but those of the page that it mirrors."""
    source = Page.objects.get(pk=page.alias_of_id).specific
    source.slug, source.locale_id = page.slug, page.locale_id
    return source.live and digest_of(source) == digest_of(page)
