"""One message as an e-mail: a subject that says nothing to whoever looks over a shoulder, and our name and number."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from home import reading
from portal.notices.speaking import speaking_to


def send(notice) -> None:
    """Raises what the mail server says, as SMTPException or OSError."""
    with speaking_to(notice.person or notice):
        brand = reading.brand(None)
        link = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{notice.path}" if notice.path else ""
        words = {"notice": notice, "brand": brand, "quiet": notice.is_quiet, "link": link}
        body = render_to_string("portal/notices/mail.txt", words)
        subject = _("You have an update from %(name)s") % {"name": brand["name"]}
    _send(subject, body, notice.address)


def send_test(address: str) -> None:
    """As `send`, to see whether anything arrives."""
    brand = reading.brand(None)
    subject = _("You have an update from %(name)s") % {"name": brand["name"]}
    _send(subject, _("This is a test. If you can read it, e-mail works."), address)


def _send(subject, body, address):
    EmailMessage(subject=" ".join(subject.split()), body=body, to=[address]).send()
