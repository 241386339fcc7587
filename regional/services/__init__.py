"""Every write to what several areas share of an action."""

from regional.services.regional import answer_tie as answer_tie
from regional.services.regional import end_tie as end_tie
from regional.services.regional import offer_regional as offer_regional
from regional.services.regional import share_action as share_action
from regional.services.regional_updates import record_regional_update as record_regional_update
