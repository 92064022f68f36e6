"""A spool gives back what was put down, and uses its room again."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store.spool import FileSpool, resident_bytes

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from("abc"), st.integers(0, 3000)),
        st.tuples(st.sampled_from(["take", "drop", "lay"]), st.sampled_from("abc"), st.just(0)),
    ),
    max_size=30,
)
LIKE = np.empty((0, 2), np.uint32)


@given(STEPS, st.sampled_from([0, 5000, 1 << 20]))
def test_parts_come_back_in_order(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int]], room: int
) -> None:
    spool = FileSpool(tmp_path_factory.mktemp("spool") / "file", room)
    held: dict[str, list[np.ndarray]] = {}
    for number, (verb, name, size) in enumerate(steps):
        if verb == "put":
            part = np.full((size, 2), number, np.uint32)
            spool.put(name, part)
            held.setdefault(name, []).append(part)
        elif verb == "lay":
            whole, starts = spool.lay(name, np.empty(0, np.uint32))
            parts = [part for part in held.get(name, []) if part.size]
            laid = [start for start, part in zip(starts.tolist(), held.get(name, []), strict=True) if part.size]
            for start, part in zip(laid, parts, strict=True):
                assert (whole[start : start + part.size] == part.reshape(-1)).all()
        elif verb == "take":
            expected = np.concatenate([LIKE, *held.pop(name, [])])
            assert (spool.take(name, LIKE) == expected).all()
        else:
            spool.drop(name)
            held.pop(name, None)
    spool.close()


def test_room_is_used_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    spool = FileSpool(path, 0)
    for number in range(20):
        spool.put("a", np.full(10_000, number, np.int64))
        assert spool.take("a", np.empty(0, np.int64))[0] == number
    assert path.stat().st_size <= 2 * 81_920
    spool.close()
    assert not path.exists()


def test_what_is_filled_in_stands_in_one_piece(tmp_path: Path) -> None:
    spool = FileSpool(tmp_path / "file", 0)
    spool.put("before", np.zeros(100, np.uint8))
    spool.reserve("whole", 3 * 4000)
    for number in range(3):
        spool.fill("whole", np.full(1000, number, np.uint32))
        spool.put("between", np.ones(10, np.uint8))
    view = spool.view("whole", np.empty(0, np.uint32))
    assert view.tolist() == [0] * 1000 + [1] * 1000 + [2] * 1000
    spool.rest(view)
    assert view[2500] == 2
    spool.close()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="counts pages as Linux tells them")
def test_resting_pages_leave_the_process(tmp_path: Path) -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[2]) * 4096  # pages of files that are mapped in

    spool = FileSpool(tmp_path / "file", 0)
    spool.reserve("whole", 32 << 20)
    spool.fill("whole", np.ones(8 << 20, np.uint32))
    view = spool.view("whole", np.empty(0, np.uint32))
    assert view[::1024].sum() == 8192
    before = resident()
    spool.rest(view[10:20])
    assert before - resident() > 16 << 20
    assert view[-1] == 1
    spool.close()


def test_memory_is_handed_back_at_rest_and_arrays_keep_what_they_hold(tmp_path: Path) -> None:
    spool = FileSpool(tmp_path / "file", 0, 1 << 20, 0)
    spool.reserve("n", 80)
    spool.fill("n", np.arange(10))
    held = spool.view("n", np.empty(0, np.int64))
    spool.rest(held)
    assert held.tolist() == list(range(10))
    assert resident_bytes() >= 0
    spool.close()
