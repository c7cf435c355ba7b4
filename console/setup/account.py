"""The steps about the carrier's side: which one, its keys, and the number."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from console.carriers.carrier import AccountSide
from console.carriers.twilio.carrier import TwilioCarrier
from console.config import ConfigError, Settings
from console.settings.line_tables import lines_of
from console.setup.forms import Form
from console.setup.step import Console, Step, Verdict
from console.switchboard.numbers import OwnNumber
from console.switchboard.ports import TrunkError
from console.switchboard.setup_interface import Choice, Field, FieldKind, Remark, StepState
from console.tunnel.lease_plan import answered_by, cautions
from console.tunnel.lease_view import pretty

_SID_LENGTH: Final = 34
_KEYS_FIRST: Final = "The numbers are listed once the keys are checked."


@asynccontextmanager
async def carrier_of(settings: Settings) -> AsyncIterator[TwilioCarrier]:
    """Open the account that settings name."""
    token = settings.twilio_auth_token
    carrier = TwilioCarrier(
        account_sid=settings.twilio_account_sid,
        auth_token=token.get_secret_value() if token else None,
        api_url=settings.twilio_api_url,
        public_url=lambda: None,
    )
    try:
        yield carrier
    finally:
        await carrier.close()


class CarrierStep(Step):
    """Whose phone network it is."""

    name = "carrier"
    title = "Carrier"
    intro = (
        "The carrier owns the phone number and connects its calls. You need an account there "
        "with at least one number that takes voice calls."
    )
    verb = "Continue"

    async def fields(self, form: Form) -> tuple[Field, ...]:
        choices = (
            Choice("twilio", "Twilio"),
            Choice("telnyx", "Telnyx", "This version speaks to Twilio only.", usable=False),
        )
        return (form.field("carrier", "Carrier", choices=choices),)

    async def check(self, settings: Settings) -> Verdict:
        if settings.carrier != "twilio":
            return Verdict(
                StepState.PROBLEM, "This version speaks to Twilio only.", "Choose Twilio."
            )
        return Verdict(StepState.OK, "Calls come and go through Twilio.")


class KeysStep(Step):
    """The account's keys, tried at the carrier."""

    name = "keys"
    title = "Keys"
    intro = (
        "Twilio shows both on the first page of its console, under Account Info. The auth token "
        "is a secret: it is kept in this system's keyring and nowhere else."
    )
    verb = "Check the keys"

    async def fields(self, form: Form) -> tuple[Field, ...]:
        return (
            form.field("twilio_account_sid", "Account SID", "Begins with AC."),
            form.field("twilio_auth_token", "Auth token", "The primary one, 32 characters."),
        )

    async def check(self, settings: Settings) -> Verdict:
        if bad := _bad_keys(settings):
            return Verdict(StepState.PROBLEM, "Fill in both keys.", bad_fields=bad)
        async with carrier_of(settings) as carrier:
            status = await carrier.check_account()
            if not status.usable:
                return Verdict(StepState.PROBLEM, status.sentence, status.remedy)
            assert carrier.account_side
            remarks = await _balance(carrier.account_side)
        state = StepState.WARNING if status.remedy else StepState.OK
        return Verdict(state, status.sentence, status.remedy, remarks)


def _bad_keys(settings: Settings) -> dict[str, str]:
    sid, bad = settings.twilio_account_sid or "", {}
    if not sid:
        bad["twilio_account_sid"] = "The account SID is missing."
    elif sid.startswith("SK"):
        bad["twilio_account_sid"] = (
            "That is an API key's SID. The account's own begins with AC and stands beside its "
            "auth token."
        )
    elif not sid.startswith("AC") or len(sid) != _SID_LENGTH:
        bad["twilio_account_sid"] = f"An account SID is AC and {_SID_LENGTH - 2} characters more."
    if settings.twilio_auth_token is None:
        bad["twilio_auth_token"] = "The auth token is missing."
    return bad


async def _balance(account: AccountSide) -> tuple[Remark, ...]:
    try:
        found = await account.account()
    except TrunkError:
        # The keys are good; what the account holds is only good to know.
        return ()
    if found.balance is None:
        return ()
    return (Remark(StepState.OK, f"The account's balance is {found.balance} {found.currency}."),)


