"""A stand-in for the set-up: two steps and what a test has them say, on the stage's loop."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from console.switchboard.errors import Refused
from console.switchboard.setup_interface import (
    Action,
    Change,
    Choice,
    Field,
    FieldKind,
    ImportItem,
    ImportView,
    Remark,
    StepState,
    StepView,
)

STEPS = (
    StepView(
        "carrier",
        "Carrier",
        "Whose network it is.",
        fields=(
            Field(
                "carrier",
                "Carrier",
                FieldKind.CHOICE,
                "twilio",
                choices=(
                    Choice("twilio", "Twilio"),
                    Choice("telnyx", "Telnyx", "Not in this version.", usable=False),
                ),
            ),
        ),
        verb="Continue",
    ),
    StepView(
        "keys",
        "Keys",
        "They open the account.",
        fields=(
            Field("sid", "Account SID", help="Begins with AC."),
            Field("token", "Auth token", FieldKind.SECRET),
            Field("fixed", "Region", value="ie1", locked="Set in the environment."),
            Field(
                "way",
                "Way",
                FieldKind.CHOICE,
                "short",
                choices=(Choice("short", "Short"), Choice("long", "Long")),
            ),
            Field("detour", "Detour", only_if=("way", "long")),
        ),
        verb="Check the keys",
    ),
    StepView("sound", "Sound", "What you hear.", verb="Continue"),
    StepView("go-live", "Go live", "The number.", verb="Look again", stays=True),
)
CHANGES = (Change("voice_url", "https://ivr.example/answer", "https://here.example/voice"),)


class StageSetup:
    """A `Setup` whose answers a test lays down; ``asked`` lists what came."""

    def __init__(self) -> None:
        self.views = {step.name: step for step in STEPS}
        self.asked: list[tuple[str, str, Mapping[str, str]]] = []
        self.answers: dict[str, StepView] = {}
        self.refusal = ""
        self.holds = asyncio.Event()
        self.holds.set()

    def says(self, step: str, state: StepState, sentence: str, **more: object) -> None:
        """Have the next look at a step find this."""
        view = replace(self.views[step], state=state, sentence=sentence, **more)  # type: ignore[arg-type]
        self.answers[step] = view

    def steps(self) -> tuple[StepView, ...]:
        # Fields are read when a step is opened, and not before.
        return tuple(replace(view, fields=()) for view in self.views.values())

    async def open(self, step: str) -> StepView:
        return self.views[step]

    async def submit(self, step: str, values: Mapping[str, str]) -> StepView:
        return await self._answer("submit", step, values)

    async def act(self, step: str, action: str) -> StepView:
        return await self._answer(action, step, {})

    async def plan_import(self, file: str) -> ImportView:
        if self.refusal:
            raise Refused("unusable", self.refusal)
        return ImportView(file, (ImportItem("TWILIO_AUTH_TOKEN", "KWallet", True),), ("OTHER",))

    async def take_import(self) -> ImportView:
        return replace(await self.plan_import("/home/me/.env"), taken=True)

    async def clear_import(self) -> None:
        self.asked.append(("clear", "", {}))

    async def _answer(self, what: str, step: str, values: Mapping[str, str]) -> StepView:
        self.asked.append((what, step, values))
        await self.holds.wait()
        if self.refusal:
            raise Refused("refused", self.refusal)
        self.views[step] = self.answers.get(
            step, replace(self.views[step], state=StepState.OK, sentence="It is well.")
        )
        return self.views[step]


LEAD = Action("take", "Lead its calls here")
NOTED = Remark(StepState.WARNING, "Somebody's program answers it.", "It is put back.")
