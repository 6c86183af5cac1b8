"""The controller: fetch, decode, queues, tokens, the memory port, and what all engines share."""
