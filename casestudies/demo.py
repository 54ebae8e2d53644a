"""Two stories to try the site out with, besides the examples that everybody reads: one that is on its way, where
somebody's yes was to other words, and one that is on the site, for its teller to take down."""

from django.utils.translation import gettext as _

from casestudies.models import Consent, Story, StoryPage, StorySeat
from casestudies.services import NoPlace, allow, answer, ask, look, say_yes, start
from home.models import Contribution, Stage
from portal.agreement.digest import digest_of_revision
from portal.agreement.services import Writing, save_for_later, version_of
from portal.agreement.words import words_of
from portal.members.models import Side, Standpoint, User

AFTER = ("home", "portal.members")
NAMES = ("mair", "dev", "tunde", "sana", "helen")
Role = StorySeat.Role


def load() -> None:
    """Once: what people have done since stays as it is."""
    people = {name: User.objects.called(name) for name in NAMES}
    if Story.objects.exists() or not all(people.values()):
        return
    try:
        on_its_way(people)
        on_the_site(people)
    except NoPlace:
        return


def on_its_way(people) -> None:
    mair, dev = people["mair"], people["dev"]
    story = _begin(mair, _("A pot on the stove"), _("Twelve of us, every second Friday, in the kitchen of the hall."))
    _joins(story, dev, Role.CO_WRITER, by=mair, side=Side.STAFF)
    _joins(story, people["helen"], Role.FRESH_EYES, by=mair)
    ask(story=story, person=people["sana"], role=Role.ILLUSTRATOR, by=mair)
    first = _("Somebody brought onions, and somebody knew what to do with them. Nobody asked who was who.")
    _write(story, mair, what_happened=first)
    for who in (mair, dev):
        _allow(story, who)
    _say_yes(story, mair)
    changed = _("Now the hall keeps a shelf for us. Three of us run the kitchen on other days as well.")
    _write(story, dev, what_changed=changed)


def on_the_site(people) -> None:
    tunde, sana = people["tunde"], people["sana"]
    story = _begin(tunde, _("The form that we wrote again"), _("Five of us, and a form of eleven pages."))
    _joins(story, sana, Role.CO_WRITER, by=tunde, side=Side.LIVED)
    _joins(story, people["helen"], Role.FRESH_EYES, by=tunde)
    _write(
        story,
        tunde,
        what_happened=_(
            "We read each question aloud, and asked: who needs to know this, and why? Most of them nobody."
        ),
        what_changed=_("It has three pages now. People fill it in by themselves, and more of them send it."),
        what_we_learned=_("Whoever asks a question should be in the room when it is answered."),
    )
    for who in (tunde, sana):
        _allow(story, who)
    for who in (tunde, sana):
        _say_yes(story, who)
    page = _page(story)
    look(story=story, page=page, digest=_digest(page), known="nobody", by=people["helen"])


def _begin(teller, title, introduction) -> Story:
    story = start(title=title, introduction=introduction, how=Story.How.WRITE, by=teller)
    draft = _page(story).get_latest_revision_as_object()
    draft.is_example, draft.drawing = True, "people-together"
    draft.stages = Stage.objects.filter(locale=draft.locale_id)[1:3]
    draft.contributions = Contribution.objects.filter(locale=draft.locale_id)[:2]
    draft.save_revision(user=teller)
    return story


def _joins(story, person, role, *, by, side=None) -> None:
    ask(story=story, person=person, role=role, by=by)
    standpoint = Standpoint.objects.filter(side=side).first() if side else None
    answer(story=story, person=person, yes=True, standpoint=standpoint, by=person)


def _write(story, by, **parts) -> None:
    page = _page(story)
    keys = words_of(page.get_latest_revision_as_object())
    words = {key: parts[key.partition("-")[0]] for key in keys if key.partition("-")[0] in parts}
    save_for_later(page=page, by=by, loaded=version_of(page), writing=Writing(words=words))


def _allow(story, who) -> None:
    said = {"naming": Consent.Naming.FIRST, "name": who.known_as, "uses": [Consent.Use.LANGUAGES, Consent.Use.TRAINING]}
    allow(story=story, person=who, by=who, months=Consent.Until.TWO_YEARS, **said)


def _say_yes(story, who) -> None:
    page = _page(story)
    say_yes(story=story, page=page, person=who, digest=_digest(page), by=who)


def _page(story) -> StoryPage:
    return StoryPage.objects.get(pk=story.page_id)


def _digest(page) -> str:
    return digest_of_revision(page.get_latest_revision())
