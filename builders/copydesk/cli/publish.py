"""``copydesk publish``: a release to the Hugging Face Hub, as one commit and one tag."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.release.publishing.plan import Plan, Publication


_UNKNOWN = (
    "note: the corpus {name!r} does not stand beside the directory of releases, so that only what the Hub lists as "
    "withdrawn was refused; --withdrawals FILE names its tombstones"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command; there is none for a token, which every process list would show."""
    parser.add_argument("release", type=Path, help="a release: a directory that copydesk release has written")
    parser.add_argument("repository", metavar="org/name", help="the dataset on the Hub; created where there is none")
    parser.add_argument("--private", action="store_true", help="create it private; one that is there must be private")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    parser.add_argument(
        "--include-unknown-rights",
        action="append",
        default=[],
        metavar="ID",
        help="publish this article though its rights are unknown; may be given again",
    )
    parser.add_argument(
        "--withdrawals",
        type=Path,
        metavar="FILE",
        help="refuse what this file withdraws (default: withdrawals.jsonl of the corpus of that name that stands "
        "beside the directory of releases, such as corpus/ beside releases/, or comes with copydesk); what the newest "
        "version on the Hub lists is refused too",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Verify the release, publish it, and say how it is loaded."""
    from rich.console import Console  # noqa: PLC0415  --help stays fast

    from copydesk.release.publishing.plan import prepare  # noqa: PLC0415
    from copydesk.release.publishing.publish import preview, publish  # noqa: PLC0415
    from copydesk.use.withdrawn_since import corpora_of, known_withdrawals  # noqa: PLC0415

    with Console(stderr=True).status("verifying the release") as status:
        publication = prepare(
            options.release,
            options.repository,
            private=options.private,
            included=options.include_unknown_rights,
            withdrawals_of=partial(known_withdrawals, given=options.withdrawals),
        )
        if options.dry_run:
            plan = preview(publication)
        else:
            published = publish(publication, status.update)
    if options.withdrawals is None and not corpora_of(options.release):
        print(_UNKNOWN.format(name=publication.manifest.name))
    if options.dry_run:
        _print_plan(publication, plan)
        return 0
    state = " (was there already)" if published.already_there else ""
    print(f"{published.repo}: {published.tag} is published{state}")
    print(f"content digest {publication.manifest.content_digest}")
    print("\nfrom datasets import load_dataset")
    print(f'articles = load_dataset("{published.repo}", revision="{published.tag}")')
    return 0


def _print_plan(publication: "Publication", plan: "Plan") -> None:
    if plan.tagged:
        print(f"{publication.repo}: {publication.tag} is published already; nothing would be done")
        return
    if plan.remote is None:
        visibility = ", private" if publication.private else ""
        print(f"{publication.repo}: is not to be seen on the Hub, and would be created{visibility}")
    sizes = {file.path: file.size for file in publication.files}
    changes = (("add", plan.difference.added), ("change", plan.difference.changed), ("keep", plan.difference.kept))
    for verb, paths in changes:
        for path in paths:
            print(f"{verb:7}{path} ({sizes[path]} bytes)")
    for path in plan.difference.removed:
        print(f"remove {path}")
    print(f"{publication.repo}: {publication.tag} would be published; nothing was changed")
