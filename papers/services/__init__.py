"""Every write to papers that people write beside facts."""

from papers.services.agreement import agree_paper as agree_paper
from papers.services.agreement import take_written_paper as take_written_paper
from papers.services.agreement import withdraw_paper as withdraw_paper
from papers.services.words import begin_minutes as begin_minutes
from papers.services.words import begin_summary as begin_summary
from papers.services.words import write_paper_part as write_paper_part
