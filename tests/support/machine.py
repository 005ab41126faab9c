"""How fast the machine is that tests measure time on: bounds in seconds are those of an ordinary core."""

import time

ORDINARY_CORE = 0.08
"""Seconds of an ordinary core for what is timed here."""


def slowness() -> float:
    """Tell how much slower than an ordinary core this machine is just now, 1 where it is faster."""
    started = time.process_time()
    sum(number * number for number in range(2_000_000))
    return max(1.0, (time.process_time() - started) / ORDINARY_CORE)
