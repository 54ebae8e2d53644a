"""What is held about people in this part's tables, and in those of Wagtail and allauth, which have no file of ours."""

from django.utils.translation import gettext_lazy as _

from portal.held import blanked, deleted, kept

ASKED = "says who answered; what was asked belongs to whoever asked, and is deleted on a day of its own"
PAGES = "shows who wrote or decided what on a page that belongs to all; only a number is left"
DOINGS = "people may be on their way to it; coordinators see that it is nobody's; the clock deletes it once over"

OURS = [
    deleted(
        "members.About.person",
        title=_("How we reach you"),
        shows=("phone", "post_address", "safe_times", "only_say_news", "in_directory", "may_suggest", "paused_at"),
    ),
    deleted("members.ChannelChoice.person", title=_("Ways to be in touch"), shows=("channel", "rank", "do_not_use")),
    deleted(
        "members.Line.person",
        title=_("About me"),
        shows=("kind", "words", "skills", "interests", "shown_to", "changed_at"),
    ),
    deleted("members.SignInLink.person", title=_("Links to sign in once"), shows=("made_at", "ends_at", "used_at")),
    deleted(
        "members.Invitation.person",
        title=_("Your invitation"),
        shows=("name", "means", "address", "note", "made_at", "joined_at"),
    ),
    kept("members.Invitation.by", "the invitation belongs to whoever was invited"),
    deleted(
        "members.Welcome.person",
        title=_("Your first steps with us"),
        shows=(
            "buddy",
            "met_on",
            "access_talked_on",
            "payment_talked_on",
            "they_expect",
            "we_expect",
            "expectations_on",
            "still_right_on",
        ),
    ),
    blanked("members.Welcome.buddy", {"buddy": None}, why="the first steps belong to whoever is met"),
    deleted(
        "members.Suggestion.person",
        title=_("What others think you are good at"),
        shows=("by", "skill", "words", "why", "made_at", "answer"),
    ),
    # Without the answer: nobody is told of a no.
    deleted(
        "members.Suggestion.by",
        title=_("What you think others are good at"),
        shows=("person", "skill", "words", "why", "made_at"),
    ),
    deleted("members.Shared.person", title=_("What members may have on the contact sheet"), shows=("what", "at")),
    deleted(
        "members.Review.person",
        title=_("Is this right for me now?"),
        shows=("made_at", "companion", "going", "helps", "change", "outcome", "again_on"),
    ),
    blanked("members.Review.companion", {"companion": None}, why="the words belong to whoever noted them"),
    deleted("members.Training.person", title=_("Training you took"), shows=("title", "taken_on")),
    kept("members.Training.noted_by", "the note belongs to whoever took the training"),
    deleted(
        "members.Support.member",
        title=_("Who helps you"),
        shows=("supporter", "scope", "said_yes_at", "accepted_at", "ends_on", "ended_at"),
    ),
    kept(
        "members.Support.supporter",
        "whoever was helped keeps what they agreed to; the clock ends it, and tells them",
        title=_("Whom you help"),
        shows=("member", "scope", "said_yes_at", "accepted_at", "ends_on", "ended_at"),
    ),
    kept("members.Support.recorded_by", "shows whoever is helped that their yes was written down, and by a member"),
    kept("members.Gathering.by", DOINGS, title=_("What you put on"), shows=("title", "words", "starts_at", "place")),
    kept("members.OneOff.by", DOINGS, title=_("What you asked a hand for"), shows=("title", "words", "until")),
    deleted("members.Offered.person", title=_("What you said you would like to do"), shows=("to", "at")),
    deleted("members.Coming.person", title=_("What you said you are coming to"), shows=("to", "at")),
    deleted(
        "members.Enquiry.invited",
        title=_("What you told us before you joined"),
        shows=("name", "means", "address", "words", "interests", "part_in_words", "notes", "came_on"),
    ),
    kept("members.Enquiry.taken_by", f"{ASKED}; what waits is nobody's again"),
    kept("members.Enquiry.answered_by", ASKED),
    kept("members.Complaint.taken_by", f"{ASKED}; what waits is nobody's again"),
    kept("members.Complaint.answered_by", ASKED),
    deleted("members.User_groups.user", title=_("What you may do here"), shows=("group",)),
    deleted("members.User_user_permissions.user", why="not used here; emptied all the same"),
]

SIGNING_IN = [
    deleted("account.EmailAddress.user", title=_("Your e-mail addresses"), shows=("email", "verified", "primary")),
    deleted("mfa.Authenticator.user", title=_("Passkeys and apps"), shows=("type", "created_at", "last_used_at")),
    deleted(
        "usersessions.UserSession.user",
        title=_("Where you are signed in"),
        shows=("ip", "user_agent", "created_at", "last_seen_at"),
    ),
]

OF_PAGES = [
    kept("wagtailcore.Page.owner", PAGES),
    blanked(
        "wagtailcore.Page.locked_by",
        {"locked": False, "locked_by": None, "locked_at": None},
        why="a page locked by somebody who left would stay shut",
    ),
    kept("wagtailcore.Revision.user", PAGES),
    kept("wagtailcore.WorkflowState.requested_by", PAGES),
    kept(
        "wagtailcore.TaskState.finished_by",
        PAGES,
        title=_("What you said when you read a page"),
        shows=("finished_at", "status", "comment"),
    ),
    kept(
        "wagtailcore.PageLogEntry.user",
        PAGES,
        title=_("What you did with pages"),
        shows=("timestamp", "action", "page_id"),
    ),
    kept("wagtailcore.ModelLogEntry.user", PAGES, title=_("What you did in the CMS"), shows=("timestamp", "action")),
    kept("wagtailcore.Comment.user", PAGES, title=_("Your comments on pages"), shows=("created_at", "text")),
    kept("wagtailcore.Comment.resolved_by", PAGES),
    kept("wagtailcore.CommentReply.user", PAGES, title=_("Your answers to comments"), shows=("created_at", "text")),
    deleted("wagtailcore.PageSubscription.user", why="which pages' comments are mailed to them"),
    deleted("wagtailcore.APIToken.user", title=_("Keys for programs"), shows=("name", "created", "last_used_at")),
    deleted("wagtailcore.UploadedFile.uploaded_by_user", why="files half way into the CMS", files=("file",)),
    deleted(
        "wagtailusers.UserProfile.user",
        title=_("How the CMS looks for you"),
        shows=("preferred_language", "current_time_zone", "theme", "contrast", "density"),
        files=("avatar",),
    ),
    deleted("wagtailadmin.EditingSession.user", why="who has a page open now"),
    deleted("wagtailadmin.FormState.user", title=_("What you typed in the CMS"), shows=("data",)),
    kept("wagtail_localize.StringTranslation.last_translated_by", PAGES),
    kept("wagtail_localize.SegmentOverride.last_translated_by", PAGES),
    kept("home.Picture.uploaded_by_user", PAGES, title=_("Pictures you brought"), shows=("title", "created_at")),
    kept("home.Document.uploaded_by_user", PAGES, title=_("Files you brought"), shows=("title", "created_at")),
    kept("wagtailimages.Image.uploaded_by_user", "empty here: pictures are in a table of our own"),
    kept("wagtaildocs.Document.uploaded_by_user", "empty here: files are in a table of our own"),
]

HELD = [*OURS, *SIGNING_IN, *OF_PAGES]
