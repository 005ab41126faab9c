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
