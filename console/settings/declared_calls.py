"""The settings of how far calls may go, of recording them and of hearing them."""

from __future__ import annotations

from typing import Final

from console.settings.declared import Effect, Group, setting
from console.settings.declared_agents import AgentSettings
from console.settings.values import Count, Countries, Gain, Minutes, Money

_LIVE: Final = Effect.LIVE


class CallSettings(AgentSettings):
    """Goes on from `AgentSettings`: people are shown the settings in this order."""

    countries: Countries = setting(
        "CONSOLE_COUNTRIES",
        (),
        "Countries that may be dialled, by ISO 3166 code; the line's own when not set.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    dials_at_once: Count = setting(
        "CONSOLE_DIALS_AT_ONCE",
        20,
        "Calls out that may be under way at once.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    dials_an_hour: Count = setting(
        "CONSOLE_DIALS_AN_HOUR",
        100,
        "Numbers that may be dialled within an hour.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    max_minutes: Minutes = setting(
        "CONSOLE_MAX_MINUTES",
        60,
        "Minutes after which a call is ended, by the carrier if need be.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    cost_an_hour: Money | None = setting(
        "CONSOLE_COST_AN_HOUR",
        None,
        "What calls out may cost within an hour, in the carrier account's currency; "
        "no more is dialled after that. Not limited when not set.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    cost_a_minute: Money = setting(
        "CONSOLE_COST_A_MINUTE",
        0.02,
        "What a begun minute of a call out is taken to cost, in the carrier account's currency, "
        "until the carrier tells its price.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    recording: bool = setting(
        "CONSOLE_RECORDING",
        False,
        "Have the carrier record every call, which it charges for.",
        Group.RECORDING,
        effect=_LIVE,
    )
    recording_notice: str = setting(
        "CONSOLE_RECORDING_NOTICE",
        "This call may be recorded.",
        "What callers are told before a call is recorded.",
        Group.RECORDING,
    )
    microphone: str | None = setting(
        "CONSOLE_MICROPHONE",
        None,
        "The operator's microphone, by its name; the system's choice when not set.",
        Group.SOUND,
        effect=_LIVE,
    )
    speaker: str | None = setting(
        "CONSOLE_SPEAKER",
        None,
        "What the operator hears calls on, by its name; the system's choice when not set.",
        Group.SOUND,
        effect=_LIVE,
    )
    microphone_db: Gain = setting(
        "CONSOLE_MICROPHONE_DB", 0.0, "Gain of the microphone in dB.", Group.SOUND, effect=_LIVE
    )
    speaker_db: Gain = setting(
        "CONSOLE_SPEAKER_DB", 0.0, "Gain of the speaker in dB.", Group.SOUND, effect=_LIVE
    )
