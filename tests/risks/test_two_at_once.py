"""Two people review one risk, or set thresholds, in one instant: the later is shown the first's."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.services.edits import EditConflict
from risks.models import RiskScale, RiskStep
from risks.rules.facts import Rating
from risks.services import rate_risk, set_risk_scale
from tests import factories as make

SOON = timezone.localdate() + timedelta(days=60)


def at_once(*calls):
    """What each call gave, or the conflict that it met; all begin together."""
    start = Barrier(len(calls))

    def one(call):
        try:
            start.wait()
            return call()
        except EditConflict as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))


def review(by, risk, likelihood, reason, seen):
    rating = Rating(5, 5, likelihood, 2)
    return rate_risk(by=by, risk=risk, rating=rating, review_by=SOON, reason=reason, seen=seen)


@pytest.mark.django_db(transaction=True)
def test_the_later_of_two_reviews_is_shown_the_first():
    risk = make.rated_risk(make.AreaFactory())
    people, seen = [make.UserFactory() for _ in range(2)], risk.steps.last().pk

    told = at_once(*[
        lambda by=by, at=at: review(by, risk, at + 1, f"Seen by {at}.", seen)
        for at, by in enumerate(people)
    ])  # fmt: skip

    [stands] = RiskStep.objects.filter(risk=risk).exclude(pk=seen)
    [refusal] = [one for one in told if isinstance(one, EditConflict)]
    assert [one for one in told if one != refusal] == [stands]
    assert stands.words in refusal.message
    assert str(stands.made_by) in refusal.message


@pytest.mark.django_db(transaction=True)
def test_the_later_of_two_thresholds_is_shown_the_first():
    scale = make.RiskScaleFactory()

    told = at_once(*[
        lambda high=high: set_risk_scale(
            by=None, area=scale.area, medium_from=6, high_from=high, reason="Agreed.",
            seen=scale.pk)
        for high in (15, 20)
    ])  # fmt: skip

    [stands] = RiskScale.objects.exclude(pk=scale.pk)
    [refusal] = [one for one in told if isinstance(one, EditConflict)]
    assert str(stands) in refusal.message


@pytest.mark.django_db
def test_form_shows_both_and_the_next_press_is_of_one_who_has_read_it(client, monkeypatch):
    """The other review comes between the form's own look and the service."""
    risk = make.rated_risk(make.AreaFactory())
    officer, other = (make.person_with(Role.LEAD_OFFICER, risk.area) for _ in range(2))
    client.force_login(officer)
    url, seen = reverse("risk_rate", args=[risk.pk]), risk.steps.last().pk
    typed = {
        "likelihood": 5, "impact": 5, "likelihood_after": 1, "impact_after": 1,
        "reason": "Mine.", "review_by": SOON.isoformat(), "seen": seen,
    }  # fmt: skip
    write = rate_risk

    def after_the_other(**values):
        review(other, risk, 4, "Theirs.", None)
        return write(**values)

    monkeypatch.setattr("risks.services.rate_risk", after_the_other)
    page = client.post(url, typed).content.decode()
    monkeypatch.undo()

    assert f"{other} was here meanwhile" in page
    assert "4 × 2 after it" in page
    assert "Theirs." in page
    assert "Mine.</textarea>" in page
    theirs = risk.steps.last()
    assert f'name="seen" value="{theirs.pk}"' in page
    assert client.post(url, {**typed, "seen": theirs.pk}).status_code == 302
    assert risk.steps.last().reason == "Mine."
