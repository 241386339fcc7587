"""Every write of what is recorded of the committee itself."""

from governance.services.partners import add_contribution as add_contribution
from governance.services.partners import edit_contribution as edit_contribution
from governance.services.seats import add_place as add_place
from governance.services.seats import add_term as add_term
from governance.services.seats import edit_place as edit_place
from governance.services.seats import edit_term as edit_term
from governance.services.seats import record_induction as record_induction
from governance.services.strategies import add_strategy as add_strategy
from governance.services.strategies import edit_strategy as edit_strategy
from governance.services.year import set_year as set_year
