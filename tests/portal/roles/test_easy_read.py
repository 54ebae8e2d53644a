"""The Easy Read version of a role is written beside the longer words, and agreed to with them."""

import json

import pytest
from django.urls import reverse

from portal.agreement.services.agreeing import TooBig
from portal.easy_read import WroteToo, digest_of_pairs
from portal.roles import services
from portal.roles.models import Role
from portal.roles.services.holding import SetAside
from tests.factories.people import UserFactory
from tests.factories.roles import again, agree, put_forward, role, write_easy_read

pytestmark = pytest.mark.django_db
KEY = "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b{:03}"


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


def url(name, *args) -> str:
    return reverse(f"portal:roles:{name}", args=args)


def sent(form, n, **boxes) -> dict:
    """What a browser sends of the form, with other boxes."""
    given = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    return given | boxes | {"key": KEY.format(n)}


def test_it_stands_beside_the_role_with_its_pictures_for_everybody(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    form = client.get(url("write-easy-read", made.pk)).context["form"]
    boxes = {"drawing_1": "tea-cup", "words_1": "You make tea.", "checked_by": "Readers of Cardiff"}
    answer = client.post(url("write-easy-read", made.pk), sent(form, 1, **boxes))
    assert answer["Location"] == f"{url('role', made.pk)}#easy"
    client.force_login(UserFactory())
    for name in ("role", "print"):
        page = client.get(url(name, made.pk)).content.decode()
        assert "You make tea." in page and "drawings/tea-cup" in page and "Readers of Cardiff" in page, name


def test_what_people_agree_to_holds_its_words_and_pictures(ann, ben):
    made = write_easy_read(role(ann, ben), ann, "You listen.", "You get paid.")
    assert {key: said for key, said in made.as_words().items() if key.startswith("easy")} == {
        "easy-1": "You listen.",
        "easy-2": "You get paid.",
        "easy_pictures": ["listening", "listening"],
    }
    assert put_forward(made, ann).words == made.as_words()


def test_words_of_a_row_may_be_a_small_fix_and_a_picture_or_a_row_may_not(ann, ben):
    made = write_easy_read(role(ann, ben), ann, "You lissen.")
    first = put_forward(made, ann)
    agree(made, ann, ben)
    made = write_easy_read(made, ben, "You listen.")
    fix = services.put_forward(role=made, after=first.number, small_fix="A spelling", by=ben)
    assert again(made).agreed == fix
    services.ROLES.undo_fix(made, version=fix, by=ann)
    assert again(made).easy_read == [{"drawing": "listening", "words": "You lissen."}], "also where people write"
    for pairs in ([{"drawing": "tea-cup", "words": "You lissen."}], [*again(made).easy_read * 2], []):
        write_easy_read(again(made), ann, pairs=pairs)
        with pytest.raises(TooBig):
            services.put_forward(role=again(made), after=fix.number + 1, small_fix="Small?", by=ann)


def test_two_who_write_it_lose_nothing_and_see_each_other(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    form = client.get(url("write-easy-read", made.pk)).context["form"]
    write_easy_read(made, ben, "Ben’s words.")
    typed = sent(form, 2, drawing_1="tea-cup", words_1="Ann’s words.")
    answer = client.post(url("write-easy-read", made.pk), typed)
    page = answer.content.decode()
    assert (answer.status_code, "Ben’s words." in page, "Ann’s words." in page) == (409, True, True)
    assert [pair["words"] for pair in again(made).easy_read] == ["Ben’s words."]
    client.post(url("write-easy-read", made.pk), typed | {"before": answer.context["form"].data["before"]})
    assert [pair["words"] for pair in again(made).easy_read] == ["Ann’s words."]


def test_a_service_refuses_what_was_written_over_another(ann, ben):
    made = role(ann, ben)
    write_easy_read(made, ann, "One.")
    said = {"pairs": [], "checked_by": "", "before": digest_of_pairs([]), "source": ""}
    with pytest.raises(WroteToo):
        services.write_easy_read(role=made, by=ben, **said)
    services.set_aside(role=made, by=ann)
    with pytest.raises(SetAside):
        services.write_easy_read(role=made, by=ben, **said)


def test_when_the_longer_words_change_it_says_so_until_somebody_has_looked(client, ann, ben):
    made = write_easy_read(role(ann, ben), ann, "You listen.")
    client.force_login(ann)
    said = "The role has changed since this was made."
    assert said not in client.get(url("role", made.pk)).content.decode()
    services.write_section(role=made, section="pay", words="£13 an hour", before="", by=ben)
    for name in ("role", "print", "put-forward"):
        assert said in client.get(url(name, made.pk)).content.decode(), name
    form = client.get(url("write-easy-read", made.pk)).context["form"]
    client.post(url("write-easy-read", made.pk), sent(form, 3, same="on"))
    assert said not in client.get(url("role", made.pk)).content.decode()


def test_a_small_fix_of_longer_words_and_its_undoing_leave_it_in_step(ann, ben):
    made = write_easy_read(role(ann, ben), ann, "You listen.")
    first = put_forward(made, ann)
    agree(made, ann, ben)
    services.write_section(role=made, section="purpose", words="Nobody waits alone.", before=made.purpose, by=ben)
    assert again(made).easy_read_is_behind(again(made).as_words())
    fix = services.put_forward(role=made, after=first.number, small_fix="Shorter", by=ben)
    assert not again(made).easy_read_is_behind(again(made).as_words())
    services.ROLES.undo_fix(made, version=fix, by=ann)
    assert not again(made).easy_read_is_behind(again(made).as_words())


def test_whoever_agrees_reads_it_and_what_changed_in_it(client, ann, ben):
    made = write_easy_read(role(ann, ben), ann, "You listen.")
    put_forward(made, ann)
    agree(made, ann, ben)
    write_easy_read(again(made), ben, pairs=[{"drawing": "tea-cup", "words": "You make tea."}])
    put_forward(again(made), ben)
    client.force_login(ann)
    page = client.get(url("agree", made.pk)).content.decode()
    for words in ("drawings/tea-cup", "drawings/listening", "Easy Read 1", "You make tea."):
        assert words in page
    assert "Easy Read 1" in client.get(url("history", made.pk)).content.decode()


def test_emptied_it_is_no_more_and_an_earlier_role_does_not_hand_it_on(ann, ben):
    made = write_easy_read(role(ann, ben), ann, "You listen.")
    assert services.start(title="Like it", kind="paid", like=made, by=ben).easy_read == []
    made = write_easy_read(made, ann, pairs=[])
    assert (made.easy_read, made.easy_read_of, "easy_pictures" in made.as_words()) == ([], "", False)
    assert not made.easy_read_is_behind(made.as_words())


def test_words_that_put_people_off_are_named_there_too(client, ann, ben):
    made = write_easy_read(role(ann, ben), ann, "It is fast-paced.")
    client.force_login(ann)
    assert "nobody has time for you" in client.get(url("write-easy-read", made.pk)).content.decode()
    form = client.get(url("write-easy-read", made.pk)).context["form"]
    page = client.post(url("write-easy-read", made.pk), sent(form, 4), follow=True).content.decode()
    assert "You can keep it." in page


def test_what_is_kept_of_one_that_was_not_sent_comes_back(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    about = reverse("portal:drafts:keep", args=[f"role-easy-read:{made.pk}"])
    answer = client.post(about, {"words_1": "You lis", "drawing_1": "tea-cup", "key": KEY.format(5)})
    assert answer.status_code in (200, 204), json.dumps(answer.content.decode())[:200]
    assert client.get(url("write-easy-read", made.pk)).context["form"]["words_1"].value() == "You lis"
    assert Role.objects.get(pk=made.pk).easy_read == []
