"""The LOAD and STORE engines: runs of granules between memory and buffers."""
