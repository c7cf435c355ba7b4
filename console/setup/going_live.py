"""The last steps: the real line is started and tested, and its number is led here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from console.config import ConfigError, Settings
from console.setup.step import Console, Step, Verdict
from console.switchboard.errors import CommandError
from console.switchboard.events import LampState
from console.switchboard.self_test import Outcome
from console.switchboard.setup_interface import Action, Change, Remark, StepState
from console.tunnel.lease_plan import Kind
from console.tunnel.lease_view import LeaseView, Standing, pretty

_STATES: Final = {
    Outcome.PASSED: StepState.OK,
    Outcome.FAILED: StepState.PROBLEM,
    Outcome.SKIPPED: StepState.WARNING,
}
_TAKE: Final = "take"
_TAKE_OVER: Final = "take-over"
_RESTORE: Final = "restore"
_FOR_ALL: Final = {
    _TAKE: "Lead their calls here",
    _TAKE_OVER: "Take all over, from other consoles too",
    _RESTORE: "Put them back now",
}
_WORST: Final = (StepState.PROBLEM, StepState.WARNING, StepState.TO_DO, StepState.OK)
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
    """Shows what would be changed of the numbers, and changes them when told to."""

    name = "go-live"
    title = "Go live"
    intro = (
        "While this console runs, the calls of your number, or of every line's, are led here; "
        "what was before is kept and put back when you quit, after a crash too."
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
        await lease.look()
        return verdict_of_all(lease.views)

    async def act(self, action: str, settings: Settings) -> Verdict | None:
        lease = self._console.lease
        if lease is None:
            return None
        try:
            if action == _RESTORE:
                await lease.restore()
            else:
                await lease.take(take_over=action == _TAKE_OVER)
            return verdict_of_all(lease.views)
        except CommandError as exc:
            view = verdict_of_all(lease.views)
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


def verdict_of_all(views: Sequence[LeaseView]) -> Verdict:
    """Show how the webhooks of all numbers stand: each in a remark where there are several."""
    verdicts = [lease_verdict(view) for view in views]
    if len(verdicts) == 1:
        return verdicts[0]
    worst = min((it.state for it in verdicts), key=_WORST.index)
    here = sum(it.state is StepState.OK for it in verdicts)
    sentence = f"The calls of {here or 'none'} of {len(verdicts)} numbers come here."
    if here == len(verdicts):
        sentence = f"The calls of all {here} numbers come here."
    remarks: list[Remark] = []
    for it in verdicts:
        remarks += [Remark(it.state, it.sentence, it.remedy), *it.remarks]
    changes = (
        replace(change, of=pretty(view.number.number) if view.number else "")
        for view, it in zip(views, verdicts, strict=True)
        for change in it.changes
    )
    offered = {action.name for it in verdicts for action in it.actions}
    actions = tuple(Action(name, label) for name, label in _FOR_ALL.items() if name in offered)
    return Verdict(worst, sentence, "", tuple(remarks), tuple(changes), actions)


def _same(running: Settings | None, wanted: Settings) -> bool:
    return running is not None and running.model_dump() == wanted.model_dump()
