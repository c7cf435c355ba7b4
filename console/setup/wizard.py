"""The set-up as one piece: its steps in order, each checked, kept, and to be checked again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from console.config import ConfigError, Settings
from console.credentials.trouble import CredentialsError
from console.server.self_test import Aim, directly
from console.setup.account import CarrierStep, KeysStep, NumberStep
from console.setup.answering import AgentStep, GuardRailsStep, SoundStep
from console.setup.book import BadValues, Book, free, with_changes
from console.setup.forms import declared
from console.setup.going_live import NumberHereStep, SelfTestStep
from console.setup.step import Console, Step, Verdict, judged
from console.setup.take_over import TakeOver
from console.setup.way_in import WayInStep
from console.switchboard.errors import Refused
from console.switchboard.setup_interface import (
    Field,
    FieldKind,
    ImportView,
    StepState,
    StepView,
)


class Wizard:
    """Implements `Setup`. Engine's loop, but for `steps`.

    ``aim`` says where a public address is really dialled.
    """

    def __init__(self, console: Console, book: Book | None = None, aim: Aim = directly) -> None:
        self._book = book or Book()
        self._steps: dict[str, Step] = {
            step.name: step
            for step in (
                CarrierStep(),
                KeysStep(),
                NumberStep(console),
                WayInStep(console, aim),
                AgentStep(console),
                SoundStep(console),
                GuardRailsStep(),
                SelfTestStep(console),
                NumberHereStep(console),
            )
        }
        self._views = {name: step.view() for name, step in self._steps.items()}
        self._take_over = TakeOver(self._book.importer())
        self._one_at_a_time = asyncio.Lock()

    def steps(self) -> tuple[StepView, ...]:
        return tuple(self._views.copy().values())

    async def open(self, step: str) -> StepView:
        it = self._step(step)
        async with self._one_at_a_time:
            try:
                form = await self._book.read()
                self._put(replace(self._views[step], fields=await it.fields(form)))
                if it.looks:
                    return self._show(step, await it.check(form.settings))
            except ConfigError as exc:
                return self._show(step, Verdict(StepState.PROBLEM, str(exc)))
            return self._views[step]

    async def submit(self, step: str, values: Mapping[str, str]) -> StepView:
        it = self._step(step)
        async with self._one_at_a_time:
            try:
                form = await self._book.read()
                if not self._views[step].fields:
                    self._put(replace(self._views[step], fields=await it.fields(form)))
                verdict = await self._try(it, form.settings, values)
            except ConfigError as exc:
                verdict = Verdict(StepState.PROBLEM, str(exc))
            view = self._show(step, verdict)
            if verdict.state is StepState.PROBLEM:
                return self._put(_as_filled_in(view, values, verdict.bad_fields or {}))
            return await self._refreshed(view)

    async def act(self, step: str, action: str) -> StepView:
        it = self._step(step)
        async with self._one_at_a_time:
            try:
                settings = (await self._book.read()).settings
                verdict = await it.act(action, settings) or await it.check(settings)
            except ConfigError as exc:
                verdict = Verdict(StepState.PROBLEM, str(exc))
            return self._show(step, verdict)

    async def plan_import(self, file: str) -> ImportView:
        return await self._take_over.plan(file)

    async def take_import(self) -> ImportView:
        return await self._take_over.take()

    async def clear_import(self) -> None:
        await self._take_over.clear()

    # -- inside -----------------------------------------------------------------------

    def _step(self, name: str) -> Step:
        if name not in self._steps:
            raise Refused("no-such-step", f"There is no step {name}.")
        return self._steps[name]

    async def _try(self, step: Step, settings: Settings, values: Mapping[str, str]) -> Verdict:
        """Check what was filled in, and keep it where it can stand."""
        given = {
            name: text
            for name, text in free(settings, step.changes(values)).items()
            if text.strip() or not declared(name).secret
        }
        try:
            wanted = with_changes(settings, given)
        except BadValues as exc:
            sentence = next(iter(exc.faults.values()))
            return Verdict(StepState.PROBLEM, sentence, bad_fields=exc.faults)
        verdict = await step.check(wanted)
        if verdict.state is StepState.PROBLEM:
            return verdict
        try:
            await self._book.keep(settings, given)
        except CredentialsError as exc:
            sentence = f"{verdict.sentence} But it can't be kept: {exc.cause}"
            return Verdict(StepState.PROBLEM, sentence, exc.remedy)
        except OSError as exc:
            return Verdict(StepState.PROBLEM, f"settings.toml can't be written: {exc.strerror}.")
        return verdict

    async def _refreshed(self, view: StepView) -> StepView:
        """Show a step's fields as they are kept now."""
        try:
            fields = await self._step(view.name).fields(await self._book.read())
        except ConfigError:
            # It was just written; whoever spoils it meanwhile is told at the next look.
            return view
        return self._put(replace(view, fields=fields))

    def _show(self, step: str, verdict: Verdict) -> StepView:
        return self._put(judged(self._views[step], verdict))

    def _put(self, view: StepView) -> StepView:
        self._views[view.name] = view
        return view


def _as_filled_in(view: StepView, values: Mapping[str, str], faults: Mapping[str, str]) -> StepView:
    """Leave in the fields what was typed, so that it can be put right; secrets are typed anew."""

    def filled(field: Field) -> Field:
        typed = "" if declared_secret(field) else values.get(field.name, field.value)
        return replace(field, value=typed, problem=faults.get(field.name, ""))

    return replace(view, fields=tuple(map(filled, view.fields)))


def declared_secret(field: Field) -> bool:
    """Say whether a field's text must never be shown."""
    return field.kind is FieldKind.SECRET
