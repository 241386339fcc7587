from outcomes.services.measures import add_measure as add_measure
from outcomes.services.measures import edit_measure as edit_measure
from outcomes.services.measures import remove_measure as remove_measure
from outcomes.services.outcomes import add_outcome as add_outcome
from outcomes.services.outcomes import edit_outcome as edit_outcome
from outcomes.services.outcomes import remove_outcome as remove_outcome
from outcomes.services.readings import add_reading as add_reading