class NumberStep(Step):
    """Which of the account's numbers rings here."""

    name = "number"
    title = "Number"
    intro = (
        "Calls to this number will come here, and it is what people see when you call. Nothing "
        "is changed at the carrier yet."
    )
    verb = "Use this number"

    def __init__(self, console: Console) -> None:
        self._console = console

    async def fields(self, form: Form) -> tuple[Field, ...]:
        chosen = form.settings.twilio_phone_number or _first_line(form.settings)
        try:
            numbers = await self._numbers(form.settings)
        except TrunkError:
            # Told by the check; what is kept can be shown without the list.
            numbers = []
        choices = tuple(map(_choice, numbers))
        if not choices and chosen:
            choices = (Choice(chosen, pretty(chosen)),)
        usable = [one.value for one in choices if one.usable]
        if not chosen and len(usable) == 1:
            chosen = usable[0]
        field = form.field("twilio_phone_number", "Number", choices=choices, value=chosen)
        if not choices:
            return (_empty(field),)
        return (field,)

    async def check(self, settings: Settings) -> Verdict:
        chosen = settings.twilio_phone_number
        try:
            numbers = await self._numbers(settings)
        except TrunkError as exc:
            return Verdict(StepState.PROBLEM, exc.message)
        if not numbers:
            return Verdict(
                StepState.PROBLEM,
                "The account has no phone number.",
                "Buy one with voice at Twilio under Phone Numbers, then check again.",
            )
        if not chosen:
            return Verdict(StepState.PROBLEM, "No number is chosen.", "Choose one of the list.")
        number = next((one for one in numbers if one.number == chosen), None)
        if number is None:
            return Verdict(
                StepState.PROBLEM,
                f"{pretty(chosen)} is not a number of this account.",
                "Choose one of the list, or use the keys of the account that has it.",
            )
        if not number.voice:
            return Verdict(
                StepState.PROBLEM,
                f"{pretty(chosen)} can't take voice calls: it was bought without them.",
                "Choose another, or buy one with voice at Twilio.",
            )
        return self._verdict(settings, number)

    async def _numbers(self, settings: Settings) -> list[OwnNumber]:
        async with carrier_of(settings) as carrier:
            if carrier.account_side is None:
                raise TrunkError("no-credentials", _KEYS_FIRST)
            return list(await carrier.account_side.numbers.numbers())

    def _verdict(self, settings: Settings, number: OwnNumber) -> Verdict:
        lease = self._console.lease
        url = lease.public_url() if lease else None
        found = [one.sentence for one in cautions(number, filter(None, [url]))]
        remarks = [Remark(StepState.WARNING, sentence) for sentence in found]
        remarks += _tables(settings, number.number)
        state = StepState.WARNING if remarks else StepState.OK
        whose = answered_by(number.settings)
        sentence = f"{pretty(number.number)} takes calls. It is answered by {whose} now."
        return Verdict(state, sentence, remarks=tuple(remarks))


def _first_line(settings: Settings) -> str:
    """Return the number of the first line that settings.toml has; nothing where it has none."""
    try:
        return next((line.number for line in lines_of(settings, "stream")), "")
    except ConfigError:
        return ""  # told by the check


def _choice(number: OwnNumber) -> Choice:
    label = pretty(number.number)
    named = number.name and number.name not in (label, number.number)
    label = f"{label}  {number.name}" if named else label
    if not number.voice:
        return Choice(number.number, label, "No voice: it can't take calls.", usable=False)
    return Choice(number.number, label, f"Answered by {answered_by(number.settings)}.")


def _empty(field: Field) -> Field:
    return Field(field.name, field.label, FieldKind.CHOICE, help=_KEYS_FIRST, locked=field.locked)


def _tables(settings: Settings, number: str) -> list[Remark]:
    """Say where lines of settings.toml come before the number that is chosen here."""
    try:
        first = next(iter(lines_of(settings, "stream")), None)
    except ConfigError as exc:
        return [Remark(StepState.PROBLEM, str(exc))]
    if first is None or first.number == number:
        return []
    return [
        Remark(
            StepState.WARNING,
            f"settings.toml has lines of its own, and they come first: “{first.name}”, "
            f"{pretty(first.number)}. The number chosen here is not used while they are there.",
            "Add it as a line of its own: Settings, Lines, or operator-console lines set NUMBER",
        )
    ]
