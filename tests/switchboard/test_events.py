"""Events: everybody hears them, in order, and nobody waits for anybody."""

from __future__ import annotations

import asyncio

from console.switchboard.events import Event, EventBus, Speaker, Subscription, TranscriptLine
from tests.conftest import ExpectLog
from tests.virtual_time import in_virtual_time


def event(n: int) -> Event:
    return TranscriptLine("call", Speaker.NOTE, str(n), n)


def test_every_listener_hears_every_event_in_order() -> None:
    bus = EventBus()
    one: list[Event] = []
    other: list[Event] = []
    bus.listen(one.append)
    bus.listen(other.append)
    for n in range(3):
        bus.publish(event(n))
    assert one == other == [event(0), event(1), event(2)]


def test_a_listener_that_raises_costs_the_others_nothing(expected_log: ExpectLog) -> None:
    expected_log("A listener failed on TranscriptLine")
    bus = EventBus()
    heard: list[Event] = []

    def broken(_: Event) -> None:
        raise RuntimeError("no")

    bus.listen(broken)
    bus.listen(heard.append)
    bus.publish(event(1))
    bus.publish(event(2))
    assert heard == [event(1), event(2)]


def test_a_listener_can_go_even_while_it_hears() -> None:
    bus = EventBus()
    heard: list[str] = []

    def once(_: Event) -> None:
        heard.append("once")
        remove()
        remove()

    remove = bus.listen(once)
    bus.listen(lambda _: heard.append("always"))
    bus.publish(event(1))
    bus.publish(event(2))
    assert heard == ["once", "always", "always"]


async def _read(subscription: Subscription, count: int) -> list[Event]:
    got: list[Event] = []
    async for item in subscription:
        got.append(item)
        if len(got) == count:
            break
    return got


@in_virtual_time
async def test_a_reader_gets_what_came_before_and_while_it_read() -> None:
    bus = EventBus()
    subscription = bus.subscribe()
    bus.publish(event(0))
    reading = asyncio.create_task(_read(subscription, 3))
    await asyncio.sleep(1)
    bus.publish(event(1))
    bus.publish(event(2))
    assert await reading == [event(0), event(1), event(2)]
    assert subscription.dropped == 0


@in_virtual_time
async def test_a_slow_reader_loses_the_oldest_and_the_loss_is_counted() -> None:
    bus = EventBus()
    subscription = bus.subscribe(backlog=3)
    for n in range(5):
        bus.publish(event(n))
    assert await _read(subscription, 3) == [event(2), event(3), event(4)]
    assert subscription.dropped == 2


@in_virtual_time
async def test_a_closed_subscription_queues_nothing_more() -> None:
    bus = EventBus()
    subscription = bus.subscribe(backlog=1)
    subscription.close()
    subscription.close()
    bus.publish(event(1))
    bus.publish(event(2))
    assert subscription.dropped == 0
