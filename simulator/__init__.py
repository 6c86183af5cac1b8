"""Cycle-exact timing and bit-exact execution of programs."""
