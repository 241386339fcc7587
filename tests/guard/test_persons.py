"""What may point at a child without any number, and the ordinary words that look alike."""

import re

import pytest

from guard.enums import Kind, Verdict
from guard.refusals import Refusal
from guard.rules.examination import Tuning, examine
from guard.rules.patterns import expression

BIRTHS = (
    *("DOB 12/03/2014", "D.O.B.: 12.3.14", "date of birth 12 March 2014", "Birthdate: 2014-03-12"),
    *("born on 12th March 2014", "(b. 12/03/2014)", "born 2014-03-12", "DoB 120314"),
    *("12/03/2014 (DOB)", "dob:12032014", "born March 12, 2014", "born on the 12th of March 2014"),
    *("DOB – 12 Mar '14", "D O B １２/０３/２０１４", "her birthday, 12 March 2014"),
)
POSTCODES = ("EH1 1YZ", "at KY2 5QQ.", "eh11yz", "G12 8QQ", "SW1A 2AA", "EH1\xa01YZ", "Eh1 1yz")
CHILDREN = (
    *("Child A, aged 4", "Child A (4)", "Baby B, 9 months", "YP1 aged 15", "Sibling 2 (P4)"),
    *("Twin A is 6 years old", "4-year-old Child A", "Child B, S2", "child C who is aged 7"),
    *("child C who is 7", "Child A, 4", "Child A aged four", "Young Person B (15 yrs)"),
    *("Child\xa0A, aged\n4", "Child А, aged 4", "Pupil A in primary 3", "Child 1: age 6"),
    *("aged 4, Child A", "Child No. 2, aged 11", "Infant C, 3 weeks old", "Child A was aged 4."),
)
INITIALS = ("JS, aged 4", "J.S. (4)", "J S is 4 years old", "J.S., 4 yrs", "a 4 year old boy, JS")
NAMES = ("Callum, aged 4", "Sophie Brown (aged 6)", "4-year-old Sophie", "Callum is 7 years old")
OTHERS = {
    Kind.NINO: ("AB123456C", "AB 12 34 56 C", "ab-12-34-56-c"),
    Kind.CASE: (
        *("SWIS 123456", "Mosaic ID: 1234567", "case no. 12345", "CareFirst 987654"),
        *("client reference 5551234", "Liquid Logic no 123456", "SCRA ref: 123456"),
    ),
    Kind.POLICE: ("PS-20240112-1234", "crime ref 12345/24", "iVPD 1234567", "incident no 1234-12"),
    Kind.UPRN: ("UPRN 123456789012", "uprn: 906700123"),
    Kind.MOBILE: (
        "07700 900123",
        "+44 7700 900123",
        "0 7 7 0 0 9 0 0 1 2 3",
        "+44 (0)7700 900 123",
    ),
    Kind.EMAIL: (
        "someone@gmail.com",
        "a.b@hotmail.co.uk",
        "mum (at) icloud.com",
        "x@BTinternet.com",
    ),
}
SEEN = [
    *((Kind.BIRTH, text) for text in BIRTHS),
    *((Kind.POSTCODE, text) for text in POSTCODES),
    *((Kind.CHILD_AGE, text) for text in CHILDREN),
    *((Kind.INITIALS_AGE, text) for text in INITIALS),
    *((Kind.NAME_AGE, text) for text in NAMES),
    *((kind, text) for kind, texts in OTHERS.items() for text in texts),
]
ORDINARY = (
    "children born between 1 April 2014 and 31 March 2015",
    "infants born since 1 January 2026 are offered a visit",
    "babies born in 2014",
    "b. 12 March 2026: the committee met",
    "the DOB is asked for on the form",
    *("EH1 and KY2", "the KY2 area", "S1 1st term", "P1 to P7", "A92 2nd exit"),
    *("Child A", "Child A and Child B", "the learning review for Child A", "Child 1st approach"),
    *("aged 4–10", "children aged 4", "a child aged 4", "Child aged 4 to 10", "Child A aged 4–10"),
    *("Children aged 4", "CP aged 16", "LAC aged 12 and over", "Young people aged 16 and 17"),
    *("under 5s", "aged under 5", "Girls aged 11 or 12", "GIRFEC (2)", "CPC (12)", "Scotland (4)"),
    "16-year-old young people leaving care",
    "Pupils in P4 and S2 will be asked in the survey",
    "Child Protection Committee, 4 meetings",
    "child protection plan within 3 months",
    "a child 12 months after registration",
    *("Case 1", "case file audit 2026", "Learning from cases 2024", "SWIS is replaced in 2027"),
    *("police incident reports fell by 12%", "someone@fife.gov.uk", "office@nhs.scot"),
    *("01592 643355", "0131 200 2000", "extension 4567", "0300 123 1234"),
    *("SG/2021/144", "CEL 20 (2010)", "section 22(1)(a)", "priority 1.2.3", "paragraph 4.10"),
    "By 31 March 2026 – review at 30 June 2026",
    "74% (2024-25) against 68% (2023-24), target 80%",
    "IRDs: 1,204 in 2024/25; 1,187 in 2025/26",
    "Q1 12 Q2 10 Q3 23 Q4 1456",
    "10.30am–12.00, 14/10/2026, Room 1",
    "Actions 1.1, 1.2, 1.3, 1.4 and 1.5",
    "Age of Criminal Responsibility (Scotland) Act 2019",
    "National Guidance for Child Protection in Scotland 2021 (updated 2023)",
    "£1,250,000 over 3 years; £45,000 recurring",
    "95% of staff trained by 30/09/2026; 412 of 433",
)


@pytest.mark.parametrize(("kind", "text"), SEEN)
def test_has_to_be_confirmed(kind, text):
    seen = examine(f"At the review: {text}")

    assert (seen.verdict, seen.kinds) == (Verdict.WARN, [kind])


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_of_a_plan_pass(text):
    assert examine(text).kinds == []


@pytest.mark.parametrize(
    ("pattern", "seen", "passes"),
    [
        ("SW-######", ["SW-123456", "sw 123456", "SW123456"], ["SW-12345", "SW-1234567"]),
        ("@@/####{5,7}", ["AB/12345678"], ["AB/1234567", "A1/12345678"]),
        ("Ref.(###)", ["ref.(123)"], ["ref (123)", "Reff.(123)"]),
        ("##### ###", ["12345-678", "12345678"], ["12345 67"]),
    ],
)
def test_patterns_that_an_administrator_writes(pattern, seen, passes):
    tuning = Tuning(references=(expression(pattern),))

    assert [examine(text, tuning=tuning).kinds for text in seen] == [[Kind.CASE]] * len(seen)
    assert [examine(text, tuning=tuning).kinds for text in passes] == [[]] * len(passes)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("SW-##", "Write at least 3 digits, each as #."),
        ("", "Write at least 3 digits, each as #."),
        ("#{3,2}", "Between the braces stand one or two numbers from 1 to 20"),
        ("#{3,99}", "Between the braces stand one or two numbers from 1 to 20"),
        ("#" * 61, "This is longer than 60 characters."),
    ],
)
def test_a_pattern_that_would_see_too_much_is_refused(pattern, said):
    with pytest.raises(Refusal, match=re.escape(said)):
        expression(pattern)


def test_an_office_has_its_postcode():
    tuning = Tuning(offices=frozenset({"KY7 5LT"}))

    assert examine("Fife House, ky7 5lt", tuning=tuning).kinds == []
    assert examine("KY7 5LA", tuning=tuning).kinds == [Kind.POSTCODE]
