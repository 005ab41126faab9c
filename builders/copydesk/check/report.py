"""What a check found, and how much it looked at. A report only records; the reporters only read it."""

from collections import Counter
from dataclasses import dataclass

from copydesk.check.findings import Finding


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one check.

    Attributes:
        findings: in the order in which they were found.
        checked: how many records were looked at, readable or not.
        waived: findings that a waiver of the corpus covers; they are counted and do not fail the check.
    """

    findings: tuple[Finding, ...]
    checked: int
    waived: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing of severity ``error`` was found."""
        return all(finding.severity != "error" for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, all three named."""
        found = Counter(finding.severity for finding in self.findings)
        return {"error": found["error"], "warning": found["warning"], "note": found["note"]}

    @property
    def rules(self) -> dict[str, int]:
        """How many findings there are of each rule, by its id."""
        return dict(sorted(Counter(finding.rule for finding in self.findings).items()))
