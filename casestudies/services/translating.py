"""A story in another language: written sentence by sentence, and out when its people have said yes to it there."""

from django.utils.translation import gettext as _, gettext_lazy
from wagtail_localize.models import TranslationContext

from casestudies.models import Trusted
from casestudies.services.agreeing import settle, version_before
from casestudies.services.holding import hold
from casestudies.services.naming import names_of
from casestudies.services.people import tell_the_others
from portal.agreement.digest import digest_of_revision
from portal.agreement.queries import translation_of
from portal.agreement.services import hold_unchanged, put_sentences
from portal.audit.services import audited, record
from portal.refusal import Refusal


class NoSentences(Refusal):
    sentence = gettext_lazy("There are no sentences of it in this language. Change the words in the draft itself.")


class NotNew(Refusal):
    sentence = gettext_lazy("The draft says this already. Translate a sentence first.")


class HasMore(Refusal):
    sentence = gettext_lazy(
        "Somebody added a part to this draft that is in none of the sentences: a new draft would lose it. Change the "
        "words in the draft itself, or take that part out first."
    )


class CannotBeTrusted(Refusal):
    sentence = gettext_lazy("Choose somebody who writes this story with you, or puts it into another language.")


def tell_of_language(*, story, by) -> None:
    """Somebody from the staff began another language."""
    tell_the_others(story, _begun, but=by, by=by, seats=story.seats.writing())


def _begun():
    words = _("Nothing of it is translated yet, and only you can read it. Ask somebody to help with that language.")
    return _("A story of yours is begun in another language"), words


@audited()
def make_draft(*, story, page, by, loaded: str) -> int:
    """The page's draft, made of its sentences, for all to say yes to. Returns how many sentences nobody has translated:
    those stand there as they were told. `loaded`: which draft they had before them, which this one takes the place of.
    """
    held = hold(story)
    sentences = translation_of(page)
    if page.pk == held.page_id or sentences is None:
        raise NoSentences
    held_page = hold_unchanged(page, by=by, loaded=loaded)
    before, parts = held_page.latest_revision, _parts_of(held_page.get_latest_revision_as_object())
    told = _parts_of(sentences.source.as_instance())
    if held.page.live:
        sentences.source.update_from_db()  # what came out since
    if parts - told - _parts_ever_told(sentences.source):
        raise HasMore
    revision = put_sentences(page=page, by=by, told_by=names_of(held), slug=page.slug)
    digest = digest_of_revision(revision)
    if before is not None and digest_of_revision(before) == digest:
        raise NotNew
    version_before(page, digest)
    record("stories.translated", subject=held.about, by=by, page=page.pk)
    tell_the_others(held, _translated, but=by, by=by)
    total, translated = sentences.get_progress()
    return total - translated


def _parts_of(page) -> set[str]:
    return {block.id for stream in (page.body, page.easy_read) for block in stream}


def _parts_ever_told(source) -> set[str]:
    """Also those that the story has no more, and its translation still has: they go with the new draft."""
    paths = TranslationContext.objects.filter(object=source.object_id).values_list("path", flat=True)
    return _parts_of(source.as_instance()) | {step for path in paths for step in path.split(".")}


def _translated():
    title = _("A story of yours is there in another language")
    return title, _("It is a draft. Please read it, or say whom you trust with that language.")


@audited()
def trust(*, story, locale, person, by) -> Trusted:
    """In this language, the yes of `person` is from now on a yes of `by` too. Nobody says it for somebody else."""
    held = hold(story)
    seat = held.seats.making().filter(person=by).first()
    if seat is None or person == by or not held.seats.writing().filter(person=person).exists():
        raise CannotBeTrusted
    trusted, _new = Trusted.objects.update_or_create(seat=seat, locale=locale, defaults={"person": person})
    record("stories.trusted", subject=held.about, by=by, concerns=person)
    settle(held, by=by)
    return trusted


@audited()
def trust_no_longer(*, story, locale, by) -> None:
    """What is on the site stays there: taking it down is another button."""
    held = hold(story)
    if Trusted.objects.filter(seat__story=held, seat__person=by, locale=locale).delete()[0]:
        record("stories.not_trusted", subject=held.about, by=by)
