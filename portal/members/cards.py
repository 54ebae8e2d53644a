"""Printed cards: a code to type and a picture of it to scan, kept in the session that made them for an hour."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from qrcode import QRCode
from qrcode.image.svg import SvgPathFillImage

from portal.members.codes import spaced
from portal.members.models import Invitation, SignInLink, User
from portal.members.services import good_links

CARDS = "cards"
AN_HOUR = 60 * 60


@dataclass(frozen=True)
class Card:
    """For somebody who is invited; or, without an `invitation`, for somebody who has been here before."""

    link: SignInLink
    code: str

    @property
    def invitation(self) -> Invitation | None:
        invitation = getattr(self.link.person, "invitation", None)
        return invitation if invitation and not invitation.joined_at else None

    @property
    def name(self) -> str:
        return self.invitation.name if self.invitation else str(self.link.person)

    @property
    def buddy(self) -> User | None:
        return self.link.person.welcome.buddy if self.invitation else None

    @property
    def spaced(self) -> str:
        return spaced(self.code)

    @property
    def where(self) -> str:
        """The address as people type it."""
        return (_site() + reverse("join")).partition("://")[2].rstrip("/")

    @property
    def drawing(self) -> str:
        return drawn(_site() + reverse("sign_in_link", args=[self.code]), label=_("Code to scan"))


def keep_card(request, person, code) -> None:
    now = time.time()
    kept = {pk: card for pk, card in request.session.get(CARDS, {}).items() if card["until"] > now}
    kept.pop(str(person.pk), None)
    request.session[CARDS] = kept | {str(person.pk): {"code": code, "until": now + AN_HOUR}}


def cards_in(request) -> list[Card]:
    """The newest first; those that were used or taken back meanwhile are gone."""
    there = request.session.get(CARDS, {})
    kept = {pk: card for pk, card in there.items() if card["until"] > time.time()}
    if len(kept) < len(there):
        request.session[CARDS] = kept
    codes = [card["code"] for card in reversed(kept.values())]
    return [Card(link, code) for code, link in good_links(codes).items()]


def drawn(words: str, *, label: str) -> str:
    """A QR code drawn into the page, as our policy refuses `data:` pictures; white behind it in the dark."""
    code = QRCode(image_factory=SvgPathFillImage, box_size=60)
    code.add_data(words)
    drawing = code.make_image().to_string(encoding="unicode")
    return format_html(drawing.replace("<svg", '<svg role="img" aria-label="{}"', 1), label)


def _site() -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")
