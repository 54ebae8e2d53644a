"""With the last yes, each who has a part in a story is asked whether what they gave stands on their own list."""

import pytest

from casestudies import services
from portal.reciprocity import services as services_of_giving
from portal.reciprocity.models import Contribution
from tests.factories.telling import all_but_the_last_yes, say_yes, source

pytestmark = pytest.mark.django_db


def test_with_the_last_yes_it_is_proposed_without_a_word_of_the_story():
    told, (teller, writer), reader = all_but_the_last_yes()
    assert not Contribution.objects.exists()
    say_yes(told, teller)
    found = Contribution.objects.with_all()
    assert {one.person for one in found} == {teller, writer, reader}
    assert {(str(one), one.state) for one in found} == {("Writing: A story", "proposed")}
    assert str(source(told).title) not in {one.activity.title for one in found}


def test_off_the_site_and_put_back_it_is_not_proposed_again():
    told, (teller, writer), _reader = all_but_the_last_yes()
    say_yes(told, teller)
    services_of_giving.take_away(contribution=Contribution.objects.with_all().get(person=teller), by=teller)
    source(told).unpublish()
    services.put_back(story=told, page=source(told), by=writer)
    assert Contribution.objects.count() == 3
    assert not Contribution.objects.proposed_to(teller).exists(), "they said no to it"
