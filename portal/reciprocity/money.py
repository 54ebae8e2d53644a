"""Amounts as people write and read them. Inside they are whole pence."""

from django.utils.translation import gettext as _

MOST = 1_000_000  # pence, of one thing: more is a slip of the keys


def pounds(pence: int) -> str:
    """£20, £1,250, £4.60."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'−' if pence < 0 else ''}£{whole:,}{f'.{rest:02}' if rest else ''}"


def in_words(kind, pence: int | None, what: str) -> str:
    """ "£20 voucher (Tesco)", "£15 fee", "Meal"."""
    name = str(kind)
    within = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    words = _("%(amount)s %(kind)s") % {"amount": pounds(pence), "kind": within} if pence else name
    return f"{words} ({what})" if what else words
