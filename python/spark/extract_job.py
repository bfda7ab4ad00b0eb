"""A Spark job: a folder of minutes in, records as Parquet out, failures as rows.

    spark-submit extract_job.py INPUT OUTPUT [PARTITIONS]

INPUT and OUTPUT are whatever Spark's connectors read and write (file:, hdfs:, s3a:, abfs:). Each executor needs the
wheel. Rows: path, sha256, record (JSON, null on failure), code, message.
"""

import hashlib
import sys

import pyarrow as pa

SCHEMA = "path string, sha256 string, record string, code string, message string"


def rows_of(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Records of a batch of files with columns ``path`` and ``content`` (``bytes`` in Ray Data)."""
    import greffier

    content = "content" if "content" in batch.schema.names else "bytes"
    rows = []
    for path, body in zip(batch.column("path").to_pylist(), batch.column(content).to_pylist()):
        name = path.rsplit("/", 1)[-1]
        row = {"path": path, "sha256": hashlib.sha256(body).hexdigest(), "record": None, "code": None, "message": None}
        try:
            row["record"] = greffier.extract_json(body, name=name)
        except greffier.ExtractError as e:
            row["message"], row["code"] = e.args[0], e.args[1]
        rows.append(row)
    fields = [(name, pa.string()) for name in ("path", "sha256", "record", "code", "message")]
    return pa.RecordBatch.from_pylist(rows, schema=pa.schema(fields))


def main(source: str, target: str, partitions: int) -> None:
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("greffier").getOrCreate()
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(source)
    files = files.select("path", "content").repartition(partitions)
    records = files.mapInArrow(lambda batches: (rows_of(b) for b in batches), SCHEMA)
    records.write.mode("overwrite").parquet(target)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 200)
