"""The SFU's signalling: ``stream.video.sfu.signal.SignalServer`` over Twirp.

As getstream 7.0.0 calls it: ``POST {url}/{service}/{method}``, a protobuf in the body and the
SFU's token as bearer; errors are Twirp's own JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from aiohttp import web
from getstream.video.rtc.pb.stream.video.sfu.signal_rpc import signal_pb2 as signal
from google.protobuf.message import DecodeError

from console.practice.edge import sdp
from console.practice.edge.call import Call
from console.practice.edge.participant import Participant
from console.practice.edge.problems import Problem
from console.practice.edge.region import Region

SERVICE: Final = "stream.video.sfu.signal.SignalServer"

_ACCEPTED: Final[Mapping[str, Callable[[], Any]]] = {
    "IceTrickle": signal.ICETrickleResponse,
    "IceRestart": signal.ICERestartResponse,
    "SendStats": signal.SendStatsResponse,
    "SendMetrics": signal.SendMetricsResponse,
    "StartNoiseCancellation": signal.StartNoiseCancellationResponse,
    "StopNoiseCancellation": signal.StopNoiseCancellationResponse,
}
"""What needs no doing: an ICE-lite end wants no candidates."""


class Twirp:
    """Serves the signalling of one region."""

    def __init__(self, region: Region) -> None:
        self._region = region

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one call."""
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            self._region.gate.sfu_claims(bearer)
            response = self._call(request.match_info["method"], await request.read())
        except Problem as problem:
            return _error(401, "unauthenticated", str(problem))
        except (DecodeError, ValueError) as error:
            return _error(400, "malformed", str(error))
        except LookupError as error:
            return _error(404, "not_found", str(error))
        return web.Response(body=response.SerializeToString(), content_type="application/protobuf")

    def _call(self, method: str, body: bytes) -> Any:
        match method:
            case "SetPublisher":
                return self._set_publisher(signal.SetPublisherRequest.FromString(body))
            case "SendAnswer":
                return self._send_answer(signal.SendAnswerRequest.FromString(body))
            case "UpdateMuteStates":
                return self._mute(signal.UpdateMuteStatesRequest.FromString(body))
            case "UpdateSubscriptions":
                return self._subscribe(signal.UpdateSubscriptionsRequest.FromString(body))
            case _ if method in _ACCEPTED:
                return _ACCEPTED[method]()
        raise LookupError(f"no method {method}")

    def _set_publisher(self, request: Any) -> Any:
        call, participant = self._session(request.session_id)
        offer = sdp.parse(request.sdp)
        announced = {info.mid: (int(info.track_type), bool(info.muted)) for info in request.tracks}
        transport = call.room.publish(participant, offer, announced)
        participant.answers += 1
        answer = sdp.answer(offer, transport, participant.answers)
        return signal.SetPublisherResponse(sdp=answer, session_id=request.session_id)

    def _send_answer(self, request: Any) -> Any:
        call, participant = self._session(request.session_id)
        call.room.answered(participant, sdp.parse(request.sdp))
        return signal.SendAnswerResponse()

    def _subscribe(self, request: Any) -> Any:
        """Audio comes unasked, but who asks has not seen an offer that is unanswered."""
        call, participant = self._session(request.session_id)
        call.room.resume(participant)
        return signal.UpdateSubscriptionsResponse()

    def _mute(self, request: Any) -> Any:
        call, participant = self._session(request.session_id)
        for state in request.mute_states:
            call.room.mute(participant, state.track_type, muted=state.muted)
        return signal.UpdateMuteStatesResponse()

    def _session(self, session_id: str) -> tuple[Call, Participant]:
        found = self._region.calls.session(session_id)
        if found is None:
            raise LookupError("participant not found")
        return found


def _error(status: int, code: str, message: str) -> web.Response:
    return web.json_response({"code": code, "msg": message}, status=status)
