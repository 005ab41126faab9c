"""Where work runs: the same function over the same shards, in this process or in several.

Results come back in the order of the shards whatever the number of workers, so what is built does not depend on it.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock, get_ident
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


class _Collector:
    """Python's collector of cycles, as the threads that let it rest share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._resting: set[int] = set()
        self._was_enabled = True
        self._thresholds = gc.get_threshold()

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Let it rest until this thread has done, or another that began later or earlier.

        Were it the last one that wakes it, it would never wake where there is always a thread that reads.
        """
        thread = get_ident()
        if thread in self._resting:
            yield
            return
        with self._lock:
            if not self._resting:
                self._was_enabled, self._thresholds = gc.isenabled(), gc.get_threshold()
            self._resting.add(thread)
            gc.disable()
            gc.set_threshold(0)
        try:
            yield
        finally:
            with self._lock:
                self._resting.discard(thread)
                gc.set_threshold(*self._thresholds)
                (gc.enable if self._was_enabled else gc.disable)()


_COLLECTOR = _Collector()


def collector_at_rest() -> AbstractContextManager[None]:
    """Let the collector of cycles rest while some articles are read.

    Records hold no cycles, and it would walk lexicons and records again and again for nothing: of a page of menus and
    labels that is a third of the time. Do not keep it at rest over a whole corpus, for exceptions do make cycles. At
    the end the collector is as it was when the first of several threads let it rest. Who wakes it meanwhile, as
    libraries do that had put it to sleep themselves, does not set it to work before.
    """
    return _COLLECTOR.at_rest()


ENGINES: dict[str, Engine] = {"serial": serial, "local": local}
"""The engines by the name that users type; each takes a task, shards, and a number of workers."""
