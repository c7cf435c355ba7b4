"""Agent programs: commands of the user's that the console runs, each an agent server.

`programs.AgentPrograms` is the door. From the command to the server:

    command   the user's line, and the environment it gets: a clean one, with what it needs
    guard     stands between console and program, and ends the program when the console is gone
    child     one run of the program under its guard, from start to end
    output    what the program prints, line by line, into the console's log
    program   the supervisor: starts, asks for its health, starts again, gives up, tries again
    programs  one program for each command, whoever uses it
"""
