"""A node elsewhere, as a desk sees it: the same switchboard, over the control API.

switchboard  what stands there and what can be done, behind `SwitchboardInterface`
mirror       the last that was heard of it, for readings from any thread
wishes       which rung the operator here asked for: what other desks do opens no microphone
reading      the control API's JSON turned back into calls, lamps and lines
sound        a call's sound, both ways, over its audio socket
"""
