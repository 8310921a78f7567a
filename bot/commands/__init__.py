"""One module a command: ``add`` declares its arguments, ``run`` does its work and returns an exit code."""
