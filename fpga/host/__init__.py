"""Host driver: one `Device`, whatever the machine is reached through."""
