from assurance.models.activities import Activity as Activity
from assurance.models.activities import Judgement as Judgement
from assurance.models.findings import Finding as Finding
from assurance.models.findings import FindingAction as FindingAction
from assurance.models.findings import FindingDecision as FindingDecision
