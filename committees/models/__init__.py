"""The tables of areas, bodies, posts and people."""

from committees.models.access import AccessChange as AccessChange
from committees.models.calendars import CalendarFeed as CalendarFeed
from committees.models.logos import Logo as Logo
from committees.models.offers import GroupOffer as GroupOffer
from committees.models.organisation import Area as Area
from committees.models.organisation import Body as Body
from committees.models.organisation import DateRule as DateRule
from committees.models.organisation import Meeting as Meeting
from committees.models.organisation import Membership as Membership
from committees.models.organisation import Offsets as Offsets
from committees.models.organisation import Post as Post
from committees.models.organisation import PostHolding as PostHolding
from committees.models.organisation import RoleGrant as RoleGrant
