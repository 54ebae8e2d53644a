"""Who is here, who may know of whom, and finding somebody."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from portal.members.standing import COORDINATORS, PAYERS


class PeopleQuerySet(models.QuerySet):
    def here(self):
        """Whoever has joined and not left."""
        return self.filter(is_active=True, erased_at=None).filter(Q(invitation=None) | ~Q(invitation__joined_at=None))

    def paying(self):
        """Who looks after what people get."""
        return self.here().filter(groups__name__in=[COORDINATORS, PAYERS]).distinct()

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
