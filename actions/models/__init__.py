"""The tables of actions."""

from actions.models.action import Action as Action
from actions.models.action import Lead as Lead
from actions.models.checks import Comment as Comment
from actions.models.checks import ProposalDecision as ProposalDecision
from actions.models.checks import UpdateCheck as UpdateCheck
from actions.models.disposal import Disposal as Disposal
from actions.models.evidence import Evidence as Evidence
from actions.models.evidence import UpdateDraft as UpdateDraft
from actions.models.indicators import ActionIndicator as ActionIndicator
from actions.models.lineage import Lineage as Lineage
from actions.models.officers import OfficersDecision as OfficersDecision
from actions.models.record import Challenge as Challenge
from actions.models.record import Completion as Completion
from actions.models.record import DeadlineRevision as DeadlineRevision
from actions.models.record import ProgressUpdate as ProgressUpdate
from actions.models.regional import RegionalAction as RegionalAction
from actions.models.regional import RegionalUpdate as RegionalUpdate
from actions.models.regional import Tie as Tie
from actions.models.risks import ActionRisk as ActionRisk
from actions.models.tally import Tally as Tally
