from documents.papers.annual.report import AnnualPaper as AnnualPaper
from documents.papers.annual.report import paper as paper
