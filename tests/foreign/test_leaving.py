"""A node that is told to stop: what it owes to callers, to Twilio and to its secrets."""

from __future__ import annotations

import json
import signal
import stat
from pathlib import Path

import pytest

from tests.fakes.foreign_cloud import AUTH_TOKEN
from tests.fakes.node_process import CONTROL_TOKEN, GONE_S
from tests.foreign.conftest import World, open_world
from tests.foreign.test_dialling_out import dial, stream_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def all_kinds_of_calls(world: World) -> tuple[list[str], list[object]]:
    """Live and ringing, in and out; return their SIDs and their streams."""
    live_in, heard = await world.cloud.talk()
    _, live_out, form = await dial(world)
    also_heard = await world.cloud.stream(live_out, stream_of(form).stream_url)
    connecting, _ = await world.cloud.ring()
    ringing_id, ringing, _ = await dial(world)
    await world.cloud.report(f"/twilio/status/{ringing_id}", ringing, "ringing")
    for sid in (live_in, live_out):
        await world.desk.call(sid, "live")
    await world.desk.call(ringing, "ringing")
    return [live_in, live_out, connecting, ringing], [heard, also_heard]


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_a_node_that_is_told_to_stop_hangs_up_at_twilio_and_exits_with_0(
    tmp_path: Path, told: signal.Signals
) -> None:
    async with open_world(tmp_path / "data") as it:
        control = json.loads(it.node.control_file.read_text())
        assert control == {
            "url": it.node.ready["control"],
            "token": CONTROL_TOKEN,
            "pid": it.node.pid,
        }
        assert stat.S_IMODE(it.node.control_file.stat().st_mode) == 0o600
        sids, streams = await all_kinds_of_calls(it)

        it.node.tell(told)
        assert await it.node.exit_code(GONE_S) == 0
        assert [it.rest.ended(sid) for sid in sids] == [1, 1, 1, 1]
        for stream in streams:
            assert await stream.closed() in (1000, 1001)
        assert not it.node.control_file.exists()


async def test_a_silent_twilio_does_not_keep_a_node_from_leaving(tmp_path: Path) -> None:
    async with open_world(tmp_path / "data") as it:
        _, streams = await all_kinds_of_calls(it)
        it.rest.fall_silent()
        it.node.tell()
        assert await it.node.exit_code(GONE_S) == 0
        for stream in streams:
            await stream.closed()
        assert not it.node.control_file.exists()


async def test_no_secret_and_no_number_is_in_what_a_node_writes(tmp_path: Path) -> None:
    async with open_world(tmp_path / "data") as it:
        _, streams = await all_kinds_of_calls(it)
        form = it.cloud.voice_form("CA" + "1" * 32)
        assert (await it.cloud.ask("/twilio/voice", form)).status == 403
        _, answer = await it.cloud.ring()
        assert await it.cloud.knock(answer.stream_url) == 403
        await it.desk.post("/api/calls", to="+14155552672")
        await it.desk.post("/api/hang-up-all")
        for stream in streams:
            await stream.closed()
        it.node.tell()
        assert await it.node.exit_code(GONE_S) == 0
        refused = [line for line in it.node.words().splitlines() if "Refused" in line]
        # Once in the log and once on standard error, each.
        assert len(refused) == 4
        tokens = [said for said in it.cloud.said if not said.startswith("+")]
        for path in filter(Path.is_file, it.node.data_dir.rglob("*")):
            content = path.read_bytes()
            for secret in (AUTH_TOKEN, CONTROL_TOKEN, *tokens):
                assert secret.encode() not in content, path
    # Numbers and faults in its log are looked for wherever a world is left.
