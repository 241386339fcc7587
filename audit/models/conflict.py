"""What a row version refuses: a second writer who did not see the first one."""

from django.core.exceptions import ValidationError
from django.db import models


class EditConflict(ValidationError):
    """Somebody else saved the row since this person opened it. Nothing was written."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(
            "This was changed while you were writing. Nothing of yours is lost: "
            "both texts are shown below.",
            code="conflict",
        )
        self.current = current
