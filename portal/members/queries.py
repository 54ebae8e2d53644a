from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from portal.members.standing import COORDINATORS


class SignInLinkQuerySet(models.QuerySet):
    def still_good(self):
        """Not used, not too old, and for somebody who may sign in."""
        return self.filter(used_at=None, ends_at__gt=timezone.now(), person__is_active=True)


class PeopleQuerySet(models.QuerySet):
    def here(self):
        """Whoever has joined and not left."""
        return self.filter(is_active=True, erased_at=None).filter(Q(invitation=None) | ~Q(invitation__joined_at=None))

    def in_directory(self):
        """Who said that other members may find them."""
        return self.here().filter(about__in_directory=True)

    # --- Who is known to whom, and who helps whom ---
    def visible_to(self, user):
        """Of whom somebody may know that they are here: everybody for coordinators; for others themselves, whom the
        list of people shows, the coordinators, whoever meets them first, and whoever helps them or is helped by them.
        """
        if not user.is_active:
            return self.none()
        if user.is_coordinator:
            return self.here()
        near = Q(pk=user.pk) | Q(about__in_directory=True) | Q(groups__name=COORDINATORS)
        met = Q(welcomes__person=user) | Q(welcome__buddy=user)
        agreed = apps.get_model("members", "Support").objects.agreed()
        helps = agreed.filter(member=user).values("supporter")
        helped = agreed.filter(supporter=user).values("member")
        known = self.model.objects.filter(near | met | Q(pk__in=helps) | Q(pk__in=helped))
        return self.here().filter(pk__in=known.values("pk"))

    def helped_by(self, user):
        """Whom somebody agreed to help, be it that nothing is done at present because one of them takes a break."""
        agreed = apps.get_model("members", "Support").objects.agreed()
        return self.here().filter(pk__in=agreed.filter(supporter=user).values("member"))

    def listed_for(self, user):
        """Who stands in the list of people, by name."""
        people = self.visible_to(user)
        people = people if user.is_coordinator else people.filter(about__in_directory=True)
        return people.order_by(Lower("known_as"), "pk")

    # --- Finding somebody. Nothing is found by a line that the one who searches may not see. -------------------------
    def saying(self, words: str, *, user):
        """Whose name, skills or interests hold these words."""
        lines = self._lines(user)
        for word in words.casefold().split():
            skills, interests = _named("Skill", word), _named("Interest", word)
            told = lines.filter(Q(kind="share", skills__in=skills) | Q(interests__in=interests))
            self = self.filter(Q(known_as__icontains=word) | Q(pk__in=told.values("person")))
        return self

    def with_skill(self, skill, *, user):
        return self.filter(pk__in=self._lines(user).filter(kind="share", skills=skill).values("person"))

    def with_interest(self, interest, *, user):
        return self.filter(pk__in=self._lines(user).filter(interests=interest).values("person"))

    def reached_by(self, channel):
        """Who ranked this way to be in touch."""
        choices = apps.get_model("members", "ChannelChoice").objects.filter(channel=channel, rank__isnull=False)
        return self.filter(pk__in=choices.values("person"))

    def paused(self):
        return self.filter(about__paused_at__isnull=False)

    def reached_by_hand(self):
        """Whose first way is not e-mail: somebody rings, writes or says it. As `routes_of` has it, in the database."""
        choices = apps.get_model("members", "ChannelChoice").objects.filter(
            person=OuterRef("pk"), channel__for_one=True
        )
        has_mail, has_phone = ~Q(person__email=""), Q(person__about__phone__gt="")
        usable = (
            Q(channel__means="mail") & has_mail
            | Q(channel__means__in=["text", "call"]) & has_phone
            | Q(channel__means="post", person__about__post_address__gt="")
            | Q(channel__means="video") & (has_mail | has_phone)
            | Q(channel__means="meet")
        )
        ranked = choices.filter(usable, rank__isnull=False, channel__in_use=True).in_order()
        said = choices.filter(Q(rank__isnull=False) | Q(do_not_use=True), channel__means="mail")
        first = Coalesce(Subquery(ranked.values("channel__means")[:1]), Value(""))
        return self.annotate(first_means=first).exclude(
            Q(first_means="mail") | Q(first_means="") & ~Q(email="") & ~Exists(said)
        )

    # --- The contact sheet ---
    def on_contact_sheet(self):
        """Who lets members have a way to reach them that works, by their own consent for each; the same for whoever
        looks. Nobody who takes a break. It narrows any people: a group has its own sheet by `group.on_contact_sheet()`.
        """
        choices = apps.get_model("members", "ChannelChoice").objects.filter(
            person=OuterRef("pk"), channel__for_one=True
        )

        def ranked(*means):
            return Exists(choices.filter(channel__means__in=means, channel__in_use=True, rank__isnull=False))

        def nothing_said(means):
            return ~Exists(choices.filter(Q(rank__isnull=False) | Q(do_not_use=True), channel__means=means))

        def shared(what):
            shared = apps.get_model("members", "Shared").objects
            return Exists(shared.filter(person=OuterRef("pk"), what=what))

        phone = Q(about__phone__gt="")
        mail = ~Q(email="") & (ranked("mail") | nothing_said("mail") | (ranked("video") & ~phone))
        calls = phone & (ranked("call", "text", "video") | nothing_said("call"))
        post = Q(about__post_address__gt="") & (ranked("post") | nothing_said("post"))
        ways = (shared("mail") & mail) | (shared("phone") & calls) | (shared("post") & post)
        return self.in_directory().filter(ways, about__paused_at=None)

    def _lines(self, user):
        return apps.get_model("members", "Line").objects.visible_to(user)


