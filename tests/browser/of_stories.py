"""Stories on their way, on the site and taken down, before somebody comes to one of their places."""

from django.urls import reverse

from casestudies import services
from casestudies.models import Story
from portal.members.models import User
from tests.factories import telling
from tests.factories.telling import Role, allow, joined, look, say_yes

WORDS = "We dug it together, every Tuesday, until the council let us have the other half as well."


def person(name) -> User:
    return User.objects.get(username=name)


def begun(**given):
    """Mair tells it; Sana writes it with her, and has said yes; Dev reads it, George is asked, a neighbour is in it."""
    told = telling.story(title="How the garden grew", teller=person("mair"), words=WORDS, **given)
    joined(told, who=person("sana"))
    joined(told, who=person("dev"), role=Role.FRESH_EYES)
    services.ask(story=told, person=person("george"), role=Role.LISTENER, by=person("mair"))
    neighbour = {"called": "The neighbour at number 12", "naming": "none", "given": "talk", "by": person("mair")}
    services.allow(story=told, **neighbour)
    allow(told, person("sana"))
    say_yes(told, person("sana"))
    return told


def wished_for():
    told = begun()
    look(told, person("dev"), wish="The street tells who it is. Could it be another street?")
    allow(told, person("mair"))
    return told


def changed_since():
    """Sana said yes to other words."""
    told = begun()
    telling.write(told, f"{WORDS} Then we planted beans.", by=person("mair"))
    return told


def out():
    told = telling.story(title="How the garden grew", teller=person("mair"), words=WORDS)
    dev = joined(told, who=person("dev"), role=Role.FRESH_EYES)
    allow(told, person("mair"))
    say_yes(told, person("mair"))
    look(told, dev)
    return told


def down():
    told = out()
    services.take_down(story=told, by=person("mair"))
    return told


def no_stories():
    Story.objects.all().delete()
    return reverse("portal:stories:list")


def at_story(name, make=begun):
    return lambda: reverse(f"portal:stories:{name}", args=[make().pk])


def at_words(name, make=begun):
    """At the page of a story in its own language."""

    def before():
        told = make()
        return reverse(f"portal:stories:{name}", args=[told.pk, told.page_id])

    return before


def of_sana(name):
    def before():
        return reverse(f"portal:stories:{name}", args=[begun().seats.get(person=person("sana")).pk])

    return before


def of_the_neighbour():
    return reverse("portal:stories:change-else", args=[begun().consents.get(person=None).pk])


def neighbour_says_yes():
    told = begun()
    args = [told.pk, told.page_id, told.consents.get(person=None).pk]
    return reverse("portal:stories:agree-else", args=args)


def all_of_them():
    begun()
    down()
    return reverse("portal:stories:list")
