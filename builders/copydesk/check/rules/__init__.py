"""Every rule of the gate by its id, in the order in which they run: each group beside its functions."""

from copydesk.check.findings import Severity
from copydesk.check.rules import (
    addresses,
    adjudication,
    characters,
    corpus,
    dates,
    entities,
    error_pages,
    files,
    gold,
    language,
    layout,
    passages,
    personal_data,
    quotes,
    reading,
    references,
    rehydration,
    schema,
    spans,
    waived,
    withdrawn,
)
from copydesk.check.rules.rule import Rule

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        *reading.RULES,
        *files.RULES,
        *schema.RULES,
        *spans.RULES,
        *passages.RULES,
        *references.RULES,
        *entities.RULES,
        *quotes.RULES,
        *dates.RULES,
        *gold.RULES,
        *adjudication.RULES,
        *language.RULES,
        *layout.RULES,
        *error_pages.RULES,
        *characters.RULES,
        *personal_data.RULES,
        *addresses.RULES,
        *corpus.RULES,
        *waived.RULES,
        *withdrawn.RULES,
        *rehydration.RULES,
    )
}
"""The rules by id, cheapest and most basic first. Release rules stand in ``copydesk.release``."""


def severity_of(rule_id: str) -> Severity:
    """Give the severity of a rule; what no rule here describes is a warning."""
    return RULES[rule_id].severity if rule_id in RULES else "warning"


def rules_table() -> str:
    """Write the rules as a Markdown table: id, level, severity, what each protects, how to mend what it finds."""
    rows = ["| rule | level | severity | protects | mend |", "|---|---|---|---|---|"]
    rows.extend(
        f"| `{rule.id}` | {rule.level} | {rule.severity} | {rule.protects} | {rule.mend} |" for rule in RULES.values()
    )
    return "\n".join(rows)
