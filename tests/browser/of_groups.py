"""What has to be there before somebody writes to a group, or finishes it."""

from django.urls import reverse

from portal.groups.services import finish, write_to_group
from tests.browser.getting_there import person, send
from tests.factories.groups import group as make_group


def a_group():
    return make_group(person("mair"), person("sana"), person("george"), name="Evening buses")


def at_group(name):
    return lambda: reverse(f"portal:groups:{name}", args=[a_group().pk])


def group_that_finished():
    group = a_group()
    parts = {"found_out": "Two buses run till ten.", "what_now": "The council looks again."}
    finish(group=group, by=person("mair"), thanks="Thank you, all.", **parts)
    return reverse("portal:groups:group", args=[group.pk])


def wrote_to_the_group():
    first, *_rest = write_to_group(group=a_group(), words="Bring your bus pass.", by=person("sana"))
    return reverse("portal:people:written", args=[first.sending])


def see_who_gets_it(page):
    page.get_by_label("Your message").fill("Bring your bus pass.")
    send("See who gets it")(page)
