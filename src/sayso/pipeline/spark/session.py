"""A Spark session to run in: the one that is there, or one of our own that asks no network and says nothing."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from sayso.store.faults import CaseError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "local[*]"
"""Where nothing was chosen: all cores of this machine."""
QUICK_START = (
    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -XX:+UnlockDiagnosticVMOptions "
    "-XX:-BytecodeVerificationRemote"
)
"""For a Java runtime that lives as long as one run on one machine, and runs Spark's own archives: it compiles itself
less and does not verify them. At 10,000 articles read, shuffle and gather cost 22.3 CPU s without, 12.3 with
the first two options and 9.9 with all (2026-11)."""
BATCH_ROWS = 2000
"""Rows of a batch between Spark and Python; 2,000 articles of 3 kB are 6 MB."""
MISSING = "the engine spark needs PySpark 4: pip install 'sayso[spark]'"


@contextmanager
def opening_session(master: str | None = None) -> "Iterator[SparkSession]":
    """A session with our settings of SQL; one that we started is stopped at the end.

    A session that is active in this process is used as it is, and `spark-submit` has said all about one to be started:
    in both cases only settings of SQL are ours, and they hold for our session alone.

    Raises:
        CaseError: PySpark is not installed, or Spark does not start.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise CaseError(MISSING) from None
    active = SparkSession.getActiveSession()
    session = active or _start(master)
    own = session.newSession()
    own.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH_ROWS))
    try:
        yield own
    finally:
        if active is None:
            session.stop()


def is_local(session: "SparkSession") -> bool:
    """Whether the workers are of this machine and see its files."""
    return str(session.sparkContext.master).startswith("local")


def _start(master: str | None) -> "SparkSession":
    from pyspark.sql import SparkSession

    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    builder = SparkSession.builder.appName("sayso")
    chosen = master or (None if submitted else MASTER)
    if chosen:
        builder = builder.master(chosen)
    if not submitted and chosen and chosen.startswith("local"):
        for name, value in _local_settings().items():
            builder = builder.config(name, value)
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryFile() as noise:
        try:
            if submitted:
                return builder.getOrCreate()
            with _hushed(noise):
                session = builder.getOrCreate()
        except Exception as fault:
            raise CaseError(f"Spark did not start: {_reason(fault, noise)}") from fault
    session.sparkContext.setLogLevel("ERROR")
    return session


def _local_settings() -> dict[str, str]:
    """For workers of this machine: loopback only, no page to look at, memory to gather a case in."""
    return {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": f"{_memory()}m",
        "spark.driver.maxResultSize": "0",
        "spark.driver.extraJavaOptions": QUICK_START,
        "spark.sql.adaptive.enabled": "false",  # planned anew between stages: worth it on a cluster, here 1 CPU s
        "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
    }


def _memory() -> int:
    """MiB for the Java runtime: a quarter of the machine's, between 1 and 8 GiB."""
    try:
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    except (ValueError, OSError, AttributeError):  # not told here, e.g. on Windows
        machine = 0
    return max(1024, min(8192, machine // 4))


@contextmanager
def _hushed(noise: IO[bytes]) -> Iterator[None]:
    """What the Java runtime writes to standard error goes to `noise`: it inherits the descriptor when it is started."""
    kept = os.dup(2)
    try:
        os.dup2(noise.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _reason(fault: Exception, noise: IO[bytes]) -> str:
    """One line: what Java said last, else the fault; and what to look at."""
    noise.seek(0)
    lines = [line.strip() for line in noise.read().decode("utf-8", "replace").splitlines() if line.strip()]
    said = next((line for line in lines if "rror" in line or "xception" in line or "not found" in line), str(fault))
    return (
        f"{' '.join(said.split())[:300]}; it needs a Java runtime, 17 or newer (`java -version`), and a right --master"
    )
