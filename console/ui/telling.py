"""Which of the things that happen are said aloud."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.switchboard.call import Engagement, Reason
from console.switchboard.events import CallChanged
from console.ui import words
from console.ui.alerts import FLAGS
from console.ui.ladder import Hearing, rings_here
from console.ui.said import line_name, said


def of_call(event: CallChanged) -> tuple[str, bool] | None:
    """Return what to say of a call's change and whether it is urgent, if anything."""
    old, new = event.old, event.new
    party = words.party(new)
    raised = new.flags - (old.flags if old else frozenset())
    if raised and not new.ended:
        flag = next(flag for flag in FLAGS if flag in raised)
        return _tr("{party}: {flag}.").format(party=party, flag=words.flag(flag)), True
    if new.ended and not (old and old.ended):
        failed = new.reason in (Reason.FAILED, Reason.LOST)
        if not failed and not (old and old.engagement is not Engagement.OFF):
            return None  # a hundred calls end without the operator, and that is well
        why = said(new.error.message) if new.error else words.reason(new)
        return _tr("{party}: {why}").format(party=party, why=why), failed
    if new.error and not (old and old.error == new.error):
        return _tr("{party}: {why}").format(party=party, why=said(new.error.message)), True
    if old and old.engagement is not new.engagement and not new.ended:
        why = words.colleague(new) or words.engagement(new.engagement)
        return _tr("{party}: {why}").format(party=party, why=why), False
    if rings_here(new) and not rings_here(old):
        return _tr("{party} rings on {line}.").format(party=party, line=line_name(new.line)), False
    return None


def of_hearing(hearing: Hearing) -> str:
    """Return who hears the operator, as it is said."""
    return {
        Hearing.NOBODY: _tr("Nobody hears you."),
        Hearing.AGENT_READS: _tr("The agent reads you."),
        Hearing.EVERYONE: _tr("Everyone hears you."),
        Hearing.CALLER: _tr("The caller hears you."),
    }[hearing]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Telling", text)
