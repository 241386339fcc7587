"""The tables of actions."""

from actions.models.asking import Evidence as Evidence
from actions.models.asking import Reminder as Reminder
from actions.models.asking import UpdateDraft as UpdateDraft
from actions.models.asking import WindowReopening as WindowReopening
from actions.models.checking import Comment as Comment
from actions.models.checking import ProposalDecision as ProposalDecision
from actions.models.checking import UpdateCheck as UpdateCheck
from actions.models.drafts import ImportDraft as ImportDraft
from actions.models.meetings import MeetingDecision as MeetingDecision
from actions.models.plan import Action as Action
from actions.models.plan import Lead as Lead
from actions.models.record import Challenge as Challenge
from actions.models.record import Completion as Completion
from actions.models.record import DeadlineRevision as DeadlineRevision
from actions.models.record import ProgressUpdate as ProgressUpdate
from actions.models.record import UpdateWindow as UpdateWindow
