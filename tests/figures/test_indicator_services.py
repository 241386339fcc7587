"""What is counted is written, changed, stopped, put in order and linked, with every fault named."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from audit.enums import Kind
from audit.models import Event, Version
from audit.models.conflict import EditConflict
from figures import services
from figures.enums import GoalKind, LinkKind, Unit
from figures.models import Benchmark, Goal, Indicator, IndicatorLink
from figures.rules.bands import Band
from figures.rules.periods import Period
from tests import factories as make
from tests.factories.figures import FIRST_DAY, LAST_DAY

pytestmark = pytest.mark.django_db

QUARTER = Period(date(2025, 10, 31), date(2025, 8, 1))


def faults(refused) -> dict[str, list[str]]:
    return refused.value.message_dict


def edited(row, **values):
    return services.edit_indicator(
        by=make.UserFactory(), indicator=row, expected=row.row_version, **values
    )


def test_words_are_changed_and_their_earlier_ones_kept():
    row = make.IndicatorFactory(name="Referrals")

    edited(row, name="Children referred")

    kept = Version.objects.filter(kind=Kind.INDICATOR, key=row.pk)
    assert [version.state["name"] for version in kept] == ["Referrals", "Children referred"]
    assert Event.objects.latest("pk").changes == {"name": ["Referrals", "Children referred"]}


def test_two_who_change_one_indicator_see_both_texts():
    row = make.IndicatorFactory()
    edited(row, source="The register")

    with pytest.raises(EditConflict):
        services.edit_indicator(by=None, indicator=row, expected=1, source="The council")


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        (
            {"numerator_age_from": 16, "numerator_age_to": 5},
            "numerator_age_to",
            "The ages are turned round: 5 is less than 16.",
        ),
        (
            {"denominator_age_from": 3, "denominator_age_to": -1},
            "denominator_age_to",
            "The ages are turned round: -1 is less than 3.",
        ),
        (
            {"unit": Unit.PERCENT},
            "denominator",
            "Say out of whom or what: a share has a denominator.",
        ),
        (
            {"denominator": "meetings held"},
            "denominator",
            "A number is not divided by anything. Leave this empty.",
        ),
        ({"numerator_age_to": 200}, "numerator_age_to", None),
        ({"name": "Taken"}, "name", "There is an indicator of this name already."),
        ({"ends": date(2020, 1, 1)}, "ends", "This is before the day on which it begins."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(values, field, said):
    row = make.IndicatorFactory()
    make.IndicatorFactory(area=row.area, name="Taken")

    with pytest.raises(ValidationError) as refused:
        edited(row, **values)

    assert list(faults(refused)) == [field]
    assert said is None or faults(refused)[field] == [said]
    assert Indicator.objects.get(pk=row.pk).row_version == 1


def test_what_gives_numbers_their_meaning_stays_once_they_stand():
    row = make.ObservationFactory().indicator

    with pytest.raises(ValidationError) as refused:
        edited(row, timing="as_at", starts=date(2026, 1, 1))

    assert faults(refused) == {
        name: [
            "Figures stand for this. Stop this indicator and add another one that counts otherwise."
        ]
        for name in ("timing", "starts")
    }
    assert edited(row, starts=date(2020, 8, 1)).starts == date(2020, 8, 1)


def bands(row) -> list[tuple[str, str]]:
    rows = row.categories.order_by("position")
    return [(one.label, one.parent.label if one.parent else "") for one in rows]


def test_categories_are_written_moved_and_taken_away():
    row = make.IndicatorFactory(breakdown="Age band")
    edited(row, categories=[Band("Unborn"), Band("Born", [Band("0 to 4"), Band("5 to 15")])])
    assert bands(row) == [("Unborn", ""), ("Born", ""), ("0 to 4", "Born"), ("5 to 15", "Born")]

    edited(row, categories=[Band("Born", [Band("0 to 4")]), Band("Unborn")])
    assert bands(row) == [("Born", ""), ("0 to 4", "Born"), ("Unborn", "")]


def test_a_category_with_figures_stays():
    row = make.IndicatorFactory(breakdown="Age band")
    category = make.CategoryFactory(indicator=row, label="0 to 4")
    make.ObservationFactory(indicator=row, category=category)

    with pytest.raises(ValidationError) as refused:
        edited(row, categories=[Band("0 to 5")])

    assert faults(refused) == {
        "categories": ["“0 to 4” has figures. It cannot be taken away or renamed."]
    }
    assert bands(row) == [("0 to 4", "")]


@pytest.mark.parametrize(
    ("breakdown", "categories", "said"),
    [
        ("Age band", ["A", "A"], {"categories": ["“A” stands here twice."]}),
        ("", ["A"], {"breakdown": ["Say what the categories are, for example Age band."]}),
    ],
)
def test_categories_that_cannot_be(breakdown, categories, said):
    row = make.IndicatorFactory(breakdown=breakdown)

    with pytest.raises(ValidationError) as refused:
        edited(row, categories=[Band(label) for label in categories])

    assert faults(refused) == said


def test_an_indicator_stops_and_is_taken_up_again():
    row = make.IndicatorFactory()

    services.stop_indicator(by=None, indicator=row, expected=1, ends=LAST_DAY)
    services.stop_indicator(by=None, indicator=row, expected=2, ends=None)

    assert [event.verb for event in Event.objects.filter(target_id=row.pk).order_by("pk")] == [
        "stopped indicator",
        "took up indicator",
    ]


def test_indicators_change_places_once_for_each_press():
    area = make.AreaFactory()
    rows = [make.IndicatorFactory(area=area, name=name) for name in "abc"]

    services.move_indicator(by=None, indicator=rows[2], expected=1, up=True)
    assert [row.name for row in area.indicators.order_by("position")] == ["a", "c", "b"]
    with pytest.raises(EditConflict):
        services.move_indicator(by=None, indicator=rows[2], expected=1, up=True)
    with pytest.raises(ValidationError, match="It stands at the end of the list already"):
        services.move_indicator(by=None, indicator=rows[0], expected=1, up=True)


def test_links_say_how_numbers_belong_together():
    one = make.IndicatorFactory()
    other = make.IndicatorFactory(area=one.area)

    link = services.link_indicator(by=None, indicator=one, kind=LinkKind.JOINS, to=other)
    again = services.link_indicator(by=None, indicator=one, kind=LinkKind.JOINS, to=other)
    assert again == link
    with pytest.raises(ValidationError) as refused:
        services.link_indicator(by=None, indicator=other, kind=LinkKind.JOINS, to=one)
    assert faults(refused) == {"to": ["The other one is linked to this one in that way already."]}
    services.unlink_indicator(by=None, link=link)
    assert IndicatorLink.objects.count() == 0


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (lambda one: one, "Choose another indicator than this one."),
        (
            lambda one: make.ShareFactory(area=one.area),
            "Only numbers add up. Neither of these is a number.",
        ),
    ],
)
def test_links_that_cannot_be(other, said):
    one = make.ShareFactory()

    with pytest.raises(ValidationError) as refused:
        services.link_indicator(by=None, indicator=one, kind=LinkKind.PART_OF, to=other(one))

    assert faults(refused) == {"to": [said]}


def test_nothing_is_linked_across_areas():
    with pytest.raises(ValueError, match="own area"):
        services.link_indicator(
            by=None,
            indicator=make.IndicatorFactory(),
            kind=LinkKind.PART_OF,
            to=make.IndicatorFactory(),
        )


def benchmark(row, **values):
    given = {
        "comparator": "Scotland",
        "period": QUARTER,
        "value": Decimal("2.6"),
        "edition_date": date(2026, 3, 24),
        "source": "National tables",
    }
    return services.add_benchmark(by=None, indicator=row, **given | values)


def test_a_national_revision_is_an_edition_beside_the_earlier_one():
    row = make.IndicatorFactory()

    benchmark(row)
    benchmark(row)  # the same once more
    benchmark(row, value=Decimal("2.4"), edition_date=date(2026, 10, 6))

    held = Benchmark.objects.order_by("edition_date").values_list("value", "edition_date")
    assert list(held) == [
        (Decimal("2.6"), date(2026, 3, 24)),
        (Decimal("2.4"), date(2026, 10, 6)),
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"value": Decimal("2.4")},
            {
                "value": [
                    "This edition says 2.6 already. A revision is an edition of its own: give its "
                    "date."
                ]
            },
        ),
        ({"value": Decimal(-1)}, {"value": ["This cannot be less than nought."]}),
        (
            {"edition_date": date(2025, 9, 1)},
            {"edition_date": ["An edition comes out after its period has ended."]},
        ),
        ({"edition_date": date(2099, 1, 1)}, {"edition_date": ["This edition is not out yet."]}),
    ],
)
def test_comparators_that_cannot_be(values, said):
    row = make.IndicatorFactory()
    benchmark(row)

    with pytest.raises(ValidationError) as refused:
        benchmark(row, **values)

    assert faults(refused) == said


def test_a_percentage_is_at_most_a_hundred():
    with pytest.raises(ValidationError) as refused:
        benchmark(make.ShareFactory(), value=Decimal(101))

    assert faults(refused) == {"value": ["A percentage is at most 100."]}


def goal(row, **values):
    given = {
        "kind": GoalKind.THRESHOLD,
        "value": Decimal(90),
        "agreed_on": date(2026, 6, 17),
        "agreed_by": "Committee",
    }
    return services.agree_goal(by=None, indicator=row, **given | values)


def test_what_was_agreed_holds_until_it_is_ended():
    row = make.IndicatorFactory()

    goal(row)
    goal(row)
    goal(row, value=None, agreed_on=date(2026, 9, 16))

    assert list(Goal.objects.order_by("pk").values_list("value", flat=True)) == [90, None]
    assert [event.verb for event in Event.objects.filter(target_id=row.pk).order_by("pk")] == [
        "recorded goal",
        "ended goal",
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"agreed_by": " "}, {"agreed_by": ["Say who agreed it."]}),
        (
            {"agreed_on": date(2099, 1, 1)},
            {"agreed_on": ["This day has not come: nothing is agreed yet."]},
        ),
        ({"value": None}, {"value": ["There is no threshold to end."]}),
        ({"value": Decimal(-1)}, {"value": ["This cannot be less than nought."]}),
    ],
)
def test_what_was_not_agreed_is_not_recorded(values, said):
    with pytest.raises(ValidationError) as refused:
        goal(make.IndicatorFactory(), **values)

    assert faults(refused) == said


NEWEST = Period(LAST_DAY, FIRST_DAY)


def test_a_sentence_keeps_what_the_rules_had_drafted():
    row = make.IndicatorFactory()
    given = {"by": None, "indicator": row, "period": NEWEST, "drafted": "There were 12."}

    services.write_sentence(**given, text="As many as before.")
    services.write_sentence(**given, text="As many as before.")

    assert list(row.sentences.values_list("drafted", "text")) == [
        ("There were 12.", "As many as before.")
    ]
    assert Event.objects.latest("pk").changes == {"period": NEWEST.name}
    with pytest.raises(ValidationError) as refused:
        services.write_sentence(**given, text=" ")
    assert list(faults(refused)) == ["text"]


def test_answers_stand_with_the_question_as_it_was_asked():
    row = make.IndicatorFactory(questions="Were they held in time?\nWhy not?")
    given = {"by": None, "indicator": row, "period": NEWEST}

    services.answer_questions(
        **given, answers={"Why not?": "No interpreter.", "Were they held in time?": " "}
    )
    services.answer_questions(**given, answers={"Why not?": "No interpreter."})

    assert list(row.answers.values_list("question", "text")) == [("Why not?", "No interpreter.")]
    with pytest.raises(ValidationError, match="The questions were changed meanwhile"):
        services.answer_questions(**given, answers={"Who?": "Nobody."})
