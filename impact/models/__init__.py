from impact.models.statements import GROUNDS as GROUNDS
from impact.models.statements import Chosen as Chosen
from impact.models.statements import Statement as Statement
