"""What happened to people's accounts, in the words of the trail."""

from django.utils.translation import gettext as _, gettext_lazy as __

from portal.audit.words import Said
from portal.members.models import Gathering, OneOff, User
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
    # about oneself
    "members.line_written": __("A line of “About me” was written."),
    "members.line_removed": __("A line of “About me” was taken away."),
    "members.name_changed": __("What to call somebody was changed."),
    "members.language_changed": __("Somebody’s language was changed."),
    "members.reaching_changed": __("How to reach somebody was changed."),
    "members.listed": __("Somebody let members find them."),
    "members.unlisted": __("Somebody does not let members find them any more."),
    "members.paused": __("A break began."),
    "members.came_back": __("A break ended."),
    # supporters
    "members.support_began": __("A supporter was named."),
    "members.support_changed": __("What a supporter may do, or until when, was changed."),
    "members.support_ended": __("Help by a supporter ended."),
    MESSAGES_READ: Said(__("Messages were read."), look=True),
    # things to come to and to do
    "members.wrote_to_people": __("A message was written to several people."),
    "members.gathering_made": __("Something was put on."),
    "members.gathering_changed": __("Something that is on was changed."),
    "members.gathering_called_off": __("Something that was on was called off."),
    "members.oneoff_made": __("Somebody asked for a hand."),
    "members.oneoff_changed": __("What a hand is asked for was changed."),
    "members.oneoff_closed": __("Something to do is done."),
    "members.hand_offered": __("A hand was offered."),
    "members.hand_taken_back": __("An offer of a hand was taken back."),
    # what people outside ask of us
    "enquiry.came": __("An offer to help came in."),
    "enquiry.taken": __("An offer to help was taken on."),
    "enquiry.taken_over": __("An offer to help was taken over from somebody else."),
    "enquiry.notes_written": __("Notes were written about an offer to help."),
    "enquiry.invited": __("An offer to help was answered with an invitation."),
    "enquiry.reopened": __("An offer to help was put back on the list."),
    "enquiry.not_now": __("An offer to help was answered with a no."),
    "enquiry.taken_back": __("An offer to help was taken back."),
    "enquiry.let_go": __("What somebody told us in an offer to help was deleted on its day."),
    "complaint.came": __("A complaint about data came in."),
    "complaint.taken": __("A complaint about data was taken on."),
    "complaint.taken_over": __("A complaint about data was taken over from somebody else."),
    "complaint.notes_written": __("Notes were written about a complaint about data."),
    "complaint.acknowledged": __("Somebody was told that their complaint has come."),
    "complaint.progress_told": __("Somebody was told how their complaint goes."),
    "complaint.answered": __("A complaint about data was answered."),
    "complaint.let_go": __("What somebody told us in a complaint was deleted on its day."),
    # lists
    "members.list_entry_added": __("An entry was added to a list that people choose from."),
    "members.list_entry_renamed": __("An entry of a list that people choose from got another name."),
    "members.list_entry_moved": __("A list that people choose from was put in another order."),
    "members.list_entry_put_away": __("An entry of a list that people choose from was put away."),
    "members.list_entry_brought_back": __("An entry of a list that people choose from was brought back."),
}


def names_for(user, numbers) -> dict[str, str]:
    """People whom the reader may know; not the reader themselves."""
    people = User.objects.visible_to(user).exclude(pk=user.pk).filter(pk__in=numbers)
    return {str(person.pk): str(person) for person in people}


def titles_of(model):
    """How what people put on is called, for those who may see it."""

    def titles(user, numbers) -> dict[str, str]:
        return {str(one.pk): one.title for one in model.objects.visible_to(user).filter(pk__in=numbers)}

    return titles


NAMES = {"person": names_for, "gathering": titles_of(Gathering), "oneoff": titles_of(OneOff)}
