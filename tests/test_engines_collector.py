"""The collector of cycles is after a batch what it was before it."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Barrier, Thread

import pytest

from copydesk.engines import collector_at_rest
from copydesk.pipeline.facts import Options
from copydesk.use.desk import parse


@pytest.fixture(params=[True, False])
def enabled(request: pytest.FixtureRequest) -> Iterator[bool]:
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("woken", [True, False])
def test_the_collector_is_as_it_was_whoever_woke_it(enabled: bool, woken: bool) -> None:
    with collector_at_rest():
        assert not gc.isenabled()
        if woken:
            gc.enable()
    assert gc.isenabled() is enabled


def test_the_collector_rests_until_the_outermost_of_two_has_done(enabled: bool) -> None:
    with collector_at_rest():
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled() is enabled


@pytest.mark.parametrize("first_in_is_first_out", [True, False])
def test_the_collector_is_as_it_was_when_two_threads_read_at_once(enabled: bool, first_in_is_first_out: bool) -> None:
    both_rest, other_has_done = Barrier(2), Barrier(2)

    def other() -> None:
        with collector_at_rest():
            both_rest.wait()
            if first_in_is_first_out:
                other_has_done.wait()
        if not first_in_is_first_out:
            other_has_done.wait()

    thread = Thread(target=other)
    with ExitStack() as stack:
        stack.enter_context(collector_at_rest())
        thread.start()
        both_rest.wait()
        if not first_in_is_first_out:
            other_has_done.wait()
    if first_in_is_first_out:
        other_has_done.wait()
    thread.join()
    assert gc.isenabled() is enabled


def test_the_collector_is_as_it_was_after_an_article_was_read(enabled: bool) -> None:
    parse("Titre\n\nUn mot.\n", options=Options(entities=None, detect_language=False))
    assert gc.isenabled() is enabled
