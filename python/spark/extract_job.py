"""An Apache Spark job: a folder of minutes in, records and tables out as Parquet; failures are rows.

    spark-submit extract_job.py SOURCE TARGET [--tables]

SOURCE and TARGET are whatever the connectors of Spark read and write (file:, hdfs:, s3a:, abfs:). Every executor needs
Python with the packages greffier and pyarrow. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from urllib.parse import unquote, urlsplit

import greffier
from greffier import arrow
from greffier.rows import TABLES
from pyspark.sql import DataFrame, SparkSession, functions
from pyspark.sql.pandas.types import from_arrow_schema


def files(spark: SparkSession, source: str) -> DataFrame:
    """The files below a folder: path, length, content. Spark passes over those whose names begin with ``.`` or ``_``."""
    return spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(source)


def empty(spark: SparkSession, found: DataFrame) -> DataFrame:
    """The files that Spark lists and does not read, because there is nothing in them: path, content."""
    parts = map(urlsplit, found.inputFiles())
    paths = [(f"{p.scheme}:{'//' + p.netloc if p.netloc else ''}{unquote(p.path)}",) for p in parts]
    listed = spark.createDataFrame(paths, "path string").join(found.select("path"), "path", "left_anti")
    return listed.withColumn("content", functions.lit(bytearray()))


def root_of(spark: SparkSession, source: str) -> str:
    """A folder as Spark writes it before the paths of its files."""
    path = spark._jvm.org.apache.hadoop.fs.Path(source)
    system = path.getFileSystem(spark._jsc.hadoopConfiguration())
    return str(system.makeQualified(path).toString())


def extract(found: DataFrame, root: str, most: int, options: dict[str, object]) -> DataFrame:
    """A row a document. Files of more than ``most`` bytes are never loaded: Spark would end the job at the first."""
    schema = from_arrow_schema(arrow.RECORDS)
    spark = found.sparkSession
    read = found.where(functions.col("length") <= most).select("path", "content").unionByName(empty(spark, found))
    read = read.mapInArrow(partial(arrow.records, root=root, **options), schema)
    why = arrow.failure(greffier.InputError(f"larger than {most} bytes", "too_large", "input"))
    large = found.where(functions.col("length") > most).select("path")
    columns = [functions.lit(why.get(f.name)).cast(f.dataType).alias(f.name) for f in schema.fields if f.name != "path"]
    return read.unionByName(large.select("path", *columns))


def main(argv: list[str]) -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("source")
    args.add_argument("target")
    args.add_argument("--tables", action="store_true", help="write the tables too, under TARGET/tables")
    args.add_argument("--overwrite", action="store_true", help="replace what is in TARGET")
    args.add_argument("--partitions", type=int, help="tasks; as Spark splits the files if not given")
    args.add_argument("--ocr", default="auto", choices=["auto", "always", "never"])
    args.add_argument("--max-seconds", type=int, default=greffier.MAX_SECONDS, help="for a document")
    args.add_argument("--max-mib", type=int, default=greffier.MAX_MIB, help="memory for a document")
    args.add_argument("--max-file-mib", type=int, default=256, help="larger files are rows without a record")
    given = args.parse_args(argv)

    spark = SparkSession.builder.appName("greffier").getOrCreate()
    # The default of 10,000 files a batch is one for numbers, not for documents.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "32")
    mode = "overwrite" if given.overwrite else "errorifexists"
    found = files(spark, given.source)
    if given.partitions:
        found = found.repartition(given.partitions)
    options = {"ocr": given.ocr, "max_seconds": given.max_seconds, "max_mib": given.max_mib}
    rows = extract(found, root_of(spark, given.source), given.max_file_mib << 20, options)
    # A file or a few for each year, however many tasks there were.
    rows.hint("rebalance", "year").write.mode(mode).partitionBy("year").parquet(f"{given.target}/records")

    done = spark.read.parquet(f"{given.target}/records")
    if given.tables:
        for table in TABLES:
            schema = from_arrow_schema(arrow.table_schema(table))
            cells = done.select("record").mapInArrow(partial(arrow.rows, table=table), schema)
            cells.write.mode(mode).parquet(f"{given.target}/tables/{table}")
    counts = done.groupBy("status", "reason").count().orderBy("status", "reason").collect()
    for row in counts:
        what = f"no record, {row['reason']}" if row["reason"] else f"record, {row['status']}"
        print(f"{what}: {row['count']}", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
