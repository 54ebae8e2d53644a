"""Stories that people tell together."""

from casestudies import services
from casestudies.models import Consent, Story, StoryIndexPage, StoryPage, StorySeat
from portal.agreement.digest import digest_of_revision
from portal.agreement.services import Writing, save_for_later, version_of
from tests.factories.kept import kept
from tests.factories.pages import body, home_page, page
from tests.factories.people import UserFactory

Role = StorySeat.Role


def stories_index(**given) -> StoryIndexPage:
    there = StoryIndexPage.objects.filter(locale__language_code="en").first()
    return there or page("Stories", kind=StoryIndexPage, parent=home_page(), body=body())


@kept(stories_index)
def story(*, title="The garden", teller=None, words="We dug it together.") -> Story:
    """Begun and written by its teller; nobody has said yes."""
    stories_index()
    teller = teller or UserFactory()
    made = services.start(title=title, introduction="Who was there.", how=Story.How.WRITE, by=teller)
    write(made, words, by=teller)
    return Story.objects.get(pk=made.pk)


def source(told) -> StoryPage:
    return StoryPage.objects.get(pk=told.page_id)


def write(told, words, *, by, the_page=None) -> None:
    """In its first part that has words."""
    the_page = the_page or source(told)
    draft = the_page.get_latest_revision_as_object()
    key = f"{draft.body[0].block_type}-{draft.body[0].id}"
    save_for_later(page=the_page, by=by, loaded=version_of(the_page), writing=Writing(words={key: words}))


def joined(told, *, role=Role.CO_WRITER, who=None):
    """Somebody who was asked, and said yes."""
    who = who or UserFactory()
    services.ask(story=told, person=who, role=role, by=told.begun_by)
    services.answer(story=told, person=who, yes=True, by=who)
    return who


def allow(told, who, **said) -> Consent:
    given = {"naming": Consent.Naming.FIRST, "name": who.known_as, "uses": ["languages"], "pictures": True} | said
    return services.allow(story=told, person=who, by=who, **given)


def digest(told, the_page=None) -> str:
    return digest_of_revision((the_page or source(told)).get_latest_revision())


def say_yes(told, who, the_page=None) -> bool:
    the_page = the_page or source(told)
    return services.say_yes(story=told, page=the_page, person=who, digest=digest(told, the_page), by=who)


def look(told, who, the_page=None, **said) -> bool:
    the_page = the_page or source(told)
    return services.look(
        story=told, page=the_page, digest=digest(told, the_page), by=who, **(said or {"known": "nobody"})
    )


@kept(stories_index)
def all_but_the_last_yes(*, title="The garden", words="We dug it together.", makers=1):
    """A story, its makers (the teller first), and whoever read it with fresh eyes: the teller has not said yes yet."""
    told = story(title=title, words=words)
    people = [told.begun_by, *(joined(told) for _number in range(makers))]
    reader = joined(told, role=Role.FRESH_EYES)
    for who in people:
        allow(told, who)
    for who in people[1:]:
        say_yes(told, who)
    look(told, reader)
    return told, people, reader


@kept(stories_index)
def told_story(**given):
    """On the site."""
    told, people, reader = all_but_the_last_yes(**given)
    assert say_yes(told, people[0])
    return Story.objects.get(pk=told.pk), people, reader
