"""Events in words."""

import pytest

from committees.rules.event_words import told


@pytest.mark.parametrize(
    ("verb", "changes", "words"),
    [
        ("edited body", {"remit": ["", "Audit"]}, [("Remit", "Audit")]),
        (
            "edited plan",
            {"vision": ["Safe", "Safe at home"]},
            [("Vision", "Safe became “Safe at home”")],
        ),
        (
            "ended holding of post",
            {"ends": [None, "2026-07-31"]},
            [("Until", "31 July 2026")],
        ),
        ("added posts", {"titles": ["Nurse", "Reporter"]}, [("Titles", "Nurse, Reporter")]),
        ("granted role", {"ends": None}, []),
        ("edited level", {"numbered": [True, False]}, [("Numbered", "yes became no")]),
        (
            "edited high-level outcome",
            {"headings": [[], ["1 Heard", "2 Safe"]]},
            [("Headings", "“1 Heard”, “2 Safe”")],
        ),
        ("froze snapshot", {"counts": {"on_track": 3}}, [("Counts", "On track: 3")]),
        (
            "froze report",
            {"frozen_at": "2026-07-31T12:00:00Z"},
            [("Frozen at", "31 July 2026")],
        ),
        ("invited person", {}, []),
        ("edited body", {"remit": ["Audit", ""]}, [("Remit", "Audit became nothing")]),
        (
            "asked for new date",
            {"due": ["2027-07-31", "2027-09-30"], "impact": ""},
            [("Date", "31 July 2027 became 30 September 2027")],
        ),
        (
            "challenged rating",
            {"rating": ["Green", "Amber"]},
            [("Rating", "the lead’s Green, the chair’s Amber")],
        ),
        ("updated action", {"source": "on_behalf"}, [("Source", "on the lead’s behalf")]),
        ("edited body", {"name": ["0000-00-00", "2026-02-30"]},
         [("Name", "0000-00-00 became 2026-02-30")]),
        ("added body", {"name": "٢٠٢٦-٠١-٠١"}, [("Name", "٢٠٢٦-٠١-٠١")]),
        ("added body", {"name": "2026-07-31This"}, [("Name", "2026-07-31This")]),
        ("added body", {"name": "2026-07-31\n"}, [("Name", "2026-07-31\n")]),
    ],
)  # fmt: skip
def test_change_reads_as_words(verb, changes, words):
    assert told(verb, changes) == words
