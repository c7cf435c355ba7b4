"""Agents met in a Stream call: the phone joins it as a participant, over the real SDK.

`agents.StreamAgents` is the door; importing it does not import the SDK (a second), its
`warm_up` does. Stream's library is known here and nowhere else:

    agents      makes the legs, shares one account and the agent servers among them
    agent       one leg: puts the parts below together
    account     REST: users, calls, custom events
    connection  one participant: joins, publishes, tells what happens; what both SDKs are to us
    sdk         which of the two there is: sdk7, or sdk6 and its parts where 7 has no wheel
    uplink      the caller's audio, phone to Stream        } ledger: nothing waits
    downlink    everybody else's audio, mixed, to phone    } for longer than it must
    watch       is the agent there, does it hear and answer; views: how that can look
    protocol    the custom events that agents and console exchange
    arrival     brings the agent, from a server or by waiting for whoever joins
    dialogue    one call's custom events, both ways
    record      one call's transcript and notes: words (who is believed), chat (the channel
                that Vision Agents write), notices (what Stream does with the call)
    operations  the operator in the Stream call, over REST
    webhook     Stream's webhook, for who wants it
    vision_agents  asks a Vision Agents server to send an agent
    errors      what the SDK raises, as sentences
"""
