"""The language is detected on the body alone, the same in every run, and ``und`` when unsure."""

import subprocess
import sys

import pytest

from copydesk.text.language import detect


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Le conseil municipal a voté mardi soir le budget de la ville pour l'année prochaine.", "fr"),
        ("The town council voted on Tuesday evening on the budget for the coming year.", "en"),
        ("El ayuntamiento aprobó el martes por la noche el presupuesto del próximo año.", "es"),
        ("Der Stadtrat hat am Dienstagabend den Haushalt für das kommende Jahr beschlossen.", "de"),
        ("Il consiglio comunale ha approvato martedì sera il bilancio del prossimo anno.", "it"),
        ("A câmara municipal aprovou na terça-feira à noite o orçamento do próximo ano.", "pt"),
        ("政府は新しい対策を発表し、来月から実施すると述べた。影響を受ける家庭を支援する。", "ja"),
    ],
)
def test_a_body_of_one_sentence_is_enough(body: str, language: str) -> None:
    found = detect(body)
    assert found.language == language
    assert found.probability >= 0.8


@pytest.mark.parametrize("body", ["", "12345 67890", "!!! ???", "Emmanuel", "😀😀😀"])
def test_what_is_too_short_is_undetermined(body: str) -> None:
    assert detect(body) == detect("")
    assert detect(body).language == "und"


def test_another_process_with_another_hash_seed_gives_the_same_probability() -> None:
    body = "Le Premier ministre a declared that the budget is final, et les députés ont applaudi the announcement."
    code = f"from copydesk.text.language import detect; print(detect({body!r}))"
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert seen == {f"{detect(body)}\n"}
