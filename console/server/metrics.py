"""``GET /metrics``: Prometheus text."""

from __future__ import annotations

from collections import Counter as Bag
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from console.switchboard.call import State
from console.switchboard.events import LampState
from console.switchboard.switchboard import Switchboard
from console.switchboard.tally import Count, Tally

_PREFIX = "operator_console"


def metrics_text(switchboard: Switchboard, tally: Tally) -> bytes:
    """Write what can be counted now. No number, name or word of a call is in it."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Readings(switchboard, tally))
    return generate_latest(registry)


class _Readings(Collector):
    def __init__(self, switchboard: Switchboard, tally: Tally) -> None:
        self._board = switchboard
        self._tally = tally

    def collect(self) -> Iterator[Metric]:
        states = Bag(call.state for call in self._board.calls())
        calls = GaugeMetricFamily(f"{_PREFIX}_calls", "Calls by state.", labels=["state"])
        for state in State:
            if state is not State.ENDED:
                calls.add_metric([state], states[state])
        yield calls
        lamps = GaugeMetricFamily(f"{_PREFIX}_lamp_ok", "1 where a part is well.", labels=["lamp"])
        for lamp in self._board.lamps():
            lamps.add_metric([lamp.name], float(lamp.state is LampState.OK))
        yield lamps
        for count in Count:
            name = f"{_PREFIX}_{count}"
            words = count.replace("_", " ").capitalize()
            yield CounterMetricFamily(name, f"{words}.", value=self._tally[count])
