"""Figures come in by form and by table: who may, what is refused, what is kept."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from figures.enums import ObservationStatus
from figures.models import Observation
from figures.rules.given import Given
from figures.rules.periods import Period
from figures.services import give_figures
from tests import factories as make

pytestmark = pytest.mark.django_db
S = ObservationStatus
END = "2025-10-31"
PERIOD = Period(date(2025, 10, 31), date(2025, 8, 1))


@pytest.fixture
def area():
    return make.AreaFactory()


@pytest.fixture
def officer(client, area):
    user = make.person_with(Role.LEAD_OFFICER, area)
    client.force_login(user)
    return user


def one(area, **more):
    return make.IndicatorFactory(
        area=area, starts=date(2025, 8, 1), ends=date(2025, 12, 31), **more
    )


def url(indicator):
    return reverse("figure_give", args=[indicator.pk, END])


def held(indicator):
    rows = Observation.objects.filter(indicator=indicator).order_by("pk")
    return [(row.category_id, row.numerator, row.denominator, row.status) for row in rows]


def typed(indicator, number, **more):
    return {
        f"i{indicator.pk}-all-n": number,
        **{f"i{indicator.pk}-{k}": v for k, v in more.items()},
    }


def errors(answer):
    return {name: list(texts) for name, texts in answer.context["form"].errors.items()}


def test_a_number_is_given_and_the_record_holds_none_of_it(client, area, officer):
    indicator = one(area)
    answer = client.post(url(indicator), typed(indicator, "1,204", status="provisional", seen="0"))

    assert answer.status_code == 302
    assert held(indicator) == [(None, Decimal(1204), None, S.PROVISIONAL)]
    event = Event.objects.get(verb="gave figures")
    assert event.changes == {"periods": ["1 August 2025 to 31 October 2025"], "numbers": 1}


def test_totals_and_bands_are_checked_and_nothing_typed_is_lost(client, area, officer):
    indicator = one(area, breakdown="Age band")
    young, older = (make.CategoryFactory(indicator=indicator) for _ in range(2))
    data = typed(indicator, "42", **{f"{young.pk}-n": "20", f"{older.pk}-n": "21"})
    answer = client.post(url(indicator), data)

    name = f"i{indicator.pk}-all-n"
    assert errors(answer) == {name: ["The age bands add up to 41, the total says 42."]}
    assert [answer.context["form"][one].value() for one in data] == ["42", "20", "21"]
    assert held(indicator) == []

    client.post(url(indicator), {**data, name: "41"})
    assert [row[:2] for row in held(indicator)] == [(None, 41), (young.pk, 20), (older.pk, 21)]


def test_a_revision_says_why_and_shows_what_it_replaces(client, area, officer):
    indicator = one(area)
    give_figures(by=officer, indicator=indicator, rows=[Given(PERIOD, Decimal(12))])
    seen = str(Observation.objects.get().pk)
    page = client.get(url(indicator)).content.decode()
    assert '<td class="govuk-table__cell cpc-entry__said" data-label="Stands now">12' in page

    answer = client.post(url(indicator), typed(indicator, "14", seen=seen))
    assert errors(answer) == {
        f"i{indicator.pk}-note": [
            "Say why it is revised: what you give takes the place of a final number."
        ]
    }
    client.post(url(indicator), typed(indicator, "14", seen=seen, note="Two came in late."))
    assert held(indicator)[1] == (None, 14, None, S.REVISED)


def test_the_later_of_two_sees_both_and_sends_again(client, area, officer):
    indicator = one(area)
    other = make.UserFactory(name="Rhona Keir")
    give_figures(by=other, indicator=indicator, rows=[Given(PERIOD, Decimal(12))])
    answer = client.post(url(indicator), typed(indicator, "14", seen="0", note="Counted anew."))

    [words] = errors(answer)[f"i{indicator.pk}-all-n"]
    assert words.startswith("Rhona Keir gave 12 on ")
    assert held(indicator) == [(None, 12, None, S.FINAL)]

    newest = answer.context["form"][f"i{indicator.pk}-seen"].value()
    again = typed(indicator, "14", note="Counted anew.", seen=newest)
    assert client.post(url(indicator), again).status_code == 302
    assert held(indicator)[1] == (None, 14, None, S.REVISED)


def test_the_same_again_is_no_conflict_and_adds_nothing(client, area, officer):
    indicator = one(area)
    data = typed(indicator, "12", seen="0")
    assert [client.post(url(indicator), data).status_code for _ in range(2)] == [302, 302]
    assert held(indicator) == [(None, 12, None, S.FINAL)]


def test_a_large_change_is_confirmed_by_a_tick_for_that_number(client, area, officer):
    indicator = make.IndicatorFactory(area=area, starts=date(2025, 5, 1))
    make.ObservationFactory(
        indicator=indicator, period_start=date(2025, 5, 1), period_end=date(2025, 7, 31),
        numerator=Decimal(20),
    )  # fmt: skip
    answer = client.post(url(indicator), typed(indicator, "200", seen="0"))
    assert errors(answer)[f"i{indicator.pk}-sure"] == [
        "It was 20 in the period before and is 200 now. Check it; if it is right, tick and send "
        "again."
    ]
    other = client.post(url(indicator), typed(indicator, "210", seen="0", sure="200/"))
    assert list(errors(other)) == [f"i{indicator.pk}-sure"]
    client.post(url(indicator), typed(indicator, "200", seen="0", sure="200/"))
    assert held(indicator)[-1][1] == 200


@pytest.mark.parametrize(
    ("number", "status", "note", "stands"),
    [
        ("", "not_available", "The system was down.", [(None, None, None, S.NOT_AVAILABLE)]),
        ("n/a", "final", "The system was down.", [(None, None, None, S.NOT_AVAILABLE)]),
        ("", "not_available", "", []),
        ("<5", "final", "", []),
        ("", "final", "", []),
        ("50%", "final", "", []),
    ],
)
def test_not_available_is_said_with_why_and_marks_are_refused(
    client, area, officer, number, status, note, stands
):
    indicator = one(area)
    data = typed(indicator, number, status=status, note=note, seen="0")
    answer = client.post(url(indicator), data)
    assert answer.status_code == (302 if stands else 200)
    assert held(indicator) == stands


def test_a_note_with_a_number_of_a_child_is_refused(client, area, officer):
    indicator = one(area)
    answer = client.post(url(indicator), typed(indicator, "12", note="See 0101011237."))
    assert list(errors(answer)) == [f"i{indicator.pk}-note"]
    assert held(indicator) == []


def test_what_a_post_gives_is_its_holders_and_deputys_alone(client, area):
    post = make.PostFactory(area=area)
    mine, other = one(area, post=post), one(area)
    lead = make.person_with(Role.ACTION_LEAD, area)
    make.PostHoldingFactory(post=post, user=lead)
    client.force_login(lead)

    page = client.get(reverse("figures_give", args=[area.slug]))
    assert [sheet.row.pk for sheet in page.context["form"].sheets] == [mine.pk]
    assert client.post(url(mine), typed(mine, "3")).status_code == 302
    assert client.get(url(other)).status_code == 403
    client.post(reverse("figures_give", args=[area.slug]), typed(other, "3"))
    assert held(other) == []

    post.holdings.update(ends=timezone.localdate() - timedelta(days=1))
    assert client.get(url(mine)).status_code == 403


@pytest.mark.parametrize("day", ["2025-10-30", "2035-10-31", "2025-07-31", "soon", "2025-13-01"])
def test_only_periods_that_have_ended_have_a_page(client, area, officer, day):
    assert client.get(reverse("figure_give", args=[one(area).pk, day])).status_code == 404


def test_one_page_gives_many_at_once_and_missing_ones_come_first(client, area, officer):
    there, missing, share = one(area), one(area), make.ShareFactory(
        area=area, starts=date(2025, 8, 1), ends=date(2025, 12, 31)
    )  # fmt: skip
    give_figures(by=None, indicator=there, rows=[Given(PERIOD, Decimal(5))])
    address = reverse("figures_give", args=[area.slug])
    page = client.get(address)
    assert [s.row.pk for s in page.context["form"].sheets] == [missing.pk, share.pk, there.pk]

    data = {
        **typed(missing, "7", seen="0"),
        **{f"i{share.pk}-all-n": "23", f"i{share.pk}-all-d": "25"},
        **typed(there, "5", status="final"),
    }
    answer = client.post(address, data, follow=True)
    assert [str(m) for m in answer.context["messages"]] == ["2 numbers are in."]
    assert held(missing) == [(None, 7, None, S.FINAL)]
    assert held(share) == [(None, 23, 25, S.FINAL)]


def test_one_refused_of_many_keeps_all_of_them_back(client, area, officer):
    first, second = one(area), one(area)
    answer = client.post(
        reverse("figures_give", args=[area.slug]), {**typed(first, "7"), **typed(second, "*")}
    )
    assert list(errors(answer)) == [f"i{second.pk}-all-n"]
    assert held(first) == []
