"""What a story is about: which part of the work, what it shows, what people gave. By this it is found in the list."""

from casestudies.services.holding import hold
from portal.agreement.services import hold_unlocked, keep
from portal.agreement.words import digest_of_choices
from portal.audit.services import audited
from portal.refusal import WroteMeanwhile


@audited()
def say_what_it_is_about(*, story, chosen: dict, before: str, by) -> None:
    """`chosen`: by the name of a field of its page, what is to stand there; what it does not name stays.
    `before`: a digest of what the person had before them."""
    held = hold(story)
    draft = hold_unlocked(held.page, by=by).get_latest_revision_as_object()
    if digest_of_choices(draft) != before:
        raise WroteMeanwhile
    with keep(draft, by=by):
        for name, value in chosen.items():
            setattr(draft, name, value)
