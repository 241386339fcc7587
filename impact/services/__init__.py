from impact.services.statements import share_statement as share_statement
from impact.services.statements import write_statement as write_statement
