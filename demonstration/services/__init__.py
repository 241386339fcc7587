"""Loading a demonstration area: through the product's own services, as its people would."""

from demonstration.services.area import load_area as load_area
from demonstration.services.chains import load_chain as load_chain
from demonstration.services.chains import make_chain_reports as make_chain_reports
from demonstration.services.papers import make_papers as make_papers
from demonstration.services.regional import share_regional as share_regional
from demonstration.services.reports import make_reports as make_reports
