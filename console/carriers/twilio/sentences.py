"""What to tell a person for each of Twilio's codes: one sentence that says what to do.

Source: Twilio's error dictionary. Some come back from the REST API; others, of calls that
were taken and failed later, are in its debugger alone.
"""

from __future__ import annotations

from typing import Final

_NOT_VERIFIED: Final = (
    "A trial account calls verified numbers only. Verify this one at Twilio first."
)
_NOT_ACTIVE: Final = "The Twilio account is not active. Look at it in the Twilio console."
_NOT_A_NUMBER: Final = "Twilio says that this is not a phone number. Check its digits."
_CERTIFICATE: Final = "Twilio trusts no certificate of our address. Renew it, or use a tunnel."
_NO_COUNTRY: Final = (
    "Twilio does not permit calls to this country. Allow it under Voice, Geo permissions."
)
_TWIML: Final = "Twilio could not use our instructions for the call. Please report this as a fault."
_STREAM: Final = "Twilio could not use what we sent on the call. Please report this as a fault."
_NOT_REACHED: Final = "Twilio could not reach this console. Check the tunnel or CONSOLE_PUBLIC_URL."

REFUSALS: Final[dict[int, str]] = {
    10001: _NOT_ACTIVE,
    10002: "A trial account can't do this. Upgrade it at Twilio.",
    10004: "Too many calls at once for this Twilio account. Wait for one to end.",
    13805: "A trial account's calls end after ten minutes. Upgrade it at Twilio.",
    20003: "Twilio does not accept the account SID and auth token. Check both, and that the "
    "account is active.",
    20005: _NOT_ACTIVE,
    20008: "These are Twilio test credentials, which can't place real calls. Use the live ones.",
    20404: "Twilio does not know that any more. Look at the list again.",
    20422: "Twilio refuses one of the call's settings. Look at the call in the Twilio console.",
    20429: "Twilio is asked too often just now. Wait a moment and try again.",
    20500: "Twilio has a fault of its own. Try again in a minute.",
    20503: "Twilio is not available just now. Try again in a minute.",
    21201: "Twilio got no number to call. Type one and dial again.",
    21205: "Twilio can't use our address. Check CONSOLE_PUBLIC_URL.",
    21208: "Twilio refuses to ring for that long. Let it ring for 1 to 600 seconds.",
    21210: "Twilio does not let you call from this number: buy or verify it there first.",
    21211: _NOT_A_NUMBER,
    21212: "Twilio says that the number to call from is not valid. Check TWILIO_PHONE_NUMBER.",
    21213: "There is no number to call from. Set TWILIO_PHONE_NUMBER.",
    21214: "Twilio can't reach this number. Check its digits, or call another.",
    21215: _NO_COUNTRY,
    21216: "Twilio blocks this number. Call another, or ask Twilio's support why.",
    21217: _NOT_A_NUMBER,
    21218: "Twilio does not know that application. Look at the number in the Twilio console.",
    21219: _NOT_VERIFIED,
    21220: "The call has ended already; there is nothing left to do.",
    21606: "The number to call from can't place voice calls. Choose another at Twilio.",
    21608: _NOT_VERIFIED,
    573002: "A trial account may not call this number from that one. Choose another at Twilio.",
    573005: _NOT_VERIFIED,
}

AFTERWARDS: Final[dict[int, str]] = {
    11100: "Twilio can't use our address. Check CONSOLE_PUBLIC_URL.",
    11200: "Twilio got no good answer from this console. Check the tunnel, then the log.",
    11205: _NOT_REACHED,
    11210: "Twilio can't find our host name. Check CONSOLE_PUBLIC_URL and its DNS entry.",
    11215: "Our address redirects Twilio too often. Lead it straight to this console.",
    11220: "Twilio can't speak TLS with our address. Check its certificate and TLS version.",
    11235: _CERTIFICATE,
    11236: _CERTIFICATE,
    11237: _CERTIFICATE,
    11750: _TWIML,
    12100: _TWIML,
    12200: _TWIML,
    12300: "Something else than this console answers at our address. Check the tunnel.",
    13214: "The call was passed on with a number that isn't ours. Show one of the account's own.",
    13223: "The number to pass the call on to is not a phone number. Check its digits.",
    13224: "Twilio does not call that kind of number. Pass the call on to another.",
    13225: "Twilio blocks the number that the call was to be passed on to. Choose another.",
    13226: "Twilio does not know the country to pass the call on to. Check the country code.",
    13227: _NO_COUNTRY,
    15003: "This console turned a status report down. Its log says why.",
    31900: "Twilio could not open the call's audio, and does not say why. Try again.",
    31901: "This console took too long to take the call's audio. Check the tunnel.",
    31902: "Nothing answers at our address for the call's audio. Check the tunnel.",
    31903: "The call's audio connection broke. Check the network and the tunnel.",
    31904: _NOT_REACHED,
    31910: "Twilio can't speak TLS with our address for the call's audio. Check its certificate.",
    31920: "The call's audio was turned down here: its address or token was wrong. See the log.",
    31921: "This console closed the call's audio before the call had ended. See the log.",
    31922: "Twilio takes audio at wss addresses only. Set CONSOLE_PUBLIC_URL to an https one.",
    31923: "Twilio can't use our address for the call's audio. Check CONSOLE_PUBLIC_URL.",
    31924: "Something between Twilio and this console garbled the audio. Check proxy and tunnel.",
    31930: "Some of the caller's audio was lost: the way here is too slow. Check the network.",
    31931: "Twilio threw some of the agent's audio away: far too much came at once. See the log.",
    31940: _STREAM,
    31941: _STREAM,
    31950: _STREAM,
    31951: _STREAM,
    32017: "The far carrier refused the call: our number has a bad name. Register it at Twilio.",
}

SENTENCES: Final[dict[int, str]] = REFUSALS | AFTERWARDS
