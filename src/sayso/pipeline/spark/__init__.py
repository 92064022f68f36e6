"""The engine `spark`: the same stages over Spark's partitions, `mapInArrow` for what takes a document by itself.

Nothing here is imported unless the engine is asked for; PySpark comes with the extra `sayso[spark]`.
"""

from sayso.pipeline.spark.run import run_spark

__all__ = ["run_spark"]
