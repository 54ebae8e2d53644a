"""What happened to people's accounts, in the words of the trail."""

from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.words import Said
from portal.members.models import Gathering, OneOff, User
from portal.members.services import MESSAGES_READ, PERSON_OPENED, ROUTES_PRINTED, TRUST_WORDS, TRUSTS
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
    "members.signed_in": gettext_lazy("Somebody signed in to this account."),
    "members.signed_out": gettext_lazy("Somebody signed out of this account."),
    "members.sign_in_limit": gettext_lazy("Somebody tried too often to sign in to this account, and was stopped."),
    "members.link_used": gettext_lazy("A link to sign in once was used."),
    "members.invited": gettext_lazy("Somebody was invited."),
    "members.invitation_withdrawn": gettext_lazy("An invitation was taken back."),
    "members.invitation_put_back": gettext_lazy("An invitation that was taken back was put back."),
    "members.joined": gettext_lazy("Somebody joined."),
    "members.coordinator_made": gettext_lazy("The first coordinator’s account was made."),
    "members.demo_person_made": gettext_lazy("A made-up person was added, to try the site out."),
    "members.erased": gettext_lazy("Everything personal was removed from an account."),
    "members.who_we_are_changed": gettext_lazy("What the organisation is called, or who answers, was changed."),
    "members.words_changed": gettext_lazy("What things are called on the screen was changed."),
    "members.backup_shown": gettext_lazy("The page about backups was read."),
    "members.welcome_written": gettext_lazy("First steps were written down."),
    "members.training_added": gettext_lazy("A training was noted."),
    "members.training_removed": gettext_lazy("A training was taken off the list."),
    "members.trusted": Said(gettext_lazy("What somebody is trusted with was changed."), more=trusted),
    # about oneself
    "members.line_written": gettext_lazy("A line of “About me” was written."),
    "members.line_removed": gettext_lazy("A line of “About me” was taken away."),
    "members.name_changed": gettext_lazy("What to call somebody was changed."),
    "members.language_changed": gettext_lazy("Somebody’s language was changed."),
    "members.reaching_changed": gettext_lazy("How to reach somebody was changed."),
    "members.listed": gettext_lazy("Somebody let members find them."),
    "members.unlisted": gettext_lazy("Somebody does not let members find them any more."),
    "members.paused": gettext_lazy("A break began."),
    "members.came_back": gettext_lazy("A break ended."),
    "members.skill_suggested": gettext_lazy("It was suggested what somebody is good at."),
    "members.suggestion_added": gettext_lazy("What others suggested was added to what somebody can share."),
    "members.suggestion_left": gettext_lazy("What others suggested was not added."),
    "members.suggestions_on": gettext_lazy("Somebody lets others suggest what they are good at."),
    "members.suggestions_off": gettext_lazy("Somebody would rather have nothing suggested."),
    "members.shared_changed": gettext_lazy("Who may have somebody’s numbers and addresses was changed."),
    # how it is going
    "members.review_written": gettext_lazy("Somebody noted how taking part is going for them."),
    "members.review_shared": gettext_lazy("Somebody was asked along, to talk about how it is going."),
    "members.review_stepped_back": gettext_lazy("Whoever was asked along stepped back."),
    "members.review_deleted": gettext_lazy("Notes on how taking part is going were deleted."),
    "members.expectations_still_right": gettext_lazy("What each side hopes for was looked at again."),
    # supporters
    "members.support_began": gettext_lazy("A supporter said yes, and helps from then on."),
    "members.support_asked": gettext_lazy("Somebody was asked to be a supporter."),
    "members.support_declined": gettext_lazy("Somebody would rather not be a supporter."),
    "members.support_not_agreed": gettext_lazy("A question to be a supporter was taken back, or nobody answered it."),
    "members.support_changed": gettext_lazy("What a supporter may do, or until when, was changed."),
    "members.support_ended": gettext_lazy("Help by a supporter ended."),
    MESSAGES_READ: Said(gettext_lazy("Messages were read."), look=True),
    PERSON_OPENED: Said(
        gettext_lazy("What somebody tells about themselves, or what is noted of them, was looked at."), look=True
    ),
    ROUTES_PRINTED: Said(gettext_lazy("A list of people to ring or write to was opened."), look=True),
    # things to come to and to do
    "members.wrote_to_people": gettext_lazy("A message was written to several people."),
    "members.took_words_back": gettext_lazy("A message to several people was taken back before it reached them."),
    "members.gathering_made": gettext_lazy("Something was put on."),
    "members.gathering_changed": gettext_lazy("Something that is on was changed."),
    "members.gathering_called_off": gettext_lazy("Something that was on was called off."),
    "members.gathering_taken_on": gettext_lazy("Somebody looks after something that is on and was nobody’s."),
    "members.coming": gettext_lazy("Somebody said that they are coming."),
    "members.not_coming": gettext_lazy("Somebody said that they cannot come after all."),
    "members.oneoff_made": gettext_lazy("Somebody asked for a hand."),
    "members.oneoff_changed": gettext_lazy("What a hand is asked for was changed."),
    "members.oneoff_closed": gettext_lazy("Something to do is done."),
    "members.oneoff_taken_on": gettext_lazy("Somebody looks after something to do that was nobody’s."),
    "members.hand_offered": gettext_lazy("A hand was offered."),
    "members.hand_taken_back": gettext_lazy("An offer of a hand was taken back."),
    # what people outside ask of us
    "enquiry.came": gettext_lazy("An offer to help came in."),
    "enquiry.taken": gettext_lazy("An offer to help was taken on."),
    "enquiry.taken_over": gettext_lazy("An offer to help was taken over from somebody else."),
    "enquiry.given_back": gettext_lazy(
        "Whoever had an offer to help does not have it any more. Somebody else can take it on."
    ),
    "enquiry.notes_written": gettext_lazy("Notes were written about an offer to help."),
    "enquiry.invited": gettext_lazy("An offer to help was answered with an invitation."),
    "enquiry.put_right": gettext_lazy("Somebody sent their offer to help again with other words."),
    "enquiry.not_now": gettext_lazy("An offer to help was answered with a no."),
    "enquiry.taken_back": gettext_lazy("An offer to help was taken back."),
    "enquiry.let_go": gettext_lazy("What somebody told us in an offer to help was deleted on its day."),
    "complaint.came": gettext_lazy("A complaint came in."),
    "complaint.taken": gettext_lazy("A complaint was taken on."),
    "complaint.taken_over": gettext_lazy("A complaint was taken over from somebody else."),
    "complaint.given_back": gettext_lazy(
        "Whoever had a complaint does not have it any more. Somebody else can take it on."
    ),
    "complaint.notes_written": gettext_lazy("Notes were written about a complaint."),
    "complaint.put_right": gettext_lazy("Somebody sent their complaint again with other words."),
    "complaint.letter_written": gettext_lazy("Words that a complaint has come were written."),
    "complaint.acknowledged": gettext_lazy("Somebody was told that their complaint has come."),
    "complaint.progress_told": gettext_lazy("Somebody was told how their complaint goes."),
    "complaint.answered": gettext_lazy("A complaint was answered."),
    "complaint.let_go": gettext_lazy("What somebody told us in a complaint was deleted on its day."),
    # lists
    "members.list_entry_added": gettext_lazy("An entry was added to a list that people choose from."),
    "members.list_entry_renamed": gettext_lazy("An entry of a list that people choose from got another name."),
    "members.list_entry_moved": gettext_lazy("A list that people choose from was put in another order."),
    "members.list_entry_put_away": gettext_lazy("An entry of a list that people choose from was put away."),
    "members.list_entry_brought_back": gettext_lazy("An entry of a list that people choose from was brought back."),
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
