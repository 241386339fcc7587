"""The tables of actions."""

from actions.models.drafts import ImportDraft as ImportDraft
from actions.models.plan import Action as Action
from actions.models.plan import Lead as Lead
from actions.models.record import Challenge as Challenge
from actions.models.record import Completion as Completion
from actions.models.record import DeadlineRevision as DeadlineRevision
from actions.models.record import ProgressUpdate as ProgressUpdate
from actions.models.record import UpdateWindow as UpdateWindow
