"""The practice line as one piece: the cloud in miniature, who phones in, who picks up."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from yarl import URL

from console.practice.caller import PracticeCaller
from console.practice.cloud import PracticeCloud, PracticeNumber
from console.practice.scenarios import Scenario, find_scenario, load_scenarios, preload
from console.switchboard.interface import PracticeScenario

PUBLIC_URL: Final = "https://practice.invalid"
NUMBER: Final = "+14155550100"
"""The practice line's own number, of a range that is kept for fiction."""


@dataclass(frozen=True, slots=True)
class PracticeAccount:
    """The account at the cloud in miniature, new at every start."""

    sid: str
    auth_token: str
    api_url: str


class PracticeLine:
    """Makes the practice line ring and answers what it dials. Engine's loop."""

    def __init__(self) -> None:
        self._account_sid = "AC" + secrets.token_hex(16)
        self._auth_token = secrets.token_hex(16)
        self._scenarios: tuple[Scenario, ...] = ()
        self._cloud = PracticeCloud(
            account_sid=self._account_sid,
            auth_token=self._auth_token,
            numbers=[
                PracticeNumber(
                    phone_number=NUMBER,
                    voice_url=f"{PUBLIC_URL}/twilio/voice",
                    status_callback=f"{PUBLIC_URL}/twilio/status/inbound",
                    friendly_name="Practice line",
                )
            ],
            answer=_answer,
        )

    async def start(self) -> PracticeAccount:
        """Read the voices and open the cloud on a free loopback port."""
        await asyncio.to_thread(preload)
        self._scenarios = tuple(s for s in load_scenarios() if s.kind == "inbound")
        api_url = await self._cloud.start(port=0)
        return PracticeAccount(self._account_sid, self._auth_token, api_url)

    def lead_to(self, listen_url: str) -> None:
        """Have the line's public address lead to a local one."""
        self._cloud.route(PUBLIC_URL.partition("://")[2], listen_url)

    def aim(self, url: str) -> tuple[URL, dict[str, str]]:
        """Return where the cloud really dials a public URL, and the headers it adds."""
        return self._cloud.aim(url)

    async def stop(self) -> None:
        """End every practice call and close the cloud."""
        await self._cloud.stop()

    def scenarios(self) -> Sequence[PracticeScenario]:
        """Return who can phone in, the one who does by default first."""
        return tuple(PracticeScenario(s.name, s.title, s.summary) for s in self._scenarios)

    async def ring(self, scenario: str | None) -> str:
        """Have somebody phone in; return the cloud's SID of the call. Raises `KeyError`."""
        by_name = {s.name: s for s in self._scenarios}
        chosen = by_name[scenario or self._scenarios[0].name]
        return await self._cloud.ring(
            from_=chosen.caller, to=NUMBER, party=PracticeCaller(chosen), caller_name=""
        )


def _answer(number: str) -> PracticeCaller:
    scenario = find_scenario("outbound", number)
    if scenario is None:
        raise LookupError("Nobody on the practice line picks up the phone.")
    return PracticeCaller(scenario)
