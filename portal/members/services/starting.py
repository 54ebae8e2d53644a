from django.contrib.auth.models import Group

from portal.audit.services import audited, record
from portal.members.models import OwnWord
from portal.members.standing import COORDINATORS

WHO_WE_ARE = "members.who_we_are_changed"
WORDS_CHANGED = "members.words_changed"
BACKUP_SHOWN = "members.backup_shown"


@audited()
def say_backups_are_known(*, by) -> None:
    """Somebody has read how to back up. The trail remembers it."""
    record(BACKUP_SHOWN, subject="site", by=by)


@audited()
def say_who_we_are(*, changed, by) -> None:
    """What the organisation is called, whom people can ring, and who answers them. `changed`: each row that is, with
    the names of its fields that are."""
    Group.objects.select_for_update().get(name=COORDINATORS)  # two who say it for the first time at once wait here
    for row, names in changed:
        if there := type(row).objects.first():
            for name in names:
                setattr(there, name, getattr(row, name))
            there.save(update_fields=names)
        else:
            row.save()
    if changed:
        record(WHO_WE_ARE, subject="site", by=by)


@audited()
def say_words(*, language: str, said: dict[str, str], by) -> None:
    """What things are called in this language from now on, by the keys of `portal.words`. Empty: as we call it."""
    own = OwnWord.in_language(language)
    changed = {key: words for key, words in said.items() if words != own.get(key, "")}
    for key, words in changed.items():
        if words:
            OwnWord.objects.update_or_create(key=key, language=language, defaults={"words": words})
        else:
            OwnWord.objects.filter(key=key, language=language).delete()
    if changed:
        record(WORDS_CHANGED, subject="site", by=by, language=language, changed=sorted(changed))
