"""Raw articles come as text files, HTML pages and JSON Lines, alone or mixed in a tree."""

import json
from pathlib import Path

import pytest

from copydesk.errors import InputError
from copydesk.pipeline.build import Built, Rejected, build_articles
from copydesk.pipeline.corpus import open_corpus
from copydesk.pipeline.facts import Options
from copydesk.pipeline.survey import id_from_stem
from copydesk.record import Article
from copydesk.text.markup import read_html
from support.corpora import MakeCorpus, raw_article

FAST = Options(entities=None)
PAGE = """<!doctype html><html lang="fr"><head><title>La halle rouvre | Le Courrier</title>
<meta property="og:title" content="La halle rouvre ses portes">
<meta property="og:description" content="Deux ans de travaux, et les étals reviennent.">
<meta property="og:site_name" content="Le Courrier">
<meta property="article:published_time" content="2024-05-12T14:05:00+02:00">
<link rel="canonical" href="https://exemple.invalid/halle"></head>
<body><nav><a href="/">Accueil</a><a href="/s">Sport</a></nav><article><h1>La halle rouvre ses portes</h1>
<p>Deux ans de travaux, et les étals reviennent.</p>
<p>La halle du marché a rouvert samedi matin après deux ans de travaux, devant une foule de
curieux venus tôt. « On n'y croyait plus », a dit un maraîcher.</p>
<h2>Un toit neuf</h2>
<p>La charpente a été refaite, le sol repris, et trente étals sont de nouveau occupés chaque
semaine par les producteurs de la vallée.</p></article><footer>Mentions légales</footer></body></html>"""


def built(corpus: Path) -> dict[str, Article]:
    outcomes = build_articles(open_corpus(corpus), FAST)
    return {outcome.article.id: outcome.article for outcome in outcomes if isinstance(outcome, Built)}


def test_a_page_gives_headline_dek_subhead_and_paragraphs_without_its_menus() -> None:
    page = read_html(PAGE.encode())
    roles = [(piece.role, page.raw.text[piece.start : piece.end][:16]) for piece in page.layout.pieces]
    assert roles == [
        ("headline", "La halle rouvre "),
        ("dek", "Deux ans de trav"),
        ("paragraph", "La halle du marc"),
        ("subhead", "Un toit neuf"),
        ("paragraph", "La charpente a é"),
    ]
    assert page.date_published == "2024-05-12T14:05:00+02:00"
    assert (page.date_modified, page.publisher, page.url) == (None, "Le Courrier", "https://exemple.invalid/halle")


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        read_html(b"<html><body><nav><a href=/>Accueil</a></nav></body></html>", path="a.html")
    assert refused.value.rule in {"layout-no-article", "layout-no-body"}
    assert refused.value.place.path == "a.html"


def test_text_pages_and_tables_in_one_tree_become_the_same_record(make_corpus: MakeCorpus) -> None:
    row = {"id": "row-1", "text": raw_article("Un titre du tableau"), "publisher": "Le Courrier", "licence": "CC0-1.0"}
    corpus = make_corpus(
        {
            "raw/fr/plain.txt": raw_article("Un titre de fichier"),
            "raw/fr/2024/page.html": PAGE,
            "raw/fr/table.jsonl": json.dumps(row) + "\n\n" + json.dumps({**row, "id": "row-2"}) + "\n",
            "raw/fr/source.json": {"origin": "written-for-corpus", "licence": "CC-BY-4.0"},
        }
    )
    articles = built(corpus)
    assert list(articles) == ["page", "plain", "row-1", "row-2"]
    assert articles["plain"].source.licence == "CC-BY-4.0"
    assert (articles["row-1"].source.licence, articles["row-1"].source.origin) == ("CC0-1.0", "written-for-corpus")
    assert articles["row-1"].headline == "Un titre du tableau"
    assert articles["page"].dek == "Deux ans de travaux, et les étals reviennent."
    assert articles["page"].layers[1].tool == "trafilatura"
    assert all(article.language == "fr" for article in articles.values())


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('{"id": "a", "text": 1}', "source-schema"),
        ('{"text": "Titre"}', "source-schema"),
        ('{"id": "../a", "text": "Titre"}', "id-invalid"),
        ('{"id": "a", "text": "Titre", "colour": "red"}', "source-schema"),
        ('{"id": "a", "text": "Titre"', "json-syntax"),
        ("[]", "source-schema"),
        ('{"id": "a", "text": "Un \\u0007 mot"}', "json-control"),
    ],
)
def test_a_wrong_row_is_named_by_its_line_and_the_others_are_built(
    line: str, rule: str, make_corpus: MakeCorpus
) -> None:
    good = json.dumps({"id": "good", "text": raw_article()})
    opened = open_corpus(make_corpus({"raw/fr/table.jsonl": f"{good}\n{line}\n"}))
    assert [(finding.rule, finding.place.line) for finding in opened.rejected] == [(rule, 2)]
    assert [type(outcome) for outcome in build_articles(opened, FAST)] == [Built]


@pytest.mark.parametrize("text", ["Accueil\nSport\nCulture\nS'abonner\nSe connecter\n", " \n\n", "Un titre\n"])
def test_a_row_whose_text_is_no_article_is_rejected_at_its_line(text: str, make_corpus: MakeCorpus) -> None:
    rows = [{"id": "a", "text": text}, {"id": "b", "text": raw_article()}]
    corpus = make_corpus({"raw/fr/table.jsonl": "".join(json.dumps(row) + "\n" for row in rows)})
    outcomes = list(build_articles(open_corpus(corpus), FAST))
    assert isinstance(outcomes[0], Rejected)
    assert "table.jsonl:1" in str(outcomes[0].findings[0].place)
    assert isinstance(outcomes[1], Built)


def test_every_file_is_built_rejected_or_skipped(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(
        {
            "raw/fr/good.txt": raw_article(),
            "raw/fr/UPPER.TXT": raw_article("Un titre en capitales"),
            "raw/fr/.hidden.txt": "x",
            "raw/fr/backup.txt~": "x",
            "raw/fr/noext": "x",
        }
    )
    (corpus / "raw/fr/link.txt").symlink_to(corpus / "raw/fr/good.txt")
    (corpus / "raw/fr/new\nline.txt").write_text("x")
    opened = open_corpus(corpus)
    assert [item.id for item in opened.items] == ["good", "upper"]
    assert sorted(finding.rule for finding in opened.rejected) == ["file-not-regular", "name-invalid"]
    assert len(opened.skipped) == 3


def test_workers_do_not_change_what_is_built(make_corpus: MakeCorpus) -> None:
    corpus = open_corpus(make_corpus({f"raw/fr/a{i}.txt": raw_article(f"Titre numéro {i}") for i in range(130)}))
    alone = list(build_articles(corpus, FAST, workers=1))
    assert list(build_articles(corpus, FAST, workers=2)) == alone
    assert len(alone) == 130


@pytest.mark.parametrize("stem", ["é" * 200, "...", "🙂", "n" * 240, "-rf", "<img src=x>"])
def test_any_file_name_gives_an_id(stem: str) -> None:
    made = id_from_stem(stem)
    assert made == id_from_stem(made)
    assert len(made) <= 128
