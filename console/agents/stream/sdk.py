"""Which version of Stream's SDK there is here: the one place where that is asked.

7 where its compiled core has a wheel (Linux with glibc, macOS on Apple silicon), else 6.1.1.
"""

from __future__ import annotations

import importlib.util
from typing import Final

from getstream import AsyncStream

from console.agents.stream.config import StreamConfig
from console.agents.stream.connection import RealTime

VERSION: Final = 7 if importlib.util.find_spec("getstream_rtc") else 6
"""The SDK's major version."""


def real_time(config: StreamConfig, rest: AsyncStream) -> RealTime:
    """Return the account's way into calls. Imports much, for about a second.

    Raises:
        ImportError: neither version's real-time part is installed.
    """
    if VERSION == 7:
        from console.agents.stream.sdk7 import Sdk7

        return Sdk7(config, rest)
    from console.agents.stream.sdk6 import Sdk6

    return Sdk6(config, rest)
