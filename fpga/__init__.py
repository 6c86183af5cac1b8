"""Boards, builds and the host driver."""
