"""Roles that people write together, open ones, and who applies."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from portal.agreement.models.versions import digest_of_words
from portal.easy_read import digest_of_pairs
from portal.members.services.asking import Outsider
from portal.notices.routes import Means
from portal.roles import services
from portal.roles.models import Application, Criterion, Remark, Role, RoleSeat, Vacancy, longer


def role(first, *others, title="Peer worker", whole=True) -> Role:
    """Written by these; with what has to be there before people are asked whether they agree."""
    made = services.start(title=title, kind=Role.Kind.PAID, by=first)
    for person in others:
        RoleSeat.objects.create(role=made, person=person, state=RoleSeat.State.YES, asked_by=first)
    if whole:
        made.purpose, made.doing = "So that nobody waits alone.", "You sit with people, and listen."
        made.save()
        need(made)
    return made


def need(made, text="You can listen", **said) -> Criterion:
    return Criterion.objects.create(role=made, text=text, place=10 * (made.criteria.count() + 1), **said)


def remark(made, by, words="Say how long it is.", section="", **said) -> Remark:
    return services.say(role=made, section=section, words=words, by=by, **said)


def put_forward(made, by):
    """Asked of everybody as it stands."""
    newest = services.ROLES.newest(made)
    return services.put_forward(role=made, after=newest.number if newest else None, by=by)


def agree(made, *people) -> Role:
    """They say yes to the newest words."""
    for person in people:
        services.ROLES.agree(made, version=services.ROLES.newest(made), person=person, by=person)
    return again(made)


def again(made):
    return type(made).objects.get(pk=made.pk)


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def agreed(first, second, **said) -> Role:
    """A role that two people agreed to."""
    made = role(first, second, **said)
    put_forward(made, first)
    return agree(made, first, second)


def opened(made, by, *, closes_in=14, **said) -> Vacancy:
    """An agreed role that people can apply for."""
    said = {"closes_on": in_days(closes_in), "answers_by": in_days(closes_in + 21), "looked_after_by": by} | said
    return services.open_role(role=made, by=by, **said)


def applies(
    vacancy, name="Ada Lovell", *, means=Means.MAIL, address="ada@example.org", words="", **said
) -> Application:
    """Begun; with `words`, which answer the first thing that is asked, also sent."""
    outsider = Outsider(name=name, means=means, address=address, language="en")
    made = services.begin(vacancy=vacancy, key=uuid4(), outsider=outsider, **said)
    if words:
        services.write_answer(application=made, need=vacancy.asked[0].key, words=words, routes=["life"])
        made = services.send(application=made)
    return made


def closed(vacancy) -> Vacancy:
    """Its last day was yesterday."""
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_on=in_days(-1))
    return again(vacancy)


def write_easy_read(made, by, *words, pairs=None) -> Role:
    """A row of each of the words; or these pairs."""
    pairs = [{"drawing": "listening", "words": one} for one in words] if pairs is None else pairs
    held = again(made)
    given = {"checked_by": held.easy_read_checked_by, "before": digest_of_pairs(held.easy_read)}
    source = digest_of_words(longer(held.as_words()))
    services.write_easy_read(role=held, pairs=pairs, source=source, by=by, **given)
    return again(made)
