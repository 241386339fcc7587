"""The tables of reporting."""

from reporting.models.deliveries import Delivery as Delivery
from reporting.models.deliveries import Download as Download
from reporting.models.directions import Direction as Direction
from reporting.models.directions import DirectionAnswer as DirectionAnswer
from reporting.models.reports import Report as Report
from reporting.models.reports import ReportFile as ReportFile
from reporting.models.reports import Section as Section
from reporting.models.reports import Snapshot as Snapshot
