"""Secrets in the system's keyring, and nowhere else.

`credentials.Credentials` is the door. The keyring library is known here and nowhere else:

    credentials  set, remove, read, and the list with its stores and ages
    stores       which keyring this system has, and whether it can be trusted
    patience     calls that may wait for somebody for ever, on a thread that is left behind
    ledger       since when each secret is kept; never a secret
    trouble      what can be wrong with a keyring, as sentences
"""
