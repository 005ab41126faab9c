"""What the rules say of a line."""

from functools import cache
from typing import NamedTuple

from copydesk.record import Role
from copydesk.text.pieces import Noise


class Verdict(NamedTuple):
    """What a rule says a line is: a role or the kind of noise, and the id of the rule."""

    role: Role | None
    noise: Noise | None
    rule: str


@cache
def as_role(role: Role, rule: str) -> Verdict:
    """Give the verdict that a line has a role."""
    return Verdict(role, None, rule)


@cache
def as_noise(noise: Noise, rule: str) -> Verdict:
    """Give the verdict that a line is set aside."""
    return Verdict(None, noise, rule)
