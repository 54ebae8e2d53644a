"""Something said aloud, for those who make a story to write down."""

from django.utils.translation import gettext_lazy as _

from casestudies.models import Recording
from casestudies.services.holding import hold
from portal.audit.services import audited, record
from portal.refusal import Refusal

MOST = 20  # of one story


class Enough(Refusal):
    sentence = _("There are 20 recordings already. Take away those that are written down.")


@audited()
def add_recording(*, story, file, by) -> Recording:
    held = hold(story)
    if held.recordings.count() >= MOST:
        raise Enough
    recording = Recording(story=held, file=file, by=by)
    recording.save()
    record("stories.recorded", subject=held.about, by=by)
    return recording


@audited()
def take_recording_away(*, recording, by) -> None:
    """It is written down, or not wanted any more. Its file goes with it."""
    held = hold(recording.story)
    one = held.recordings.filter(pk=recording.pk).first()
    if one is None:
        return
    one.delete()
    record("stories.recording_gone", subject=held.about, by=by)
