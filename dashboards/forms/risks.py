"""What of a risk register is shown."""

from typing import Any

from django import forms

from committees.models import Area, Post
from risks.enums import Level, Movement
from risks.queries.register import RiskRow
from web.fields import DayField

SHOWN = (
    ("open", "Open"),
    ("escalated", "With chief officers"),
    ("review", "Waiting for a review"),
    ("draft", "Drafts"),
    ("closed", "Closed"),
    ("all", "All"),
)


class RiskFilters(forms.Form):
    """Narrows the register; what cannot be read is left out of account."""

    show = forms.ChoiceField(label="Show", choices=SHOWN, required=False)
    level = forms.ChoiceField(
        label="After mitigation", choices=[("", "Any"), *Level.choices], required=False
    )
    movement = forms.ChoiceField(
        label="Movement", choices=[("", "Any"), *Movement.choices], required=False
    )
    post = forms.ModelChoiceField(
        Post.objects.none(), label="Owner", required=False, empty_label="Any"
    )
    since = DayField(label="Movement since", required=False)

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners: Any = self.fields["post"]
        owners.queryset = Post.objects.filter(area=area, risks__isnull=False).distinct()
        self.full_clean()
        self.asked = getattr(self, "cleaned_data", {})

    @property
    def in_use(self) -> int:
        return sum(bool(value) for value in self.asked.values())

    def fits(self, row: RiskRow) -> bool:
        level, movement, post = (self.asked.get(name) for name in ("level", "movement", "post"))
        return (
            _shown(row, self.asked.get("show") or "open")
            and (not level or row.now.level == level)
            and (not movement or row.movement == movement)
            and (not post or row.risk.post_id == post.pk)
        )


def _shown(row: RiskRow, show: str) -> bool:
    return {
        "open": row.now.open,
        "escalated": row.now.escalated is not None,
        "review": row.review is not None,
        "draft": row.risk.shared_on is None,
        "closed": not row.now.open,
    }.get(show, True)