def _named(model: str, word: str) -> list[int]:
    """The entries of a list whose name, in the reader's language, holds the word."""
    return [one.pk for one in apps.get_model("members", model).objects.all() if word in str(one).casefold()]


class ChoiceQuerySet(models.QuerySet):
    def in_order(self):
        """The first choice first; of two that are equal, the one that stands first in the list."""
        return self.order_by("rank", "channel__order", "channel_id")

    def for_one_person(self):
        """Of the channels that reach somebody alone, with these."""
        return self.in_order().filter(channel__for_one=True).select_related("channel")


class LineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own lines, and what others chose to show."""
        if not user.is_active:
            return self.none()
        shown = Q(shown_to="members", person__in=user._meta.default_manager.in_directory())
        if user.is_coordinator:
            shown |= Q(shown_to__in=["members", "coordinators"])
        return self.filter(Q(person=user) | shown, person__erased_at=None)

    def interests_of(self, user) -> frozenset[int]:
        """The numbers of the interests that a person ticked."""
        ticked = self.filter(person=user, interests__isnull=False)
        return frozenset(ticked.values_list("interests", flat=True))


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Nobody has come by it yet, and they still may."""
        return self.waiting().filter(ends_at__gt=timezone.now())

    def waiting(self):
        """Nobody has come by it yet; it may be too old by now."""
        return self.filter(joined_at=None, withdrawn_at=None)

    def and_their_codes(self):
        """With `has_code`: whether a link or card that works was made. Without one, it still waits for one of us."""
        links = apps.get_model("members", "SignInLink").objects.filter(person=OuterRef("person"))
        return self.annotate(has_code=Exists(links.still_good()))

    def taken_back(self):
        """Nobody comes by it, and it can still be put back."""
        return self.filter(joined_at=None).exclude(withdrawn_at=None)

    def visible_to(self, user):
        return self.all() if user.is_active and user.is_coordinator else self.none()


