from evaluation.models.evaluations import Evaluation as Evaluation
from evaluation.models.evaluations import Evidence as Evidence
from evaluation.models.evaluations import Planned as Planned
from evaluation.models.frameworks import Domain as Domain
from evaluation.models.frameworks import Framework as Framework
from evaluation.models.frameworks import QualityIndicator as QualityIndicator
