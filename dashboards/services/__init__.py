"""What this room writes: who took what was said in an area, and why."""

from dashboards.services.information import take_information as take_information
