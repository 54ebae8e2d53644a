"""What the clock lets go of: links long spent, sessions that ended by themselves, words about those who left."""

from datetime import timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils import timezone

from portal.members.models import SignInLink
from portal.members.services import (
    end_what_is_over,
    forget_late_words,
    forget_who_came,
    forget_who_never_came,
    let_past_doings_go,
    remind_of_ends,
)

REMEMBERED = timedelta(days=30)


def let_spent_links_go():
    SignInLink.objects.filter(ends_at__lt=timezone.now() - REMEMBERED).delete()


def let_ended_sessions_go():
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    for used in UserSession.objects.filter(created_at__lt=timezone.now() - timedelta(seconds=settings.SESSION_LONGEST)):
        used.purge()


for due in (forget_who_never_came, forget_who_came, remind_of_ends, end_what_is_over, let_past_doings_go):
    due.every = timedelta(hours=1)

DUE = [
    let_spent_links_go,
    let_ended_sessions_go,
    forget_who_never_came,
    remind_of_ends,
    end_what_is_over,
    forget_late_words,
    let_past_doings_go,
    forget_who_came,
]
