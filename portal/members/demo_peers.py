"""What people see in one another, what they let others have, and one who looks at whether it is right for him."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_noop

from portal.members.models import Review, Shared, Skill, Suggestion, User, Welcome
from portal.members.services import Noted, share, suggest_skill, write_review
from portal.notices import services as notices

MONTHS_2 = timedelta(days=60)
# Whose way, and which: on the contact sheet.
SHARED = {"rosie": ["phone"], "dev": ["phone"], "mair": ["mail"], "tunde": []}
HOPES = {
    "they_expect": gettext_noop("Good company, and work for my hands."),
    "we_expect": gettext_noop("That you say when something is too much."),
}
NOTED = {
    "going": gettext_noop("I like the Tuesdays. The evenings are long now that it gets dark early."),
    "helps": gettext_noop("Being rung the day before. The lift home."),
    "change": gettext_noop("Meetings that end before five."),
}


def load() -> None:
    """Once: what people have changed since stays as it is."""
    if Suggestion.objects.exists() or Shared.objects.exists() or Review.objects.exists():
        return
    people = {name: User.objects.called(name) for name in ("george", "sana", "rosie", "dev", "mair", "tunde")}
    if not all(person and person.is_active for person in people.values()):
        return
    for name, whats in SHARED.items():
        share(person=people[name], by=people[name], whats=whats)
    skill = Skill.objects.filter(name="Listening").first()
    if skill:
        why = _("You let people finish. I saw it on Tuesday.")
        suggest_skill(person=people["dev"], by=people["mair"], skill=skill, why=why)
    notices.see(person=people["dev"])
    hopes = {name: _(words) for name, words in HOPES.items()}
    Welcome.objects.get_or_create(person=people["george"], defaults={"buddy": people["sana"], **hopes})
    words = {name: _(text) for name, text in NOTED.items()}
    again = timezone.localdate() + MONTHS_2
    noted = Noted(companion=people["sana"], outcome=Review.Outcome.CHANGE, again_on=again, **words)
    write_review(person=people["george"], noted=noted)
    notices.see(person=people["sana"])
