"""Easy Read beside a role; roles, values and questions to begin with. Each may be renamed or put away."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models
from django.utils.translation import gettext_noop as _

# Of the ideas that are there: values of working together, and questions that panels ask about each. What somebody
# learned and can do, never what happened to them.
VALUES = ["You work with people as equals", "You say so when you do not know", "You notice who is not in the room"]
NEW_VALUES = [
    (_("You share what you know, and who decides"), _("Tell us about letting somebody else decide.")),
    (_("You can change your mind when you hear something new"), _("Tell us what changed it, and what you did then.")),
    (_("You make room for other ways of doing things"), _("Tell us how you found out what somebody needs to take part.")),
    (_("You say honestly what can change, and what cannot"), _("Tell us how you would say it when the answer is no.")),
]
QUESTIONS = {
    "You work with people as equals": [
        _("How would you plan a meeting together with those who come to it?"),
        _("You and somebody with less power see a thing differently. What do you do?"),
    ],
    "You say so when you do not know": [_("Somebody asks you something that you cannot answer. What do you say?")],
    "You notice who is not in the room": [_("Who is often left out of work like this, and how would you reach them?")],
    "You share what you know, and who decides": [
        _("Think of a decision that would be yours here. How would you take it with others?")
    ],
    "You can change your mind when you hear something new": [
        _("What have you come to see differently because somebody told you how it is for them?")
    ],
    "You make room for other ways of doing things": [
        _("What would you ask somebody before you begin to work together, and why?")
    ],
    "You say honestly what can change, and what cannot": [
        _("People hope for something that cannot be done this year. How do you tell them?")
    ],
    "You can listen to people who are upset or angry": [
        _("Somebody is angry about how they were treated. How do you listen, and what comes next?")
    ],
    "You can put difficult things into plain words": [
        _("Explain something that you know well, as you would to somebody who has never heard of it.")
    ],
    "You do what you said you would do": [_("You promised something and see that you cannot keep it. What do you do?")],
    "You can bring people together who see things differently": [
        _("Two people in a group have stopped talking to each other. How would you help the group to go on?")
    ],
    "You look after yourself and others at work": [
        _("What helps you to do good work, and what could we do so that you have it?")
    ],
    "You can write so that everybody understands it": [_("What do you look at before you send something you wrote?")],
    "You learn from what goes wrong": [_("What did you learn from something that did not work, and use since?")],
    "": [_("What would you like to have changed here after a year?"), _("What would you like to ask us?")],
}
EQUALS, PLAIN, LISTEN, PROMISED, ABSENT, TOGETHER, LEARN, CARE, NOT_KNOW = (
    "You work with people as equals",
    "You can put difficult things into plain words",
    "You can listen to people who are upset or angry",
    "You do what you said you would do",
    "You notice who is not in the room",
    "You can bring people together who see things differently",
    "You learn from what goes wrong",
    "You look after yourself and others at work",
    "You say so when you do not know",
)
SUPPORT = _("You have one person to turn to, time to prepare, and a talk about how it is going. Tell us what you need to take part.")
# What it is called, what sort it is, what it is for, what somebody will do, who with; and what it needs.
STARTERS = [
    (
        _("Co-production worker"),
        "paid",
        _("So that people who use a service and people who work in it plan it together from the start."),
        _("You bring people together. You make sure that everybody can take part. You write down what was decided, and see that it happens."),
        _("Members with lived experience, staff, and somebody who leads the service."),
        [EQUALS, TOGETHER, ABSENT, PLAIN, PROMISED],
    ),
    (
        _("Lived experience adviser"),
        "sessional",
        _("So that those who decide hear what their decisions are like for the people they are about."),
        _("You read plans before they are settled. You say what is missing, and what would work. You hear what became of your advice."),
        _("Those who lead the service, and other advisers."),
        [EQUALS, PLAIN, NOT_KNOW, LEARN],
    ),
    (
        _("Peer supporter"),
        "paid",
        _("So that somebody who knows the way from their own life is there for people who are at its beginning."),
        _("You meet people one to one or in a group. You listen. You help them to find out what they want, and where to ask for it."),
        _("Other peer supporters, and a team that you can ask."),
        [LISTEN, EQUALS, CARE, PROMISED],
    ),
    (
        _("Panel member"),
        "sessional",
        _("So that people are chosen together, by those who will work with them and those they will work for."),
        _("You agree with the others what matters. You read what people wrote, talk with them, and say what you saw. You decide together."),
        _("Two to five other people on the panel, from both sides."),
        [EQUALS, NOT_KNOW, PROMISED],
    ),
    (
        _("Trustee"),
        "voluntary",
        _("So that the organisation keeps to what it is there for, and uses its money well."),
        _("You read papers and come to meetings. You ask questions. You decide with the other trustees, and answer for it together."),
        _("The other trustees, and whoever leads the staff."),
        [EQUALS, NOT_KNOW, ABSENT, PROMISED],
    ),
    (
        _("Community researcher"),
        "paid",
        _("So that what is found out begins with the questions of the people it is about."),
        _("You choose the questions with the others. You talk with people in your community. You make sense of what they said together, and tell them what came of it."),
        _("Other community researchers, and somebody who has done research before."),
        [LISTEN, ABSENT, PLAIN, LEARN],
    ),
]


def fill(apps, schema_editor):
    Idea, Question, Starter = (apps.get_model("roles", name) for name in ("CriterionIdea", "QuestionIdea", "StarterRole"))
    Idea.objects.filter(name__in=VALUES).update(is_value=True)
    for number, (name, hint) in enumerate(NEW_VALUES, 11):
        given = {"hint": hint, "is_value": True, "order": 10 * number}
        Idea.objects.get_or_create(name=name, defaults=given)
    asked = [(about, name) for about, names in QUESTIONS.items() for name in names]
    for number, (about, name) in enumerate(asked, 1):
        Question.objects.create(name=name, about=Idea.objects.filter(name=about).first(), order=10 * number)
    for number, (name, kind, purpose, doing, people, needs) in enumerate(STARTERS, 1):
        said = {"purpose": purpose, "doing": doing, "people": people, "support": SUPPORT, "needs": "\n".join(needs)}
        Starter.objects.create(name=name, kind=kind, order=10 * number, **said)


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0002_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True, max_length=600, verbose_name='what we promise everyone who applies')),
                ('guide', models.URLField(blank=True, verbose_name='where people read how to choose well')),
            ],
            options={
                'verbose_name': 'what we promise everyone who applies',
            },
        ),
        migrations.AddField(
            model_name='criterion',
            name='questions',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='criterionidea',
            name='is_value',
            field=models.BooleanField(default=False, verbose_name='it is a value of working together'),
        ),
        migrations.AddField(
            model_name='role',
            name='easy_read',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='role',
            name='easy_read_checked_by',
            field=models.CharField(blank=True, max_length=160, verbose_name='who has read and checked it?'),
        ),
        migrations.AddField(
            model_name='role',
            name='easy_read_of',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.CreateModel(
            name='StarterRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('order', models.PositiveSmallIntegerField(default=100, verbose_name='place in the list')),
                ('in_use', models.BooleanField(default=True, verbose_name='people can choose it')),
                ('kind', models.CharField(choices=[('paid', 'a paid job'), ('sessional', 'paid for each time'), ('voluntary', 'voluntary')], max_length=9, verbose_name='what sort of role is it?')),
                ('purpose', models.TextField(blank=True, verbose_name='What the role is for')),
                ('doing', models.TextField(blank=True, verbose_name='What you will do')),
                ('people', models.TextField(blank=True, verbose_name='Who you will work with')),
                ('support', models.TextField(blank=True, verbose_name='How we support you')),
                ('needs', models.TextField(blank=True, verbose_name='what it needs: one thing on each line')),
            ],
            options={
                'verbose_name': 'role to begin from',
                'verbose_name_plural': 'roles to begin from',
                'ordering': ['order', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='one_starterrole_a_name')],
            },
        ),
        migrations.CreateModel(
            name='QuestionIdea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=100, verbose_name='place in the list')),
                ('in_use', models.BooleanField(default=True, verbose_name='people can choose it')),
                ('name', models.CharField(max_length=300, unique=True, verbose_name='question')),
                ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questions', to='roles.criterionidea')),
            ],
            options={
                'verbose_name': 'question that people often ask',
                'verbose_name_plural': 'questions that people often ask',
                'ordering': ['order', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='one_questionidea_a_name')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
