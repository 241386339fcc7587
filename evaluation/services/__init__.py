from evaluation.services.evaluations import plan_evaluation as plan_evaluation
from evaluation.services.evaluations import share_evaluation as share_evaluation
from evaluation.services.evaluations import write_evaluation as write_evaluation
from evaluation.services.evidence import add_evidence as add_evidence
from evaluation.services.evidence import remove_evidence as remove_evidence
from evaluation.services.frameworks import import_framework as import_framework
