from voices.models.links import TARGETS as TARGETS
from voices.models.links import Place as Place
from voices.models.links import VoiceLink as VoiceLink
from voices.models.quotations import Quotation as Quotation
from voices.models.voices import Voice as Voice
from voices.models.voices import VoiceGroup as VoiceGroup
