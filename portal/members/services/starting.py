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
def say_who_we_are(*, said: dict[type, dict], by) -> None:
    """What the organisation is called, whom people can ring, and who answers them: of each setting what has changed."""
    # Two who say it for the first time at the same moment wait here: each of the settings has one row.
    Group.objects.select_for_update(no_key=True).get(name=COORDINATORS)
    for setting, fields in said.items():
        row = setting.objects.first() or setting()
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(update_fields=fields if row.pk else None)
    if said:
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
