"""Where work runs: the same function over the same shards, in this process or in several.

Results come back in the order of the shards whatever the number of workers, so what is built does not depend on it.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

Shard = TypeVar("Shard")
Result = TypeVar("Result")


class Engine(Protocol):
    """Runs a task over shards with a number of workers; results come in the order of the shards."""

    def __call__(self, task: Callable[[Shard], Result], shards: Iterable[Shard], workers: int, /) -> Iterator[Result]:
        """Run."""
        ...


_WAITING_PER_WORKER = 2


def serial(task: Callable[[Shard], Result], shards: Iterable[Shard], _workers: int = 1) -> Iterator[Result]:
    """Run the task over the shards in this process, one after the other."""
    return map(task, shards)


def local(task: Callable[[Shard], Result], shards: Iterable[Shard], workers: int) -> Iterator[Result]:
    """Run the task over the shards in worker processes of this machine.

    The task and the shards must be picklable. At most two shards a worker are under way or waiting to be taken, so
    that memory stays bounded however long the corpus.
    """
    if workers <= 1:
        yield from serial(task, shards)
        return
    from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415  only where workers are wanted
    from multiprocessing import get_context  # noqa: PLC0415

    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Result]] = deque()
        for shard in shards:
            waiting.append(pool.submit(task, shard))
            if len(waiting) >= workers * _WAITING_PER_WORKER:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the collector of cycles rest while some articles are read.

    Records hold no cycles, and it would walk lexicons and records again and again for nothing: of a text of 50,000
    lines that is a third of the time. Do not keep it at rest over a whole corpus, for exceptions do make cycles. At the
    end the collector is as it was. Who wakes it meanwhile, as libraries do that had put it to sleep themselves, does
    not set it to work before.
    """
    was_enabled, thresholds = gc.isenabled(), gc.get_threshold()
    gc.disable()
    gc.set_threshold(0)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        (gc.enable if was_enabled else gc.disable)()


ENGINES: dict[str, Engine] = {"serial": serial, "local": local}
"""The engines by the name that users type; each takes a task, shards, and a number of workers."""
