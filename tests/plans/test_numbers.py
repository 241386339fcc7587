import pytest

from plans.rules.numbers import next_number, repeated, repeated_keys


@pytest.mark.parametrize(
    ("existing", "within", "following"),
    [
        ([], "", "1"),
        ([], "2", "2.1"),
        (["1.1", "1.2"], "1", "1.3"),
        (["1.9", "1.10"], "1", "1.11"),
        (["3"], "", "4"),
        (["1a", "1b"], "1", "1c"),
        (["1z"], "1", "1za"),
        (["", "1.2"], "1", "1.3"),
    ],
)
def test_next_number_follows_the_highest(existing, within, following):
    assert next_number(existing, within=within) == following


def test_repeated_numbers_are_named_once_and_blanks_are_not_numbers():
    assert repeated(["3.1", "3.2", "3.1", "", "", "3.1"]) == ["3.1"]


@pytest.mark.parametrize(
    ("items", "keys"),
    [
        ([(1, "1", 10), (2, "1", 11)], set()),  # numbering starts again under each heading
        ([(1, "1", 10), (2, "1", 10)], {1, 2}),
        ([(1, "3.1", 10), (2, "3.1", 11)], {1, 2}),
        ([(1, "", None), (2, " ", None)], set()),
        ([(1, "1a", None), (2, "1b", None)], set()),
        ([(1, " 2 ", None), (2, "2", None)], {1, 2}),
    ],
)
def test_keys_of_what_is_numbered_twice(items, keys):
    assert repeated_keys(items) == keys
