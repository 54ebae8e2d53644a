"""What happened to people's accounts, in the words of the trail."""

from django.utils.translation import gettext as _, gettext_lazy as __

from portal.audit.words import Said
from portal.members.models import User
from portal.members.services import MESSAGES_READ, TRUST_WORDS, TRUSTS
from portal.members.trail import CHANGES


def trusted(detail) -> str:
    """Which trusts were given, and which taken back."""
    words = {label: str(TRUST_WORDS[name]) for name, label in TRUSTS.items()}

    def named(labels):
        return ", ".join(words[label] for label in labels if label in words)

    given, taken = named(detail.get("given", ())), named(detail.get("taken", ()))
    parts = [given and _("From then on: %(trusts)s.") % {"trusts": given}]
    parts.append(taken and _("Not any more: %(trusts)s.") % {"trusts": taken})
    return " ".join(part for part in parts if part)


WORDS = CHANGES | {
    "members.signed_in": __("Somebody signed in to this account."),
    "members.signed_out": __("Somebody signed out of this account."),
    "members.sign_in_limit": __("Somebody tried too often to sign in to this account, and was stopped."),
    "members.link_used": __("A link to sign in once was used."),
    "members.invited": __("Somebody was invited."),
    "members.invitation_withdrawn": __("An invitation was taken back."),
    "members.joined": __("Somebody joined."),
    "members.coordinator_made": __("The first coordinator’s account was made."),
    "members.demo_person_made": __("A made-up person was added, to try the site out."),
    "members.erased": __("Everything personal was removed from an account."),
    "members.backup_shown": __("The page about backups was read."),
    "members.welcome_written": __("First steps were written down."),
    "members.training_added": __("A training was noted."),
    "members.training_removed": __("A training was taken off the list."),
    "members.trusted": Said(__("What somebody is trusted with was changed."), more=trusted),
    # supporters
    "members.support_began": __("A supporter was named."),
    "members.support_changed": __("What a supporter may do, or until when, was changed."),
    "members.support_ended": __("Help by a supporter ended."),
    MESSAGES_READ: Said(__("Messages were read."), look=True),
    # lists
    "members.list_entry_added": __("An entry was added to a list that people choose from."),
    "members.list_entry_renamed": __("An entry of a list that people choose from got another name."),
    "members.list_entry_moved": __("A list that people choose from was put in another order."),
    "members.list_entry_put_away": __("An entry of a list that people choose from was put away."),
    "members.list_entry_brought_back": __("An entry of a list that people choose from was brought back."),
}


def names_for(user, numbers) -> dict[str, str]:
    """People whom the reader may know; not the reader."""
    people = User.objects.visible_to(user).exclude(pk=user.pk).filter(pk__in=numbers)
    return {str(person.pk): str(person) for person in people}
