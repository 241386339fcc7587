"""What children, young people and families of an area said, and what became of it."""

from __future__ import annotations

from demonstration.queries.sources import Source, Table
from demonstration.services.assurance import noon
from demonstration.services.people import Place
from demonstration.services.plans import Printed
from plans.models import Heading
from voices.enums import Answer, Feedback, LinkKind, Method, Relation, Who
from voices.models import Voice, VoiceGroup
from voices.rules.facts import AnswerFacts, FeedbackFacts, VoiceFacts
from voices.services import (
    add_group,
    add_quotation,
    add_voice,
    answer_voice,
    join_voice,
    share_voice,
    tell_back,
)


def keep_voices(source: Source, place: Place, printed: Printed) -> None:
    """Each voice of the file with what it is about, what was decided and whether they were told;
    what is no draft is shared on the day after."""
    own = {
        row["name"]: add_group(
            by=place.lead_officer,
            area=place.area,
            name=row["name"],
            of_children=row.get("of_children", False),
        )
        for row in source.story.get("voice_groups", ())
    }
    for row in source.story.get("voices", ()):
        _voice(row, place, printed, own)


def _voice(row: Table, place: Place, printed: Printed, own: dict[str, VoiceGroup]) -> None:
    by = place.lead_officer
    heard_on = place.timetable.months_ago(row["months_ago"])
    group = own.get(row["who"])
    facts = VoiceFacts(
        method=Method(row["method"]),
        heard_on=heard_on,
        said=row.get("said", ""),
        who=None if group else Who(row["who"]),
        group=group.pk if group else None,
        method_words=row.get("how", ""),
        took_part=row.get("took_part"),
    )
    voice = add_voice(by=by, area=place.area, facts=facts)
    at = noon(heard_on)
    for key in row.get("about", ()):
        top = top_of(printed, key)
        join_voice(by=by, voice=voice, to=top, kind=LinkKind.CONCERNS, at=at)
    _answers(row, place, voice)
    for key in row.get("came_of", ()):
        action = printed.actions[key]
        join_voice(by=by, voice=voice, to=action, kind=LinkKind.CAME_OF, at=at)
    if words := row.get("quotation"):
        add_quotation(
            by=by, voice=voice, words=words, consent_from=Relation.OWN, consent_on=heard_on
        )
    if not row.get("draft"):
        share_voice(by=by, voice=voice, at=at)


def _answers(row: Table, place: Place, voice: Voice) -> None:
    """What was decided, and whether they were told: both so many months ago."""
    if answer := row.get("answer"):
        kind, words, months = answer
        decided = AnswerFacts(Answer(kind), words, place.timetable.months_ago(months))
        answer_voice(by=place.lead_officer, voice=voice, expected=1, facts=decided)
    if told := row.get("told"):
        kind, words, *ago = told
        on = place.timetable.months_ago(ago[0]) if ago else None
        voice.refresh_from_db()
        tell_back(
            by=place.lead_officer,
            voice=voice,
            expected=voice.row_version,
            facts=FeedbackFacts(Feedback(kind), words, on),
        )


def top_of(printed: Printed, key: str) -> Heading:
    """The priority under which the action stands that the file calls `key`."""
    heading = printed.actions[key].heading
    while heading and heading.parent:
        heading = heading.parent
    if heading is None:
        raise ValueError(f"Action {key} stands under no heading")
    return heading
