"""Setting up a real line, without a window: steps that are checked, kept and checked again.

`wizard.Wizard` is the door.

    wizard           all steps in their order, for `console.ui.setup`
    step             what a step is, and what it asks of the running console
    book             the settings as they are kept, and as they would be
    forms, titles    settings as fields to fill in, and what they are called
    account          carrier, keys, number
    way_in           the way in, and its trial over a real socket
    answering        the agent, the sound, the guard rails
    going_live       the self-test, and leading the number here
    take_over        importing a ``.env``
    settings_keeper  every setting, for the settings window
    lines_keeper     every line, for its Lines page
    health, report   number, keyring and the carrier's own notes, and all of it written down
"""
