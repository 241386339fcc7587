from risks.models.register import Risk as Risk
from risks.models.steps import ReviewRequest as ReviewRequest
from risks.models.steps import RiskScale as RiskScale
from risks.models.steps import RiskStep as RiskStep
