"""Who may do what with their own account, and with what others tell about themselves."""

import rules

from portal.members.models import Support, User


@rules.predicate
def is_coordinator(user):
    return user.is_coordinator


@rules.predicate
def is_theirs(user, welcome):
    return welcome is not None and user.pk == welcome.person_id


@rules.predicate
def meets_them(user, welcome):
    return welcome is not None and user.pk == welcome.buddy_id


@rules.predicate
def wrote_it(user, thing):
    return thing is not None and user.pk == thing.by_id


@rules.predicate
def is_somebody_else(user, person):
    return person is not None and user.pk != person.pk


coordinator = rules.is_active & is_coordinator

rules.add_perm("members.see_own_space", rules.is_active)
rules.add_perm("members.change_own_sign_in", rules.is_active)
rules.add_perm("members.invite", coordinator)
rules.add_perm("members.give_way_in", coordinator & is_somebody_else)
rules.add_perm("members.see_welcome", rules.is_active & (is_theirs | meets_them | is_coordinator))
rules.add_perm("members.get_started", coordinator)

rules.add_perm("members.see_whats_on", rules.is_active)
rules.add_perm("members.find_something", rules.is_active)
rules.add_perm("members.add_doing", rules.is_active)
rules.add_perm("members.keep_doing", rules.is_active & (wrote_it | is_coordinator))
rules.add_perm("members.look_after_doing", coordinator)
rules.add_perm("members.write_to_people", coordinator)
rules.add_perm("members.see_written", rules.is_active & wrote_it)


# --- What people outside ask of us ------------------------------------------------------------------------------------
@rules.predicate
def waits(user, asked):
    return asked is not None and asked.is_waiting


@rules.predicate
def nobody_has_it(user, asked):
    return asked is not None and asked.taken_by_id is None


@rules.predicate
def has_it(user, asked):
    return asked is not None and asked.taken_by_id == user.pk


@rules.predicate
def is_acknowledged(user, complaint):
    """Or the words are on their way."""
    return complaint is not None and bool(complaint.acknowledged_at or complaint.letter_at)


@rules.predicate
def wants_an_answer(user, asked):
    return asked is not None and asked.wants_an_answer


rules.add_perm("members.see_today", coordinator)
rules.add_perm("members.see_asked", coordinator)
rules.add_perm("members.take_asked", coordinator & waits & nobody_has_it)
rules.add_perm("members.take_over_asked", coordinator & waits & ~nobody_has_it & ~has_it)
rules.add_perm("members.answer_asked", coordinator & waits & has_it)
rules.add_perm("members.acknowledge_complaint", coordinator & waits & wants_an_answer & ~is_acknowledged)
rules.add_perm("members.take_back_offer", coordinator & waits)


# --- Supporters, and what somebody is trusted with --------------------------------------------------------------------
def person_of(thing) -> User | None:
    """Whom a thing belongs to: a person is their own."""
    return thing if isinstance(thing, User) else getattr(thing, "person", None)


SUPPORTS = "supports:"


def supports(scope):
    """A predicate: somebody helps the person with this at present. The one way by which a rule lets a supporter in.

    `members.write_about` might be `is_themselves | supports(Support.Scope.ABOUT)`. A rule that does not ask for it
    refuses supporters; the permissions that do are listed in tests/portal/members/test_support.py, and no yes, vote,
    score or agreement may be among them.
    """

    @rules.predicate(f"{SUPPORTS}{scope.value}")
    def helps(user, thing):
        person = person_of(thing)
        return person is not None and Support.objects.in_force().lets(user, person, scope)

    return helps


@rules.predicate
def is_themselves(user, thing):
    person = person_of(thing)
    return person is not None and user.pk == person.pk


@rules.predicate
def concerns_them(user, support):
    return support is not None and user.pk in (support.member_id, support.supporter_id)


@rules.predicate
def is_asked(user, support):
    return support is not None and not support.is_agreed and support.ended_at is None


@rules.predicate
def is_the_supporter(user, support):
    return support is not None and user.pk == support.supporter_id


@rules.predicate
def is_helped(user, support):
    return support is not None and user.pk == support.member_id


rules.add_perm("members.name_supporter", rules.is_active)
rules.add_perm("members.end_support", rules.is_active & (concerns_them | is_coordinator))
rules.add_perm(
    "members.accept_support", rules.is_active & is_asked & (is_the_supporter | (is_coordinator & ~is_helped))
)
rules.add_perm("members.record_support", coordinator & is_somebody_else)
rules.add_perm("members.read_messages_for", rules.is_active & supports(Support.Scope.NOTICES))
rules.add_perm("members.find_something_for", rules.is_active & supports(Support.Scope.WELCOME))
rules.add_perm("members.write_training", rules.is_active & (is_themselves | is_coordinator))
rules.add_perm("members.trust", coordinator)
rules.add_perm("members.see_settings", coordinator)
rules.add_perm("members.change_lists", coordinator)
rules.add_perm("members.say_who_we_are", coordinator)
rules.add_perm("members.change_words", coordinator)


# --- What people tell about themselves --------------------------------------------------------------------------------
@rules.predicate
def may_know_of(user, person):
    return person is not None and User.objects.visible_to(user).filter(pk=person.pk).exists()


rules.add_perm("members.list_people", rules.is_active)
rules.add_perm("members.print_routes", coordinator)
rules.add_perm("members.see_person", rules.is_active & may_know_of)
rules.add_perm("members.see_routes", rules.is_active & (is_themselves | (is_coordinator & may_know_of)))
rules.add_perm("members.write_about", rules.is_active & (is_themselves | supports(Support.Scope.ABOUT)))
rules.add_perm("members.take_break", rules.is_active & is_themselves)
rules.add_perm("members.leave", rules.is_active & is_themselves)


# --- What others see in somebody, what members have to reach them, and whether it is right for them ------------------
@rules.predicate
def takes_suggestions(user, person):
    return person is not None and person.known.takes_suggestions


@rules.predicate
def is_found(user):
    return user.known.in_directory


@rules.predicate
def is_asked_along(user, review):
    return review is not None and user.pk == review.companion_id


rules.add_perm("members.suggest_skill", rules.is_active & is_somebody_else & takes_suggestions)
rules.add_perm("members.answer_suggestion", rules.is_active & is_themselves)
rules.add_perm("members.choose_suggestions", rules.is_active & is_themselves)
rules.add_perm("members.share_contact", rules.is_active & is_themselves)
rules.add_perm("members.see_contact_sheet", rules.is_active & (is_found | is_coordinator))
rules.add_perm("members.list_reviews", rules.is_active)
rules.add_perm("members.write_review", rules.is_active & is_themselves)
rules.add_perm("members.see_review", rules.is_active & (is_themselves | is_asked_along))
rules.add_perm("members.step_back_from_review", rules.is_active & is_asked_along)
