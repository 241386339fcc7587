"""What is set otherwise because of what stands in it: direction, small headings, signs, bars."""

import re

import pytest

from charts.letters.glyphs import drawn, undrawn
from documents.files.layout import as_set
from documents.status_bars import MIN_SIGN, stacked_bar
from documents.statuses import DEFAULTS, default_tag

URDU, HEBREW = "بچوں کی بات", "הילדים נשמעו"


@pytest.mark.parametrize(
    ("markup", "set_as"),
    [
        (f"<p>{URDU}</p>", f'<p dir="rtl">{URDU}</p>'),
        (f'<td class="a"><b>{HEBREW}</b></td>', f'<td class="a" dir="rtl"><b>{HEBREW}</b></td>'),
        (f"<p>Ask {URDU}</p>", f"<p>Ask {URDU}</p>"),
        (f"<th>1.1</th><td>{URDU}</td>", f'<th>1.1</th><td dir="rtl">{URDU}</td>'),
        (f'<td>Ask<span class="small">{HEBREW}</span></td>',
         f'<td>Ask<span class="small" dir="rtl">{HEBREW}</span></td>'),
        (f'<td>{URDU}<span class="small">Lead: {HEBREW}</span></td>',
         f'<td dir="rtl">{URDU}<span class="small" dir="ltr">Lead: {HEBREW}</span></td>'),
        (f"<td><p>{URDU}</p><p><b>To be done:</b> Now</p></td>",
         f'<td><p dir="rtl">{URDU}</p><p><b>To be done:</b> Now</p></td>'),
        (f'<p dir="ltr">{URDU}</p>', f'<p dir="ltr">{URDU}</p>'),
        (f"<p>“{URDU}”</p>", f'<p dir="rtl">“{URDU}”</p>'),
    ],
)  # fmt: skip
def test_a_line_runs_as_its_first_letter_does(markup, set_as):
    assert as_set(markup) == set_as


@pytest.mark.parametrize(
    ("markup", "small"),
    [
        ("<h2>A</h2><p>One line.</p><h2>B</h2><p>x</p><table></table>", ["A"]),
        ('<h2 id="a">A</h2>\n<p class="m">One.</p>\n</main>', ["A"]),
        (f"<h2>A</h2><p>{'word ' * 40}</p></main>", []),
        ("<h2>A</h2><p>One.</p><p>Two.</p></main>", []),
        ('<h2 class="opens">A</h2><p>One.</p></main>', []),
        ("<h2>A</h2><h2>B</h2><ul><li>x</li></ul>", ["A"]),
    ],
)
def test_a_heading_over_a_single_line_is_small(markup, small):
    headings = re.findall(r"<h2([^>]*)>(.*?)</h2>", as_set(markup))
    assert [name for rest, name in headings if "slight" in rest] == small


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Ask 👍🏽 them", "Ask [thumbs up sign] them"),
        ("👩‍👧", "[woman, girl]"),
        ("🇬🇧", "[flag GB]"),
        ("a\ue000b", "a[a sign that no font has]b"),
        ("Àrd ✓ ● 中文 " + URDU, "Àrd ✓ ● 中文 " + URDU),
        ("1\ufe0f\u20e3", "1"),
        ("✅ ── ❌", "[white heavy check mark] [box drawings light horizontal] [cross mark]"),
    ],
)
def test_a_sign_that_no_font_has_prints_as_its_name(text, printed):
    assert drawn(text) == printed
    assert all(name in printed for name in undrawn(text))


def test_every_part_of_a_bar_says_what_it_is():
    parts = [
        (default_tag(key), number) for key, number in zip(DEFAULTS, (1, 1, 97, 0, 1), strict=False)
    ]
    bar = stacked_bar(parts, width=130)

    assert [part.label for part in bar.segments] == ["■", "▲", "○ 97", "✓"]
    assert min(part.width for part in bar.segments) == MIN_SIGN
    assert round(sum(part.width for part in bar.segments), 1) == 130
