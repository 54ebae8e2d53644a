"""Who may do what with what people give and get. Of what is done to one thing, `who` may do it at all, and `when`: how
far the thing has to be. Whoever comes too late is told how it stands (`has_gone_on`)."""

import rules

from portal.reciprocity.models import Contribution, Cost, Policy, ReferenceRequest, Reward, Spending, TimeTransfer


@rules.predicate
def pays(user):
    return user.pays


@rules.predicate
def may_know_of(user, thing):
    """Whoever it is for, and whoever pays: nobody else, whatever they look after."""
    return thing is not None and (user.pays or user.pk == thing.person_id)


@rules.predicate
def is_theirs(user, thing):
    return thing is not None and user.pk == thing.person_id


@rules.predicate
def is_here(user, thing):
    """Whoever it is for has not left for good."""
    return thing is not None and thing.person.erased_at is None


@rules.predicate
def is_open(user, thing):
    """An offer whose answer may change; a cost that nobody has said yes to."""
    return thing is not None and thing.is_open


@rules.predicate
def is_called_off(user, reward):
    """What it is for does not take place, and nobody has said yet that it stands all the same."""
    return isinstance(reward, Reward) and reward.kept_at is None and reward.activity.is_called_off


@rules.predicate
def is_to_give(user, thing):
    return thing is not None and thing.is_to_give


@rules.predicate
def is_given(user, thing):
    return thing is not None and thing.given_id is not None


@rules.predicate
def is_missing(user, thing):
    return thing is not None and thing.state == "missing"


@rules.predicate
def gave_it(user, thing):
    """They wrote down that it was given."""
    return thing is not None and thing.given_id is not None and user.pk == thing.given.by_id


@rules.predicate
def answered_themselves(user, reward):
    return isinstance(reward, Reward) and reward.answered_themselves


@rules.predicate
def is_sent_back(user, cost):
    return isinstance(cost, Cost) and cost.state == "back"


@rules.predicate
def is_unconfirmed(user, cost):
    return isinstance(cost, Cost) and cost.state == "unconfirmed"


@rules.predicate
def is_to_look_at(user, cost):
    return isinstance(cost, Cost) and cost.is_to_look_at


@rules.predicate
def wrote_it(user, cost):
    return isinstance(cost, Cost) and user.pk == cost.by_id


@rules.predicate
def ever_wrote_it(user, cost):
    return isinstance(cost, Cost) and cost.was_written_by(user)


@rules.predicate
def is_proposed(user, contribution):
    return isinstance(contribution, Contribution) and contribution.state == "proposed"


@rules.predicate
def is_asked(user, contribution):
    """Whether this person is the one who is asked to confirm it."""
    return isinstance(contribution, Contribution) and user.pk == contribution.witness_id


@rules.predicate
def was_told(user, contribution):
    """Somebody told them on the phone what they gave, and it waits for their yes."""
    return isinstance(contribution, Contribution) and contribution.written_by_id is not None


@rules.predicate
def wrote_it_down(user, contribution):
    return isinstance(contribution, Contribution) and user.pk == contribution.written_by_id


@rules.predicate
def waits_for_a_witness(user, contribution):
    return isinstance(contribution, Contribution) and contribution.state == "asked"


@rules.predicate
def may_write_what_changed(user, contribution):
    """Nobody wrote it yet, or they did; and whoever gave it may take it away."""
    if not isinstance(contribution, Contribution):
        return False
    return contribution.impact_by_id in (None, user.pk) or user.pk == contribution.person_id


@rules.predicate
def says_what_changed(user, contribution):
    return isinstance(contribution, Contribution) and bool(contribution.impact)


@rules.predicate
def got_the_thanks(user, thanks):
    return thanks is not None and user.pk == thanks.to_id


@rules.predicate
def is_a_cost(user, thing):
    return isinstance(thing, Cost)


@rules.predicate
def is_wanted(user, asked):
    """A reference that nobody has written yet."""
    return isinstance(asked, ReferenceRequest) and asked.is_open


@rules.predicate
def time_credits_are_on(user):
    return Policy.on().time_credits


@rules.predicate
def got_the_hours(user, transfer):
    return isinstance(transfer, TimeTransfer) and user.pk == transfer.to_id


@rules.predicate
def gave_the_hours(user, transfer):
    return isinstance(transfer, TimeTransfer) and user.pk == transfer.by_id


@rules.predicate
def may_go_back(user, transfer):
    return transfer.may_go_back


@rules.predicate
def is_spent(user, thing):
    return isinstance(thing, Spending) and thing.state == "spent"


