"""The passages of a sayso case as row numbers and characters, for the scorer. `take_passages.py CASE FOUND`."""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq


def main(case: str, found: str) -> None:
    """Document ids become the numbers of their rows in the corpus."""
    tables = Path(case, "tables")
    documents = pq.read_table(tables / "documents.parquet", columns=["document", "record"])
    sides = [side + part for side in ("earlier", "later") for part in ("", "_start", "_end")]
    reuse = pq.read_table(tables / "reuse.parquet", columns=sides)
    ids = documents["document"].combine_chunks()
    records = documents["record"].to_numpy()
    columns = {}
    for name, side in (("a", "earlier"), ("b", "later")):
        places = reuse[side].combine_chunks().dictionary_encode()
        place = np.asarray(pc.index_in(places.dictionary, value_set=ids))
        columns[name] = records[place][np.asarray(places.indices)] if len(reuse) else np.empty(0, np.int64)
        columns[name + "b"], columns[name + "e"] = reuse[f"{side}_start"].to_numpy(), reuse[f"{side}_end"].to_numpy()
    pq.write_table(pa.table(columns), found)


if __name__ == "__main__":
    main(*sys.argv[1:])
