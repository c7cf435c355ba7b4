"""The line under the transcript: words for the agent, what was agreed, or a note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.call import Ask, Call, CallId, Engagement, State
from console.ui.buttons import DeskButton
from console.ui.composer_words import Purpose, Receipt, button, hint, limits, title
from console.ui.labels import DIM, ElidedLabel, Notice
from console.ui.ladder import has_agent
from console.ui.selected import agent_takes
from console.ui.sender import Sender
from console.ui.text_line import TextLine


class Composer(QWidget):
    """Comes up with the rung that types, for a note, or for words that the console says; each
    call keeps its own drafts.

    Words for the agent stay *queued* until it confirms them. ``left`` is emitted when the
    operator is done typing and wants the keys back; ``handed_back`` when the words in the
    line are what was agreed. Qt's thread.
    """

    left = Signal()
    handed_back = Signal()

    def __init__(self, sender: Sender, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sender = sender
        self._call: Call | None = None
        self._beside: tuple[CallId, Purpose] | None = None
        """What the line is there for on a call whatever its rung."""
        self._drafts: dict[tuple[CallId, Purpose], str] = {}
        self._receipts: dict[CallId, Receipt] = {}
        self._shown: tuple[CallId, Purpose] | None = None
        self._title = ElidedLabel(ink=DIM)
        self.field = TextLine()
        self.primary = DeskButton()
        self.secondary = DeskButton(self.tr("Say word for word"))
        self.receipt = Notice()
        self.field.sent.connect(self.send)
        self.field.escaped.connect(self._escape)
        self.field.textChanged.connect(self._keep_draft)
        self.primary.clicked.connect(lambda: self.send(verbatim=False))
        self.secondary.clicked.connect(lambda: self.send(verbatim=True))
        self._lay_out()
        self.hide()

    @property
    def purpose(self) -> Purpose | None:
        """What the line is there for now, if it is."""
        call = self._call
        if call is None or call.ended:
            return None
        if self._beside and self._beside[0] == call.id:
            return self._beside[1]
        taken = call.engagement is Engagement.TAKE_OVER
        if taken and (call.state is State.HELD or not has_agent(call)):
            return None  # resumed first, handed back then; or there is nobody to hand it to
        return {
            Engagement.WHISPER: Purpose.WHISPER,
            Engagement.TAKE_OVER: Purpose.HAND_BACK,
        }.get(call.engagement)

    def agreed(self) -> str:
        """Return what was agreed while the operator had the call, as far as it was typed."""
        if self._call is None:
            return ""
        return self._drafts.get((self._call.id, Purpose.HAND_BACK), "").strip()

    def show_call(self, call: Call | None) -> None:
        """Serve this call from now on, as it stands."""
        before = self._call
        self._call = call
        if before and call and before.id == call.id:
            if before.engagement is Engagement.TAKE_OVER is not call.engagement:
                self._drafts.pop((call.id, Purpose.HAND_BACK), None)
            if call.ended:
                for purpose in Purpose:
                    self._drafts.pop((call.id, purpose), None)
        self._follow()

    def note(self) -> None:
        """Take a note on the call."""
        self._begin(Purpose.NOTE)

    def say_to_caller(self) -> None:
        """Take words that the console says to the other party itself."""
        self._begin(Purpose.SAY)

    def type_now(self) -> None:
        """Give the line the focus, if it is there."""
        if self.purpose and self.field.isEnabled():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def can_send(self, ask: Ask) -> bool:
        """Say whether words can be given to the agent now."""
        call, words = self._call, self.field.text().strip()
        return bool(call and self.purpose is Purpose.WHISPER and words and agent_takes(call, ask))

    def send(self, verbatim: bool = False) -> None:
        """Do with the words what the line is there for."""
        call, words = self._call, self.field.text().strip()
        match self.purpose:
            case Purpose.HAND_BACK:
                self.handed_back.emit()
            case Purpose.WHISPER if call and self.can_send(Ask.SAY if verbatim else Ask.INSTRUCT):
                self._tell_agent(call.id, words, verbatim)
            case Purpose.NOTE if call and words:
                self._sender.send(self._sender.board.note(call.id, words))
                self._end()
            case Purpose.SAY if call and words:
                self._sender.send(self._sender.board.say_to_caller(call.id, words))
                self._end()

    def _tell_agent(self, call_id: CallId, words: str, verbatim: bool) -> None:
        board = self._sender.board
        command = (board.say if verbatim else board.instruct)(call_id, words)
        done = (
            self.tr("Said by the agent: “{words}”")
            if verbatim
            else self.tr("Read by the agent: “{words}”")
        )
        self.field.clear()
        self._receive(call_id, Receipt(self.tr("Queued: “{words}”"), "slow", "dim", words))
        self._sender.send(
            command,
            then=lambda: self._receive(call_id, Receipt(done, "ready", "good", words)),
            refused=lambda sentence: self._refused(call_id, words, sentence),
        )

    def _refused(self, call_id: CallId, words: str, sentence: str) -> None:
        """Say why, and give the words back where nothing was typed since."""
        self._receive(call_id, Receipt(sentence, "error", "alarm"))
        key = call_id, Purpose.WHISPER
        if not self._drafts.get(key):
            self._drafts[key] = words
            if self._shown == key:
                self.field.setText(words)

    def _receive(self, call_id: CallId, receipt: Receipt) -> None:
        self._receipts[call_id] = receipt
        self._follow()

    def _escape(self) -> None:
        if self._beside:
            self._beside = None
            self._follow()
        self.left.emit()

    def _begin(self, purpose: Purpose) -> None:
        if self._call and not self._call.ended:
            self._beside = self._call.id, purpose
            self._follow()
            self.type_now()

    def _end(self) -> None:
        """The words are on their way; the line is for what the rung has it for again."""
        self.field.clear()
        self._beside = None
        self._follow()
        self.left.emit()

    def _keep_draft(self, text: str) -> None:
        if self._shown:
            self._drafts[self._shown] = text

    # -- what is seen -------------------------------------------------------------------

    def _follow(self) -> None:
        """Show what the line is for now, with the draft and the receipt that belong to it."""
        call, purpose = self._call, self.purpose
        shown = (call.id, purpose) if call and purpose else None
        if shown != self._shown:
            had_focus = self.field.hasFocus()
            self._shown = None
            self.field.setText(self._drafts.get(shown, "") if shown else "")
            self._shown = shown
            if had_focus and shown is None:
                self.left.emit()
        self.setVisible(purpose is not None)
        if call is None or purpose is None:
            return
        ask = Ask.INSTRUCT if purpose in (Purpose.WHISPER, Purpose.HAND_BACK) else None
        able = ask is None or agent_takes(call, ask)
        says = agent_takes(call, Ask.SAY)
        self.field.setEnabled(able or (purpose is Purpose.WHISPER and says))
        self._title.setText(title(purpose))
        self.field.setAccessibleName(title(purpose))
        self.field.setPlaceholderText(hint(purpose))
        self.primary.setText(button(purpose))
        self.primary.setEnabled(able or purpose is Purpose.HAND_BACK)
        self.secondary.setVisible(purpose is Purpose.WHISPER)
        self.secondary.setEnabled(says)
        self._show_receipt(call, purpose, able, says)

    def _show_receipt(self, call: Call, purpose: Purpose, able: bool, says: bool) -> None:
        receipt = self._receipts.get(call.id) if purpose is Purpose.WHISPER else None
        if purpose is Purpose.HAND_BACK and not able:
            receipt = Receipt(self.tr("This agent takes no text: it won't know what was agreed."))
        elif purpose is Purpose.WHISPER and receipt is None:
            receipt = limits(able, says)
        self.receipt.setVisible(receipt is not None)
        if receipt:
            self.receipt.say(str(receipt), receipt.icon, receipt.ink)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self.secondary)
        head.addWidget(self.primary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.receipt)  # above, so that its coming moves nothing that is pressed
        column.addWidget(self.field)
        column.addLayout(head)
