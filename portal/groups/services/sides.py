"""How many of a group are here from each side, counted seldom enough to say nothing of anybody."""

from portal.members.models import Balance

APART = 5  # people who came or went in between


def count_sides(group) -> None:
    """On the day of a meeting, and once five people or more came or went since it was counted last, shown or not: so no
    two counts are one person apart. What somebody says otherwise of themselves shows with the next. `group` is held."""
    seats = dict(group.seats.taken().values_list("person", "side"))
    if len(seats.keys() ^ set(group.sides_counted.get("people", []))) < APART:
        return
    there = Balance.of(seats.values())
    group.sides_counted = {
        "people": sorted(seats),
        "lived": there.lived,
        "staff": there.staff,
        "others": there.others,
    }
    group.save(update_fields=["sides_counted"])
