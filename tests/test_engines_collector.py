"""The collector of cycles is after a batch what it was before it."""

import gc

import pytest

from copydesk.engines import collector_at_rest


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("woken", [True, False])
def test_the_collector_is_as_it_was_whoever_woke_it(enabled: bool, woken: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with collector_at_rest():
            assert not gc.isenabled()
            if woken:
                gc.enable()
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_a_library_that_wakes_the_collector_sets_it_to_no_work() -> None:
    found = []
    before, thresholds = gc.isenabled(), gc.get_threshold()
    gc.enable()
    gc.callbacks.append(lambda phase, _info: found.append(phase))
    try:
        with collector_at_rest():
            gc.enable()
            kept = [[number] for number in range(10 * thresholds[0])]
            assert not found
        kept += [[number] for number in range(10 * thresholds[0])]
        assert found
        assert gc.get_threshold() == thresholds
    finally:
        gc.callbacks.pop()
        (gc.enable if before else gc.disable)()
