"""Answering programs: the simplest agent there is, for lines whose calls need no stream.

The carrier writes down what the caller says, a program of the user's answers in words, and
the carrier says them. The program is a line's ``dialogue``: a command, or an https address.

Both are told of what happens as one JSON object:

    {"event": "begin", "call": "3f9c…", "from": "+14155550123", "to": "+14155550100",
     "line": "Main line"}   (on one line)
    {"event": "said",  "call": "3f9c…", "text": "Are you open today?"}
    {"event": "end",   "call": "3f9c…"}

and answer each but ``end`` with one:

    {"say": "Yes, until six. Anything else?"}
    {"say": "Goodbye.", "goodbye": true}

``say`` may be empty, and unknown keys are ignored by both. After ``goodbye`` the call is
hung up. The first answer follows the line's own sentence, if it has one.

A **command** runs once for each call, without a shell and in a clean environment: no secret
of the console's is in it. It reads one object a line on its standard input and writes one a
line on its standard output, flushed. It ends at the end of its input; after 2 seconds it is
killed, with all that it has started. What it writes to standard error is thrown away.

An **address** gets each object as the body of a POST, ``Content-Type: application/json``,
and answers with status 200 and the object. Plain ``http`` is for this machine only.

An answer has to come within 8 seconds, for the carrier waits no longer than 15; whatever
else comes (no JSON, another status, silence, an end) is told to the operator, and the caller
hears the line's sentence for a lost agent.
"""
