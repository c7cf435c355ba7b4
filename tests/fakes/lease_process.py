"""A console's lease in a process of its own, which a test can kill at any moment.

Arguments: the API's address, the data folder, the public address, account, token, numbers.
It prints ``held`` once the numbers lead here, and puts them back when its input ends.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from console.carriers.twilio.api import TwilioApi
from console.carriers.twilio.numbers import TwilioNumbers
from console.tunnel.lease import WebhookLease
from console.tunnel.lease_file import LeaseStore


async def main(url: str, folder: str, public: str, account: str, token: str, number: str) -> None:
    api = TwilioApi(account, token, url)
    lease = WebhookLease(
        book=TwilioNumbers(api),
        store=LeaseStore(Path(folder)),
        numbers=number.split(","),
        public_url=lambda: public,
        automatic=True,
    )
    await lease.start()
    print(lease.view.standing, flush=True)  # noqa: T201 - the test waits for it
    await asyncio.to_thread(sys.stdin.read)
    await lease.close()
    await api.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
