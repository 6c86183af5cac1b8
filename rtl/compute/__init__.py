"""The COMPUTE engine: array, operand addresses, skew, sums."""
