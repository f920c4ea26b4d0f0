"""The command line: `app` finds a command and answers for its errors; each command is a module of its own."""
