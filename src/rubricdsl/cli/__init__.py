"""The command line `rub`: options in, the public API called, results on stdout and messages on stderr."""
