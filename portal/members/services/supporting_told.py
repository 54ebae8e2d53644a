"""What a member and their supporter are told: each in their own language, and for their eyes alone."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from portal.notices import services as notices


def that_they_are_asked(support) -> None:
    """Once, however often somebody asks; asked for something else, the same message says so."""
    title = gettext_lazy("%(member)s asks whether you would help them")
    words = gettext_lazy(
        "%(member)s would like you to do this for them here, until %(day)s:\n%(theirs)s\n"
        "Say yes, or no thank you. Nobody asks why. Until you say yes nothing is open to you."
    )
    notice = _tell(support, support.supporter, title=title, words=words, key=_key(support))
    _say_otherwise(notice, support, title=title, words=words)


def that_it_was_not_agreed(support, *, declined, by) -> None:
    """A question that is over: the supporter said no, it was taken back, or nobody answered."""
    member, supporter = support.member, support.supporter
    if not declined and (notice := notices.told(person=supporter, key=_key(support))):
        words = gettext_lazy("%(member)s had asked for your help, and needs it no more. You need do nothing.")
        _say_otherwise(notice, support, title=gettext_lazy("%(member)s had asked for your help"), words=words)
    if member.is_active and by != member:
        title = gettext_lazy("%(supporter)s does not help you here")
        words = gettext_lazy("It was not agreed. Nothing was open to them. You can ask somebody else.")
        _tell(support, member, title=title, words=words)


def that_it_began(support) -> None:
    notices.overtake(about=_about(support))
    _tell(
        support,
        support.member,
        title=gettext_lazy("%(supporter)s helps you from now on"),
        words=gettext_lazy("Until %(day)s, %(supporter)s may do this for you:\n%(mine)s\nYou can end it at any time."),
    )
    _tell(
        support,
        support.supporter,
        title=gettext_lazy("You help %(member)s from now on"),
        words=gettext_lazy(
            "Until %(day)s, you may do this for %(member)s:\n%(theirs)s\n"
            "What you do is written down as done by you for them. Either of you can end it at any time."
        ),
    )


def that_it_ends_soon(support) -> None:
    for person, title, words in (
        (
            support.member,
            gettext_lazy("%(supporter)s helps you until %(day)s"),
            gettext_lazy("After that it ends by itself. If you would like it to go on, name them again."),
        ),
        (
            support.supporter,
            gettext_lazy("You help %(member)s until %(day)s"),
            gettext_lazy("After that it ends by itself. If %(member)s would like it to go on, they name you again."),
        ),
    ):
        _tell(support, person, title=title, words=words, key=f"support:{support.pk}:soon")


def that_it_ended(support) -> None:
    notices.overtake(about=_about(support))
    if not support.supporter.is_active:
        _that_they_left(support)
        return
    for person, title in (
        (support.member, gettext_lazy("%(supporter)s no longer helps you here")),
        (support.supporter, gettext_lazy("You no longer help %(member)s here")),
    ):
        if person.is_active:
            _tell(support, person, title=title, words=gettext_lazy("It has ended. There is nothing you need to do."))


def _that_they_left(support):
    """Whoever was helped knows that it is over, and what to do; not who it was, which is forgotten."""
    title = gettext_lazy("Somebody who helped you here has left")
    words = gettext_lazy("Their help for you has ended. If you would like it to go on, you can name somebody else.")
    if support.member.is_active:
        _tell(support, support.member, title=title, words=words)


def that_somebody_left(supporters) -> None:
    """Whoever helped somebody who is gone hears that they need do nothing; not who it was, which is forgotten."""
    for person in supporters:
        with notices.speaking_to(person):
            words = _("Somebody whom you helped here has left. Your help for them has ended. You need do nothing.")
            notices.tell(
                person=person,
                title=_("Somebody you helped has left"),
                words=words,
                path=reverse("portal:support:mine"),
                private=True,
            )


def _about(support) -> str:
    return f"support:{support.pk}"


def _key(support) -> str:
    return f"support:asked:{support.member_id}"


def _tell(support, person, *, title, words, key=""):
    """Private, since another supporter may read their other messages."""
    title, words = _said(support, person, title, words)
    path = reverse("portal:support:mine")
    return notices.tell(
        person=person, title=title, words=words, path=path, about=_about(support), key=key, private=True
    )


def _say_otherwise(notice, support, *, title, words):
    title, words = _said(support, support.supporter, title, words)
    notices.say_otherwise(notice=notice, title=title, words=words)


def _said(support, person, title, words) -> tuple[str, str]:
    with notices.speaking_to(person):
        said = {
            "member": support.member,
            "supporter": support.supporter,
            "day": date_format(support.ends_on, "j F Y"),
            "mine": "\n".join(f"• {scope.label}" for scope in support.allowed),
            "theirs": "\n".join(f"• {words}" for words in support.as_others_say),
        }
        return (title % said)[:120], words % said
