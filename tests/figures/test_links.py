"""Figures that belong together are looked at together when they are given."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.roles import Role
from committees.rules.grid.paste import pasted_cells
from figures.enums import LinkKind, ObservationStatus, Unit
from figures.rules.given import Given
from figures.rules.links import LinkFault, link_faults
from figures.rules.record import Link
from imports.rules.figures.columns import read_table
from imports.rules.figures.preview import Does, preview
from tests import factories as make
from tests.figures.records import counts, indicator, quarter, row

S = ObservationStatus
K = LinkKind
NOW = quarter(1)
PART, WHOLE = (1, NOW), (2, NOW)
MORE = "“Indicator 1” is part of “Indicator 2”, and {} is more than {}."
SHARE = "“Indicator 1” is a share of “Indicator 2”: it is divided by {}, and that says {}."
MOVED = (
    "“Indicator 1” was {} a period before; with {} that came and {} that went it would be {}, and "
    "it is {}."
)


def number(value, status=S.FINAL, of=None):
    under = None if of is None else Decimal(of)
    return Given(NOW, None if value is None else Decimal(value), under, status=status)


def faults(rows, **given):
    """`given` are numbers of the second quarter by "i1", "i2"."""
    keys = {(int(name[1:]), NOW): one for name, one in given.items()}
    return link_faults(rows, keys)


def part_and_whole(part=None, whole=None, of=S.FINAL):
    return [
        indicator(1, [row(1, part)] if part is not None else [], links=[Link(K.PART_OF, 2)]),
        indicator(2, [row(1, whole, status=of)] if whole is not None else []),
    ]


@pytest.mark.parametrize(
    ("rows", "given", "said"),
    [
        (part_and_whole(whole=10), {"i1": number(10)}, []),
        (part_and_whole(whole=10), {"i1": number(12)}, [(PART, MORE.format(12, 10), True)]),
        (part_and_whole(part=12), {"i2": number(10)}, [(WHOLE, MORE.format(12, 10), True)]),
        (part_and_whole(), {"i1": number(9), "i2": number(8)}, [(PART, MORE.format(9, 8), True)]),
        (part_and_whole(whole=3), {"i1": number(9), "i2": number(9)}, []),
        (part_and_whole(), {"i1": number(12)}, []),
        (part_and_whole(part=12, whole=10), {}, []),
        (part_and_whole(whole=10), {"i1": number(None, S.NOT_AVAILABLE)}, []),
        (
            part_and_whole(whole=10, of=S.PROVISIONAL),
            {"i1": number(12)},
            [(PART, MORE.format(12, 10), False)],
        ),
        (
            part_and_whole(whole=10, of=S.PROVISIONAL),
            {"i1": number(12, S.PROVISIONAL)},
            [(PART, MORE.format(12, 10), True)],
        ),
        (
            part_and_whole(whole=10),
            {"i1": number(12, S.REVISED)},
            [(PART, MORE.format(12, 10), True)],
        ),
    ],
)  # fmt: skip
def test_a_part_and_its_whole(rows, given, said):
    assert faults(rows, **given) == [LinkFault(*one) for one in said]


@pytest.mark.parametrize(
    ("unit", "given", "said"),
    [
        (Unit.PERCENT, {"i1": number(3, of=10)}, []),
        (Unit.PERCENT, {"i1": number(3, of=11)}, [(PART, SHARE.format(11, 10), False)]),
        (Unit.PERCENT, {"i2": number(9)}, [(WHOLE, SHARE.format(10, 9), False)]),
        (Unit.RATE_1000, {"i1": number(3, of=9000)}, []),
    ],
)
def test_a_share_and_what_it_is_of(unit, given, said):
    share = indicator(1, [row(1, 2, 10)], unit=unit, links=[Link(K.DENOMINATOR, 2)])
    assert faults([share, indicator(2, [row(1, 10)])], **given) == [LinkFault(*one) for one in said]


def register(stock=(30, None), came=(None, 5), went=(None, 3)):
    return [
        indicator(1, counts(*stock)),
        indicator(2, counts(*came), links=[Link(K.JOINS, 1)]),
        indicator(3, counts(*went), links=[Link(K.LEAVES, 1)]),
    ]


@pytest.mark.parametrize(
    ("rows", "given", "said"),
    [
        (register(), {"i1": number(32)}, []),
        (register(), {"i1": number(31)}, [((1, NOW), MOVED.format(30, 5, 3, 32, 31), False)]),
        (register(went=()), {"i1": number(31)}, []),
        (register(stock=()), {"i1": number(31)}, []),
        (
            register(stock=(30, 32)),
            {"i3": number(4)},
            [((3, NOW), MOVED.format(30, 5, 4, 31, 32), False)],
        ),
        (register(stock=(30, 32)), {"i2": number(6), "i3": number(4)}, []),
        (register()[:2], {"i1": number(99)}, []),
    ],
)
def test_a_register_is_what_it_was_and_who_came_and_went(rows, given, said):
    assert faults(rows, **given) == [LinkFault(*one) for one in said]


def test_a_corrected_quarter_is_looked_at_with_the_one_after_it():
    rows = register(stock=(30, 31, 32), came=(None, 5, 5), went=(None, 4, 4))
    assert faults(rows, i1=number(32)) == [
        LinkFault((1, NOW), MOVED.format(30, 5, 4, 31, 32)),
        LinkFault((1, NOW), MOVED.format(32, 5, 4, 33, 32)),
    ]


def looked(rows, *lines):
    table = read_table(pasted_cells("\n".join(lines)), rows)
    return preview(table, rows, date(2025, 3, 1))


def test_a_pasted_part_is_refused_beside_its_number():
    seen = looked(
        part_and_whole(whole=10), "Figure\tPeriod\tNumber", f"Indicator 1\t{NOW.name}\t12"
    )
    [line] = seen.lines
    assert (line.does, line.why, seen.given) == (Does.REFUSED, MORE.format(12, 10), [])


def test_a_pasted_register_is_asked_about():
    seen = looked(register(), "Figure\tPeriod\tNumber", f"Indicator 1\t{NOW.name}\t31")
    words = f"Indicator 1, {NOW.name}: {MOVED.format(30, 5, 3, 32, 31)}"
    assert (seen.jumps, seen.taken) == ([words], 1)


END = "2025-10-31"


@pytest.fixture
def figures(db):
    """A part of a whole, both of one area, and the whole's number."""
    area = make.AreaFactory()
    dates = {"starts": date(2025, 8, 1), "ends": date(2025, 12, 31)}
    whole = make.IndicatorFactory(
        area=area, name="Referrals", post=make.PostFactory(area=area), **dates
    )
    part = make.IndicatorFactory(
        area=area, name="Repeats", post=make.PostFactory(area=area), **dates
    )
    make.IndicatorLinkFactory(indicator=part, kind=K.PART_OF, to=whole)
    make.ObservationFactory(
        indicator=whole, period_start=date(2025, 8, 1), period_end=date(2025, 10, 31), numerator=10
    )
    return part, whole  # fmt: skip


