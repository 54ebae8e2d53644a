"""What the lists of roles begin with. Each may be renamed or put away."""

from django.db import migrations
from django.utils.translation import gettext_noop as _

# Something that roles often need, and a hint for whoever applies: what they can do, never what happened to them.
IDEAS = [
    (_("You can listen to people who are upset or angry"), _("Tell us how you do it, and what you have learned to leave out.")),
    (_("You work with people as equals"), _("Tell us about something you decided together with others.")),
    (_("You can put difficult things into plain words"), _("Tell us about something you explained, and to whom.")),
    (_("You do what you said you would do"), _("Tell us how you keep track of what you promised.")),
    (_("You say so when you do not know"), _("Tell us about asking for help, and what came of it.")),
    (_("You can bring people together who see things differently"), _("Tell us about a time when it worked, or did not.")),
    (_("You notice who is not in the room"), _("Tell us how you would find people who are not heard.")),
    (_("You look after yourself and others at work"), _("Tell us what helps you when work is heavy.")),
    (_("You can write so that everybody understands it"), _("Tell us about something you wrote for others.")),
    (_("You learn from what goes wrong"), _("Tell us about something you would do differently now.")),
]
# Words in adverts, and why they put people off.
OFF_PUTTING = [
    (_("fast-paced"), _("Some people hear: nobody has time for you. Say what really happens in a week.")),
    (_("degree"), _("Is it needed, or is it what somebody can do that is needed? Say that.")),
    (_("years of experience"), _("Years say little. Say what somebody can do.")),
    (_("native speaker"), _("It shuts people out by where they come from. Say what has to be spoken or written.")),
    (_("driving licence"), _("Needed, or only to get there? Other ways to travel may do.")),
    (_("resilient"), _("Some people hear: it will hurt, and you are on your own. Say what support there is.")),
    (_("rockstar"), _("It sounds like one who works alone. Say what somebody does.")),
    (_("service user"), _("Many people would rather be called by what they do here.")),
    (_("must have own car"), _("It shuts out people who cannot drive. Say where the work is.")),
]


def fill(apps, schema_editor):
    for number, (name, hint) in enumerate(IDEAS, 1):
        apps.get_model("roles", "CriterionIdea").objects.create(name=name, hint=hint, order=10 * number)
    for number, (name, why) in enumerate(OFF_PUTTING, 1):
        apps.get_model("roles", "OffPutting").objects.create(name=name, why=why, order=10 * number)


class Migration(migrations.Migration):
    dependencies = [("roles", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
