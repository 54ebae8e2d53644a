"""Times as people say them."""

from datetime import UTC, datetime

import pytest

from home.spoken import clock_time, moment


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ((14, 0), "2pm"),
        ((14, 30), "2:30pm"),
        ((9, 5), "9:05am"),
        ((0, 0), "12am"),
        ((12, 0), "12pm"),
        ((23, 59), "11:59pm"),
    ],
)
def test_a_time(when, said):
    assert clock_time(datetime(2026, 1, 5, *when, tzinfo=UTC)) == said


def test_a_day_and_time_are_those_of_the_site():
    assert moment(datetime(2026, 7, 6, 23, 30, tzinfo=UTC)) == "Tuesday 7 July, 12:30am"
