"""The dossiers of a run as they lie on the workers, and what can be had of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from sayso.model import Reuse, Tables
from sayso.pipeline.plan import Step
from sayso.pipeline.run_steps import of_documents
from sayso.pipeline.settings import Settings
from sayso.pipeline.spark.documents import read_sources, work_documents
from sayso.pipeline.spark.dossiers import WORDS, tables_of
from sayso.pipeline.spark.files import find_sources, make_sources, source_of
from sayso.pipeline.spark.numbering import Sender, sending
from sayso.read import Item
from sayso.reuse.find import COMPILED
from sayso.store.inputs import Named

PACKED = 4
"""Times that an input's bytes may be fewer than its characters, at least: Parquet packs news to a half or a third."""


class Spread:
    """Dossiers of all inputs, worked out when they are first asked for and kept until the end of the run."""

    def __init__(self, session: SparkSession, sender: Sender, dossiers: DataFrame, compared: bool) -> None:
        self.session, self.dossiers = session, dossiers
        self._sender, self._compared = sender, compared

    def is_large(self, characters: int) -> bool:
        """Whether the workers have words to compare, and documents of so many characters are worth it."""
        return self._compared and characters >= COMPILED

    def gather(self) -> Tables:
        """All rows that stand in dossiers, here."""
        held = [name for name in self.dossiers.columns if name not in ("same", *WORDS.names)]
        return tables_of(self.dossiers.select(held).toArrow().to_batches())

    def has_documents(self) -> bool:
        """Whether any document was read."""
        return bool(self.dossiers.where(F.col("document").isNotNull()).limit(1).count())

    def find_reuse(self, tables: Tables) -> list[Reuse]:
        """The rows of reuse: passages are found on the workers, and what concerns all of them here."""
        from sayso.pipeline.spark.reuse import find_passages, write_reuse  # which loads the compiler
        from sayso.reuse.finding.passages import Setting

        setting = Setting()
        outcome, capped = find_passages(self.session, self._sender, self.dossiers, setting)
        return write_reuse(tables.documents, tables.regions, outcome, capped, setting)

    def frames(self) -> dict[str, DataFrame]:
        """The tables that stand in dossiers, on the workers."""
        documents = self.dossiers.where(F.col("document").isNotNull()).select("document.*")
        found = {"documents": documents, "inputs": self.dossiers.select("input.*")}
        lists = [name for name in self.dossiers.columns if name not in ("same", "input", "document", *WORDS.names)]
        return found | {name: self.dossiers.select(F.inline(name)) for name in lists}


@contextmanager
def spreading(
    session: SparkSession,
    inputs: Sequence[Named | Item],
    urls: Sequence[str],
    steps: Sequence[Step],
    chosen: Settings,
) -> Iterator[Spread]:
    """The dossiers of inputs, with the rows of the steps that take a document by itself."""
    sources = find_sources(session, urls)
    if inputs:
        named = make_sources(session, map(source_of, inputs))
        sources = named if sources is None else sources.unionByName(named)
    assert sources is not None, "a run has inputs"
    compared = "reuse" in [step.name for step in steps] and (bool(urls) or PACKED * _bytes(inputs) >= COMPILED)
    read = read_sources(sources, chosen.columns)
    dossiers = work_documents(read, of_documents(steps), chosen, compared)
    dossiers = dossiers.persist(StorageLevel.MEMORY_AND_DISK)
    try:
        with sending(session) as sender:
            yield Spread(session, sender, dossiers, compared)
    finally:
        dossiers.unpersist()


def _bytes(inputs: Sequence[Named | Item]) -> int:
    """Bytes of inputs, as far as they can be told before they are read."""
    total = 0
    for one in inputs:
        if isinstance(one, Item):
            total += len(one.data or b"")
        elif one.path is not None and one.path.is_file():
            total += one.path.stat().st_size
    return total
