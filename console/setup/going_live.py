"""The last steps: the real line is started and tested, and its number is led here."""

from __future__ import annotations

from typing import Final

from console.config import ConfigError, Settings
from console.setup.step import Console, Step, Verdict
from console.switchboard.errors import CommandError
from console.switchboard.events import LampState
from console.switchboard.self_test import Outcome
from console.switchboard.setup_interface import Action, Change, Remark, StepState
from console.tunnel.lease_plan import Kind
from console.tunnel.lease_view import LeaseView, Standing

_STATES: Final = {
    Outcome.PASSED: StepState.OK,
    Outcome.FAILED: StepState.PROBLEM,
    Outcome.SKIPPED: StepState.WARNING,
}
_TAKE: Final = "take"
_TAKE_OVER: Final = "take-over"
_RESTORE: Final = "restore"
_OURS: Final = (Standing.HERE, Standing.HELD)


class SelfTestStep(Step):
    """Starts the real line in this very console, and goes out and back in by its address."""

    name = "self-test"
    title = "Self-test"
    intro = (
        "The console now leaves practice and starts the real line. Then it knocks at its own "
        "public address as Twilio does. Nobody is called, and the number is not changed yet."
    )
    verb = "Start the line and test it"
    stays = True

    def __init__(self, console: Console) -> None:
        self._console = console

    async def check(self, settings: Settings) -> Verdict:
        try:
            if not _same(self._console.running, settings):
                await self._console.start(settings)
        except ConfigError as exc:
            return Verdict(StepState.PROBLEM, str(exc))
        except CommandError as exc:
            return Verdict(StepState.PROBLEM, exc.message)
        result = await self._console.self_test()
        remarks = tuple(
            Remark(_STATES[step.outcome], step.sentence, step.remedy) for step in result.steps
        )
        if result.passed:
            return Verdict(
                StepState.OK,
                f"The line runs. Calls can come in at {result.public_url}.",
                "",
                remarks,
            )
        return Verdict(
            StepState.PROBLEM,
            "The line runs, but calls would not come in.",
            "Put right what failed, and test again.",
            remarks,
        )


class NumberHereStep(Step):
    """Shows what would be changed of the number, and changes it when told to."""

    name = "go-live"
    title = "Go live"
    intro = (
        "While this console runs, the number's calls are led here; what it was before is kept "
        "and put back when you quit, after a crash too."
    )
    verb = "Look again"
    stays = True
    looks = True

    def __init__(self, console: Console) -> None:
        self._console = console

    async def check(self, settings: Settings) -> Verdict:
        lease = self._console.lease
        if self._console.running is None or lease is None:
            return Verdict(StepState.TO_DO, "The real line does not run yet.", "Do the self-test.")
        return lease_verdict(await lease.look())

    async def act(self, action: str, settings: Settings) -> Verdict | None:
        lease = self._console.lease
        if lease is None:
            return None
        try:
            if action == _RESTORE:
                await lease.restore()
                return lease_verdict(lease.view)
            return lease_verdict(await lease.take(take_over=action == _TAKE_OVER))
        except CommandError as exc:
            view = lease_verdict(lease.view)
            return Verdict(
                StepState.PROBLEM, exc.message, "", view.remarks, view.changes, view.actions
            )


def lease_verdict(view: LeaseView) -> Verdict:
    """Show how the number's webhook stands, and what can be done about it."""
    remarks = tuple(Remark(StepState.WARNING, it.sentence) for it in view.cautions)
    changes = tuple(Change(it.field, it.now, it.will_be) for it in view.differences)
    if view.standing in _OURS:
        back = (Action(_RESTORE, "Put it back now"),) if view.standing is Standing.HELD else ()
        return Verdict(StepState.OK, view.sentence, actions=back)
    actions: tuple[Action, ...] = ()
    if changes:
        other = any(it.kind is Kind.CONSOLE for it in view.cautions)
        over = Action(_TAKE_OVER, "Take it over from there")
        actions = (over if other else Action(_TAKE, "Lead its calls here"),)
    bad = view.state is LampState.ERROR and not changes
    state = StepState.PROBLEM if bad else StepState.TO_DO
    remedy = "" if changes else view.remedy
    return Verdict(state, view.sentence, remedy, remarks, changes, actions)


def _same(running: Settings | None, wanted: Settings) -> bool:
    return running is not None and running.model_dump() == wanted.model_dump()
