"""The commands: flags, progress, printing and exit codes; one file per command."""
