import pytest

from imports.rules.columns.roles import resolve
from imports.rules.columns.synonyms import role_of
from imports.rules.plan.level_names import level_name, level_roles, plural
from tests.imports.books import sheet


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("OBJECTIVES What we want to achieve", "level"),
        ("OBJECTIVES\nWhat we want to achieve", "level"),
        ("Strategic Priority", "level"),
        ("Areas of priority", "level"),
        ("Theme/Priority", "level"),
        ("Quality Indicator", "level"),
        ("Expected Impact", "impact"),
        ("Desired outcome", "impact"),
        ("What difference will it make?", "impact"),
        ("Actions/Tasks", "action"),
        ("ACTIONS What we are going to do", "action"),
        ("What will we do?", "action"),
        ("Improvement action", "action"),
        ("Ongoing/Maintenance – Actions/Tasks", "action"),
        ("Action owner", "lead"),
        ("Strategic Lead", "lead"),
        ("LEAD & Key people involved", "lead"),
        ("Person(s) responsible", "lead"),
        ("By whom", "lead"),
        ("Partners", "support"),
        ("Supporting agencies", "support"),
        ("Target Timescale", "timescale"),
        ("TIMESCALE When we will do this", "timescale"),
        ("By when", "timescale"),
        ("Completion date", "timescale"),
        ("Date completed", "completed"),
        ("Start date", "starts"),
        ("RAG", "status"),
        ("BRAG status", "status"),
        ("Action status", "status"),
        ("Progress report", "progress"),
        ("Update/Comments", "progress"),
        ("EVIDENCE or OUTCOME MEASURES How we will know we are achieving outcomes", "evidence"),
        ("How will we know?", "evidence"),
        ("Success criteria", "evidence"),
        ("No", "number"),
        ("Action No", "number"),
        ("Rec No", "number"),
        ("#", "number"),
        ("Type", "type"),
        ("Source", "origin"),
        ("Vision", "vision"),
        ("Context", "context"),
        ("Total actions/tasks", "ignored"),
        ("Baseline", None),
        ("", None),
    ],
)
def test_names_of_columns(header, role):
    assert role_of(header) == role


@pytest.mark.parametrize(
    ("header", "name", "names"),
    [
        ("OBJECTIVES\nWhat we want to achieve", "Objective", "Objectives"),
        ("Strategic Priorities", "Strategic Priority", "Strategic Priorities"),
        ("Areas of priority", "Area of priority", "Areas of priority"),
        ("Expected Impact", "Expected Impact", "Expected Impacts"),
        ("Outcome(s)", "Outcome", "Outcomes"),
        ("Theme/Priority", "Theme/Priority", "Themes/Priorities"),
        ("Focus", "Focus", "Focus"),
        ("How will we do this?", "How will we do this?", "How will we do this?"),
        ("STRATEGIC PRIORITY", "Strategic priority", "Strategic priorities"),
    ],
)
def test_names_of_levels(header, name, names):
    assert (level_name(header), plural(level_name(header))) == (name, names)


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        (["Priority", "Outcome", "Expected Impact"], ["priority", "outcome", "objective"]),
        (["Strategic priority", "Outcome", "Objective"], ["priority", "outcome", "objective"]),
        (["Theme", "Area of priority"], ["priority", "objective"]),
        (["Intent"], ["priority"]),
        (["Outcome"], ["outcome"]),
        (["Section", "Step"], ["priority", "objective"]),
    ],
)
def test_roles_of_levels(names, roles):
    assert level_roles(names) == roles


def roles(rows) -> list[str]:
    columns, _ = resolve(rows[0], sheet(rows).rows[1:], {})
    return [str(column.role) for column in columns]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Impact", "Action"], ["a", "b"]], ["level", "action"]),
        ([["Action", "Impact"], ["a", "b"]], ["action", "impact"]),
        ([["Action", "Priority", "Lead"], ["a", "High", "c"]], ["action", "ignored", "lead"]),
        ([["Recommendation", "Lead"], ["a", "b"]], ["action", "lead"]),
        ([["Recommendation", "Action"], ["a", "b"]], ["level", "action"]),
        ([["Ref", "Description", "Owner", "Due"], ["1", "b", "c", "d"]],
         ["number", "action", "lead", "timescale"]),
        ([["Action", "Timescale", "Revised timescale"], ["a", "b", "c"]],
         ["action", "timescale", "revised"]),
        ([["Review date", "Action", "Target date"], ["a", "b", "c"]],
         ["ignored", "action", "timescale"]),
        ([["Action", "RAG Q1", "RAG Q2"], ["a", "G", "A"]], ["action", "ignored", "status"]),
        ([["Driver X", "Action"], ["a", "b"]], ["level", "action"]),
        ([["Action", "Baseline"], ["a", "b"]], ["action", "ignored"]),
        ([["", "Action"], ["1", "b"]], ["number", "action"]),
    ],
)  # fmt: skip
def test_columns_are_settled_by_their_neighbours_and_contents(rows, expected):
    assert roles(rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Date added", "Action", "Target date", "Completion date"], ["a", "b", "c", "d"]],
         ["ignored", "action", "timescale", "completed"]),
        ([["Action", "Date of completion"], ["a", "b"]], ["action", "timescale"]),
        ([["Action", "Start", "Finish"], ["a", "b", "c"]], ["action", "starts", "timescale"]),
        ([["Action", "Sub-group"], ["a", "b"]], ["action", "lead"]),
        ([["Action", "Sub-group", "Lead officer"], ["a", "b", "c"]], ["action", "support", "lead"]),
        ([["Action", "Priority", "Lead"], ["a", "1", "c"]], ["action", "ignored", "lead"]),
        ([["Action", "Theme", "Lead"], ["a", "Voice", "c"], ["b", "Voice", "c"],
          ["d", "Voice", "c"], ["e", "Data", "c"]], ["action", "level", "lead"]),
    ],
)  # fmt: skip
def test_columns_that_compete(rows, expected):
    assert roles(rows) == expected
