"""What lets somebody open their application: a code in a link, or read out and typed. And what a panel calls it."""

import secrets
from uuid import UUID

from django.urls import reverse
from django.utils.crypto import salted_hmac

from portal.members.codes import LETTERS, as_made

LENGTH = 12  # 57 bits: it is good for weeks
SALT = "portal.roles.application"
# Each with a number makes a code name; they say nothing about anybody, and are easily said aloud.
PLACES = (
    "Beacon",
    "Bridge",
    "Brook",
    "Forest",
    "Garden",
    "Harbour",
    "Hill",
    "Island",
    "Lake",
    "Lantern",
    "Meadow",
    "Mill",
    "Orchard",
    "River",
    "Tower",
    "Valley",
)
NUMBERS = range(10, 100)


def kept_key(key: UUID, by=None) -> UUID:
    """What is kept of the key of a form, and of who sent it: whoever has only the database cannot send the form again,
    and nobody sends another's."""
    said = f"{by.pk if by else ''}:{key}"
    return UUID(bytes=salted_hmac(f"{SALT}.form", said, algorithm="sha256").digest()[:16])


def code_of(application, *, for_helper=False) -> str:
    """Made anew from the key of the form and our secret each time it is said: the same one, without being kept."""
    said = f"{application.key}:helper:{application.helpers}" if for_helper else f"{application.key}:{application.codes}"
    number = int.from_bytes(salted_hmac(SALT, said, algorithm="sha256").digest())
    code = ""
    for _place in range(LENGTH):
        number, letter = divmod(number, len(LETTERS))
        code += LETTERS[letter]
    return code


def path_of(code: str) -> str:
    """What the link leads to."""
    return reverse("get-involved:application", args=[code])


def fingerprint(code: str) -> str:
    """Keyed with the site's own secret: whoever has only the database can try nothing out."""
    return salted_hmac(f"{SALT}.fingerprint", as_made(code), algorithm="sha256").hexdigest()


def free_name(taken: set[str]) -> str:
    """By chance, so that it does not say who came first; and with a word that no other has, as long as there is one."""
    numbers = NUMBERS if len(taken) < len(PLACES) * len(NUMBERS) // 2 else range(100, 10_000)
    words = sorted(set(PLACES) - {name.partition(" ")[0] for name in taken}) or PLACES
    while (name := f"{secrets.choice(words)} {secrets.choice(numbers)}") in taken:
        pass
    return name
