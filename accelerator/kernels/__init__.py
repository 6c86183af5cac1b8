"""Compiled inner loops: private, on plain arrays, no checks; the modules above them validate."""