class SupportQuerySet(models.QuerySet):
    def going_on(self):
        """Not ended, and not past its last day; between two people who are both here."""
        both = Q(member__is_active=True, supporter__is_active=True)
        return self.filter(both, ended_at=None, ends_on__gte=timezone.localdate())

    def agreed(self):
        """Both have said yes. Until then nothing is open to anybody by it."""
        return self.going_on().filter(accepted_at__isnull=False)

    def asked(self):
        """The supporter has not answered yet."""
        return self.going_on().filter(accepted_at=None)

    def in_force(self):
        """Agreed, and neither of the two takes a break: nothing is done for anybody who does, or by them."""
        return self.agreed().filter(member__about__paused_at=None, supporter__about__paused_at=None)

    def lets(self, user, person, scope) -> bool:
        """Whether one of these lets `user` do what `scope` says for the person."""
        return any(scope in support.scope for support in self.filter(member=person, supporter=user))

    def over(self):
        """Nobody has ended it, and it is over all the same: its last day has passed, or one of the two has left."""
        gone = Q(member__is_active=False) | Q(supporter__is_active=False)
        return self.filter(gone | Q(ends_on__lt=timezone.localdate()), ended_at=None)

    def visible_to(self, user):
        mine = Q(member=user) | Q(supporter=user)
        if not user.is_active:
            return self.none()
        return self.all() if user.is_coordinator else self.filter(mine)


class AskedQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(answered_at=None)

    def in_order(self):
        """Those that wait first, by the day somebody hears from us; then the others, the newest answer first."""
        return self.order_by(F("answered_at").desc(nulls_first=True), "answer_by", "pk")

    def saying(self, words: str):
        """With these words in the reference or the name."""
        return self.filter(Q(reference__iexact=words) | Q(name__icontains=words)) if words else self

    def to_let_go(self):
        return self.filter(delete_on__lte=timezone.localdate())

    def visible_to(self, user):
        return self.all() if user.is_active and user.is_coordinator else self.none()


class GatheringQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who is here may come."""
        return self.all() if user.is_active else self.none()

    def after(self, when):
        """Those that are not over, or began on that day."""
        return self.filter(Q(starts_at__gte=when) | Q(ends_at__gte=when))

    def over(self, when):
        """Those that were over by then."""
        return self.filter(starts_at__lt=when).filter(Q(ends_at=None) | Q(ends_at__lt=when))


class ComingQuerySet(models.QuerySet):
    def over(self, *, since):
        """To what was over by then."""
        over = Q(to__ends_at__lt=since) | Q(to__ends_at=None, to__starts_at__lt=since)
        return self.filter(over)


class OneOffQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if user.is_active else self.none()

    def open(self):
        return self.filter(Q(until=None) | Q(until__gte=timezone.localdate()), closed_at=None)

    def over(self, when):
        """Done by then, or not asked for any more."""
        return self.filter(Q(closed_at__lt=when) | Q(until__lt=timezone.localdate(when)))


class SuggestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only what was suggested to oneself; whoever suggested it does not learn what became of it here."""
        return self.filter(person=user) if user.is_active else self.none()

    def open(self):
        """Not answered yet, and from somebody who is still here."""
        return self.filter(answer="", by__is_active=True)

    def of_the_same(self, skill, words: str):
        """Suggestions of one thing, whoever made them."""
        return self.filter(skill=skill) if skill else self.filter(words__iexact=words)


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those of whoever chose to talk with this person: an agreed supporter, or who met them first.
        Whoever is neither any more sees nothing, and neither does anybody else, whatever they are trusted with.
        """
        if not user.is_active:
            return self.none()
        supports = apps.get_model("members", "Support").objects.agreed().filter(supporter=user)
        near = Q(person__in=supports.values("member")) | Q(person__welcome__buddy=user)
        return self.filter(Q(person=user) | Q(near, companion=user, person__is_active=True))

    def latest(self):
        """Of each person the newest: it is the one that says when to talk again."""
        newest = apps.get_model("members", "Review").objects.filter(person=OuterRef("person"))
        return self.filter(pk=Subquery(newest.values("pk")[:1]))

    def to_talk_again(self, *, until):
        return self.latest().filter(again_on__lte=until)
