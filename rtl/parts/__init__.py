"""Small parts that every engine is made of: counters, delays, memories."""
