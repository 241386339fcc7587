"""Every write to people and agencies."""

from accounts.services.people import add_person as add_person
from accounts.services.people import appoint_area_maker as appoint_area_maker
from accounts.services.people import choose_mail_day as choose_mail_day
from accounts.services.people import correct_address as correct_address
from accounts.services.people import deactivate_person as deactivate_person
from accounts.services.people import find_or_make_agency as find_or_make_agency
from accounts.services.people import let_in_again as let_in_again
from accounts.services.people import send_invitation as send_invitation
