from django.db.models import TextChoices


class Ground(TextChoices):
    """What shows that practice or lives changed."""

    COMPLETED = "completed", "Completed actions"
    MEASURE = "measure", "Measures"
    FIGURE = "figure", "Figures"
    ASSURANCE = "assurance", "Inspections and audits"
    VOICE = "voice", "What children and families said"
