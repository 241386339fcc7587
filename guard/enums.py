"""What the guard can say of a text."""

from django.db.models import TextChoices


class Verdict(TextChoices):
    """From the mildest to the strictest."""

    PASS = "pass", "Passes"
    WARN = "warn", "Has to be confirmed"
    REFUSE = "refuse", "Refused"


class Kind(TextChoices):
    """What was seen; the label stands in sentences: "looks like …"."""

    CHI = "chi", "a CHI number"
    NHS = "nhs", "an NHS number"
    HC = "hc", "a Health and Care number of Northern Ireland"
    UPN = "upn", "a unique pupil number"
    SCN = "scn", "a Scottish Candidate Number"
    BIRTH = "birth", "a date of birth"
    POSTCODE = "postcode", "a full postcode"
    CHILD_AGE = "child_age", "a child by letter or number with an age or class"
    INITIALS_AGE = "initials_age", "initials with an age"
    NAME_AGE = "name_age", "a name with an age"
    NINO = "nino", "a National Insurance number"
    CASE = "case", "a case reference"
    POLICE = "police", "a police reference"
    UPRN = "uprn", "a property reference number"
    MOBILE = "mobile", "a mobile number"
    EMAIL = "email", "a private e-mail address"
    COUNT = "count", "a small number of children"


class Outcome(TextChoices):
    """What became of a text in which something was seen."""

    REFUSED = "refused", "Refused"
    CONFIRMED = "confirmed", "Confirmed by its writer"


class Purpose(TextChoices):
    """What an administrator's pattern is for."""

    REFERENCE = "reference", "A case reference: it has to be confirmed"
    OFFICE = "office", "An office's postcode: it passes"
