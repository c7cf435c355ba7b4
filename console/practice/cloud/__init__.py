"""The practice carrier: a Twilio cloud in miniature, on loopback."""

from console.practice.cloud.cloud import PracticeCloud
from console.practice.cloud.far import AnswerPhone, FarParty, FarTick
from console.practice.cloud.numbers import PracticeNumber
from console.practice.cloud.terms import Terms
from console.practice.cloud.timings import Timings

__all__ = [
    "AnswerPhone",
    "FarParty",
    "FarTick",
    "PracticeCloud",
    "PracticeNumber",
    "Terms",
    "Timings",
]
