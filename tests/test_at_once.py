"""The races of the tests themselves: nothing that goes wrong in a thread may go unseen."""

from threading import Event, current_thread

import pytest
from django.db import connection

from tests import at_once as racing
from tests.at_once import at_once, came_to


def fail():
    raise KeyError("lost")


def test_each_says_in_order_what_it_gave_or_what_went_wrong():
    number, problem, nothing = at_once(lambda: 3, fail, lambda: None)
    assert (number, repr(problem), nothing) == (3, "KeyError('lost')", None)
    assert came_to(lambda: 3, fail, lambda: None) == ["done", "KeyError", "done"]


@pytest.mark.django_db(transaction=True)
def test_each_has_a_thread_and_a_connection_of_its_own():
    def who():
        connection.ensure_connection()
        return current_thread(), connection.connection

    told = [who(), *at_once(who, who, who)]
    assert [len(set(map(id, kind))) for kind in zip(*told, strict=True)] == [4, 4]


def test_one_that_never_ends_is_said_in_a_sentence(monkeypatch):
    monkeypatch.setattr(racing, "SECONDS", 0.1)
    enough = Event()
    try:
        with pytest.raises(pytest.fail.Exception, match=r"^1 of the 2 had not ended after 0\.1 seconds\.$"):
            at_once(enough.wait, lambda: None)
    finally:
        enough.set()
