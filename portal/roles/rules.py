"""Who may do what with a role. Everybody who is here may read it and say what they think; those who write it have the
same rights, and nobody has a part in it by office."""

import rules

from portal.members.rules import coordinator
from portal.roles.models import Application, Remark, Role, RoleSeat, Vacancy


def role_of(thing) -> Role | None:
    return thing if thing is None or isinstance(thing, Role) else thing.role


def _seat(user, thing) -> RoleSeat | None:
    """Looked up once for a view, which asks many rules about one role."""
    role = role_of(thing)
    if role is None:
        return None
    if getattr(role, "reader", None) != user:
        role.reader, role.seat_of_reader = user, role.seats.filter(person=user).first()
    return role.seat_of_reader


@rules.predicate
def is_asked(user, thing):
    seat = _seat(user, thing)
    return seat is not None and seat.is_asked


@rules.predicate
def writes_it(user, thing):
    seat = _seat(user, thing)
    return seat is not None and seat.is_taken


@rules.predicate
def is_being_written(user, thing):
    return thing is not None and role_of(thing).set_aside_at is None


@rules.predicate
def is_set_aside(user, thing):
    return thing is not None and role_of(thing).set_aside_at is not None


@rules.predicate
def waits_for_answer(user, seat):
    return isinstance(seat, RoleSeat) and seat.is_asked


@rules.predicate
def is_open(user, remark):
    return isinstance(remark, Remark) and remark.is_open


@rules.predicate
def said_it(user, remark):
    return isinstance(remark, Remark) and remark.by_id == user.pk


@rules.predicate
def was_agreed(user, role):
    return isinstance(role, Role) and role.agreed_id is not None


@rules.predicate
def is_shut(user, role):
    """Nobody can apply for it, and nothing is being decided."""
    return isinstance(role, Role) and not role.vacancies.not_ended().exists()


@rules.predicate
def goes_on(user, vacancy):
    return isinstance(vacancy, Vacancy) and vacancy.ended_at is None


@rules.predicate
def takes_applications(user, vacancy):
    return isinstance(vacancy, Vacancy) and vacancy.takes_applications


def application_of(thing) -> Application | None:
    return thing if thing is None or isinstance(thing, Application) else getattr(thing, "application", None)


@rules.predicate
def may_be_written(user, thing):
    application = application_of(thing)
    return application is not None and application.may_be_written


@rules.predicate
def came_as_a_file(user, thing):
    """What somebody wrote in one piece is put under what the role asks, also after they sent it."""
    application = application_of(thing)
    return application is not None and application.is_uploaded


@rules.predicate
def was_recorded(user, thing):
    """What a recording says is written down for those who choose, where it cannot be passed on."""
    application = application_of(thing)
    return (
        application is not None
        and application.is_sent
        and not application.vacancy.ended_at
        and application.files.exists()
    )


@rules.predicate
def is_there(user, thing):
    application = application_of(thing)
    return application is not None and not application.is_gone


@rules.predicate
def is_kept_longer(user, application):
    return isinstance(application, Application) and application.kept_because != ""


member = rules.is_active
writer = member & writes_it & is_being_written

rules.add_perm("roles.list", member)
rules.add_perm("roles.start", member)
rules.add_perm("roles.see", member)
rules.add_perm("roles.remark", member & is_being_written)
rules.add_perm("roles.answer_remark", writer & is_open)
rules.add_perm("roles.take_remark_back", member & said_it & is_open & is_being_written)
rules.add_perm("roles.write", writer)
rules.add_perm("roles.ask", writer)
rules.add_perm("roles.answer", member & is_asked & is_being_written)
rules.add_perm("roles.write_answer_down", writer & waits_for_answer)
rules.add_perm("roles.agree", writer)
rules.add_perm("roles.write_yes_down", writer)
rules.add_perm("roles.be_called", member & writes_it)
rules.add_perm("roles.leave", member & writes_it)
rules.add_perm("roles.open", writer & was_agreed & is_shut)
rules.add_perm("roles.correct", member & goes_on & (writes_it | coordinator))
rules.add_perm("roles.end_vacancy", coordinator & goes_on)
rules.add_perm("roles.look_after", coordinator & goes_on)
rules.add_perm("roles.set_aside", writer)
rules.add_perm("roles.bring_back", member & writes_it & is_set_aside)
rules.add_perm("roles.say_promise", coordinator)

# Applications: whoever coordinates looks after them, and nobody else sees that there are any.
rules.add_perm("roles.see_applications", coordinator)
rules.add_perm("roles.write_application_down", coordinator & takes_applications)
rules.add_perm("roles.see_application", coordinator & is_there)
rules.add_perm("roles.upload_applications", coordinator & goes_on)
rules.add_perm("roles.write_for_applicant", coordinator & (may_be_written | came_as_a_file | was_recorded))
rules.add_perm("roles.send_for_applicant", coordinator & may_be_written)
rules.add_perm("roles.keep_longer", coordinator & is_there)
rules.add_perm("roles.keep_no_longer", coordinator & is_kept_longer)
rules.add_perm("roles.see_keeping", coordinator)
rules.add_perm("roles.see_counts", coordinator)
