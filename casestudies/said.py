"""What happened with stories, in the words of the trail: none of a story's own."""

from django.utils.translation import gettext_lazy as _

from casestudies.models import Story, StorySeat

WORDS = {
    "stories.started": _("A story was begun."),
    "stories.asked": _("Somebody was asked to help to tell a story."),
    "stories.not_asked": _("Somebody is not asked any more to help to tell a story."),
    "stories.answered_yes": _("Somebody said yes to helping with a story."),
    "stories.answered_no": _("Somebody said no to helping with a story."),
    "stories.allowed": _("Somebody said what may be done with a story."),
    "stories.not_allowed": _("Somebody does not allow a story any more."),
    "stories.seen": _("Somebody who has no account looked at a story, and said yes to it."),
    "stories.agreed": _("Somebody said yes to a story."),
    "stories.yes_taken_back": _("Somebody took back their yes to a story."),
    "stories.looked_at": _("Somebody looked at a story with fresh eyes, and said yes."),
    "stories.change_asked": _("Somebody looked at a story with fresh eyes, and asked for a change."),
    "stories.translated": _("A story was written down in another language, for all in it to read."),
    "stories.trusted": _("Somebody said whom they trust with a story in another language."),
    "stories.not_trusted": _("Somebody does not trust anybody any more with a story in another language."),
    "stories.recorded": _("A recording was added to a story."),
    "stories.recording_gone": _("A recording was taken away from a story."),
    "stories.out": _("A story went on the website."),
    "stories.down": _("A story is not on the website any more."),
    "stories.taken_down": _("Somebody took their story down."),
    "stories.brought_back": _("Somebody brought their story back."),
    "stories.left": _("Somebody took their part and their name out of a story."),
    "stories.deleted": _("Every copy of a story was deleted."),
    "stories.uses_editor": _("Somebody began to use the editor of the site for their stories."),
    "stories.left_editor": _("Somebody stopped using the editor of the site."),
    "stories.end_told": _("People were told that the time is nearly over for which they allowed a story."),
    "stories.time_over": _("The time was over for which somebody allowed a story."),
}


def names_for(user, numbers) -> dict[str, str]:
    """For those in it. Whoever is asked gets to know what it is called when they say yes."""
    theirs = StorySeat.objects.taken().filter(person=user)
    found = Story.objects.visible_to(user).filter(pk__in=numbers, seats__in=theirs).select_related("page")
    return {str(story.pk): str(story) for story in found}