def send(client, part, whole, typed, **more):
    mine = {f"i{part.pk}-all-n": typed, f"i{part.pk}-seen": "0"}
    address = reverse("figure_give", args=[part.pk, END])
    return client.post(address, mine | {f"i{part.pk}-{name}": said for name, said in more.items()})


def test_what_cannot_be_right_is_said_beside_the_field(client, figures):
    part, whole = figures
    client.force_login(make.person_with(Role.LEAD_OFFICER, part.area))
    page = send(client, part, whole, "12")

    name = f"i{part.pk}-all-n"
    form = page.context["form"]
    words = "“Repeats” is part of “Referrals”, and 12 is more than 10."
    assert (form.errors, form[name].value()) == ({name: [words]}, "12")
    assert send(client, part, whole, "9").status_code == 302


def test_what_may_be_right_is_confirmed_for_these_numbers(client, figures):
    part, whole = figures
    client.force_login(make.person_with(Role.LEAD_OFFICER, part.area))
    form = send(client, part, whole, "12", status="provisional").context["form"]

    sure = f"i{part.pk}-sure"
    assert form.errors[sure] == [
        "“Repeats” is part of “Referrals”, and 12 is more than 10. Check it; if it is right, tick "
        "and send again."
    ]
    mark = form.fields[sure].widget.attrs["value"]
    assert send(client, part, whole, "13", status="provisional", sure=mark).status_code == 200
    assert send(client, part, whole, "12", status="provisional", sure=mark).status_code == 302


def test_who_gives_only_their_own_is_told_nothing_of_others(client, figures):
    part, whole = figures
    user = make.person_with(Role.ACTION_LEAD, part.area)
    make.PostHoldingFactory(post=part.post, user=user)
    client.force_login(user)

    assert send(client, part, whole, "12").status_code == 302
