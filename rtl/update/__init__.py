"""The UPDATE engine: optimizer lanes, N:M selection, both compressed copies."""
