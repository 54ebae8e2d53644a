"""Whether there is e-mail at all."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.notices.mail import send_test
from portal.notices.models import Post

log = logging.getLogger(__name__)
FAILS = (SMTPException, OSError, ValueError)  # the last: an address that no mail can carry


class NoMail(Exception):
    """The mail server took nothing; why stands in the log, since it may hold names and addresses."""

    def __str__(self):
        return _(
            "The message could not be sent. You can begin without e-mail, see below. "
            "Whoever looks after the server can see why in its log."
        )


def test_post(*, address: str) -> None:
    """Send a message at once, to see whether one arrives. What the server says comes back as `NoMail`.

    That it took the message does not say that it arrives: who said that there is no e-mail yet says so themselves.
    """
    if not settings.MAIL_GOES_OUT:
        raise NoMail
    try:
        send_test(address)
    except FAILS as problem:
        log.warning("The test message could not be mailed: %s", problem)
        raise NoMail from problem
    Post.now()
    Post.objects.filter(pk=1).update(last_worked_at=timezone.now(), failing_since=None)


def there_is_mail() -> bool:
    """Whether mails leave this machine, and nobody said that there is no e-mail yet."""
    return settings.MAIL_GOES_OUT and not Post.now().none_yet


def say_no_mail_yet() -> None:
    """This site has no mail server yet: every message waits for somebody to pass it on."""
    Post.now()
    Post.objects.filter(pk=1).update(none_yet=True)