member = rules.is_active
payer = member & pays
WHO: dict[str, rules.Predicate] = {}


def add(name, who, when):
    rules.add_perm(name, who & when)
    WHO[name] = who


def has_gone_on(user, name, thing) -> bool:
    """They may do this, and the thing is not, or not any more, so far."""
    return name in WHO and not user.has_perm(name, thing) and WHO[name].test(user, thing)


rules.add_perm("reciprocity.see_own", member)
rules.add_perm("reciprocity.see", member & may_know_of)
add("reciprocity.answer", member & is_theirs, is_open)
rules.add_perm("reciprocity.claim", member)
add(
    "reciprocity.put_right",
    member & (is_theirs | pays),
    (is_theirs & is_open) | (pays & ((wrote_it & is_unconfirmed) | is_sent_back)),
)
add("reciprocity.drop_cost", member & (is_theirs | (pays & wrote_it)), is_open & (is_theirs | is_unconfirmed))
add("reciprocity.confirm", member & is_theirs, is_unconfirmed)
add("reciprocity.say_missing", member & (is_theirs | pays), is_given & ~is_missing & is_here)
add("reciprocity.say_it_came", member & (is_theirs | (pays & ~gave_it)), is_missing & is_here)

rules.add_perm("reciprocity.write_down", member)
rules.add_perm("reciprocity.write_gave_down", payer)
rules.add_perm(
    "reciprocity.see_gave",
    member & (is_theirs | is_asked | (pays & (waits_for_a_witness | (was_told & is_proposed)))),
)
add("reciprocity.accept_for", payer & ~is_theirs & ~wrote_it_down, was_told & is_proposed)
add("reciprocity.write_is_so_down", payer & ~is_theirs & ~is_asked & ~wrote_it_down, waits_for_a_witness)
add("reciprocity.accept", member & is_theirs, is_proposed)
rules.add_perm("reciprocity.say_otherwise", member & is_theirs)
add("reciprocity.say_it_is_so", member & is_asked & ~is_theirs, waits_for_a_witness)
add("reciprocity.say_what_changed", member & (is_theirs | is_asked), ~is_proposed & may_write_what_changed)
add("reciprocity.choose_who_reads", member & is_theirs, says_what_changed)
rules.add_perm("reciprocity.thank", member)
rules.add_perm("reciprocity.take_thanks_away", member & got_the_thanks)

rules.add_perm("reciprocity.give_hours", member & time_credits_are_on)
rules.add_perm("reciprocity.give_from_pot", payer & time_credits_are_on)
rules.add_perm("reciprocity.hand_hours_back", member & got_the_hours & may_go_back & time_credits_are_on)
rules.add_perm("reciprocity.take_hours_back", member & gave_the_hours & may_go_back & time_credits_are_on)

rules.add_perm("reciprocity.set_limit", member)
rules.add_perm("reciprocity.ask_reference", member)
rules.add_perm("reciprocity.see_reference", member & may_know_of)

add("reciprocity.take_reference_back", member & is_theirs, is_wanted)

rules.add_perm("reciprocity.see_all", payer)
add("reciprocity.write_reference", payer & ~is_theirs, is_wanted)
rules.add_perm("reciprocity.offer", payer)
rules.add_perm("reciprocity.set_policy", payer)
add("reciprocity.write_answer_down", payer & ~is_theirs, is_open & ~answered_themselves)
add("reciprocity.withdraw", payer & ~is_theirs, is_open)
add("reciprocity.keep_offer", payer & ~is_theirs, is_open & is_called_off)
rules.add_perm("reciprocity.write_cost_down", payer)
add("reciprocity.confirm_for", payer & ~is_theirs & ~ever_wrote_it, is_unconfirmed)
add("reciprocity.approve", payer & ~is_theirs, is_to_look_at)
add("reciprocity.give", payer & ~is_theirs, is_to_give & is_here)
add("reciprocity.take_back", payer & ~is_theirs, is_given)

rules.add_perm("reciprocity.set_rates", payer)
rules.add_perm("reciprocity.set_ways", payer)
rules.add_perm("reciprocity.see_budgets", payer)
rules.add_perm("reciprocity.keep_budgets", payer)
rules.add_perm("reciprocity.spend", payer)
add("reciprocity.take_spending_back", payer, is_spent)
add("reciprocity.choose_budget", payer & ~is_theirs & is_a_cost, is_to_give & is_here)
rules.add_perm("reciprocity.take_payments_file", payer)
rules.add_perm("reciprocity.see_sums", payer)
