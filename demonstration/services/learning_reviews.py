"""Learning reviews of an area, each with the few who may know of it."""

from __future__ import annotations

from uuid import uuid4

from demonstration.queries.sources import Source, Table
from demonstration.services.people import Place
from demonstration.services.plans import Printed
from learning_reviews.enums import Course, Reason, Stage, Theme
from learning_reviews.models import Review
from learning_reviews.services import (
    add_finding,
    join_action,
    name_person,
    open_review,
    record_step,
)


def keep_reviews(source: Source, place: Place, printed: Printed) -> None:
    """Each review of the file: who is named, its stages, its findings and what came of them."""
    by = place.lead_officer
    for row in source.story.get("learning_reviews", ()):
        notified = place.timetable.months_ago(row["notified"])
        review = open_review(by=by, area=place.area, key=uuid4(), notified_on=notified)
        for person in row["people"]:
            name_person(by=by, review=review, person=place.people[person])
        _came_to(row, review, place)
        for number, theme, *actions in row.get("findings", ()):
            finding = add_finding(by=by, review=review, number=number, theme=Theme(theme))
            for key in actions:
                join_action(by=by, finding=finding, action=printed.actions[key])


def _came_to(row: Table, review: Review, place: Place) -> None:
    """A stage is its code and how many months ago; of a decision also what, why and which post."""
    for stage, months, *said in row["stages"]:
        course, reason, post = said or (None, None, None)
        record_step(
            by=place.lead_officer,
            review=review,
            stage=Stage(stage),
            on=place.timetable.months_ago(months),
            course=Course(course) if course else None,
            reason=Reason(reason) if reason else None,
            post=place.posts[post] if post else None,
        )
