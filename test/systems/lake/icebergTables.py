"""Writes Iceberg tables by the package pyiceberg, and prints what its own reader sees of them."""
import json, os, sys, warnings
import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog
from pyiceberg.partitioning import PartitionField, PartitionSpec
from pyiceberg.schema import Schema
from pyiceberg.transforms import IdentityTransform
from pyiceberg.types import DoubleType, LongType, NestedField, StringType

warnings.simplefilter("ignore")
where = sys.argv[1]
os.makedirs(where, exist_ok=True)
catalog = SqlCatalog("tests", uri=f"sqlite:///{where}/catalog.db", warehouse=f"file://{where}")
catalog.create_namespace("n")
schema = Schema(
    NestedField(1, "id", LongType()), NestedField(2, "part", StringType()), NestedField(3, "v", DoubleType())
)


def rows(first, last, names=("id", "part", "v")):
    ids = range(first, last)
    columns = [
        pa.array(ids, pa.int64()),
        pa.array([["x", "y z"][i % 2] for i in ids]),
        pa.array([i / 3 for i in ids]),
        pa.array([None if i % 3 == 0 else f"s{i}" for i in ids], pa.string()),
    ]
    return pa.table(columns[: len(names)], names=list(names))


def seen(table, **which):
    return sorted(table.scan(**which).to_arrow().to_pylist(), key=lambda row: row["id"])


spec = PartitionSpec(PartitionField(2, 1000, IdentityTransform(), "part"))
table = catalog.create_table("n.sales", schema, partition_spec=spec)
table.append(rows(0, 100))
first = table.current_snapshot().snapshot_id
table.append(rows(100, 150))
table.delete("id = 3 or id = 13")
with table.update_schema() as update:
    update.add_column("w", StringType())
with table.update_schema() as update:
    update.rename_column("v", "value")
table.append(rows(150, 170, ("id", "part", "value", "w")))
table.overwrite(rows(4, 5, ("id", "part", "value", "w")), overwrite_filter="id = 4")
table.manage_snapshots().create_tag(first, "begun").commit()

packed = catalog.create_table("n.packed", schema, properties={"write.metadata.compression-codec": "gzip"})
packed.append(rows(0, 7))
catalog.create_table("n.empty", schema)
print(
    json.dumps(
        {
            "answers": {
                "sales": seen(table),
                "first": seen(table, snapshot_id=first),
                "packed": seen(packed),
            },
            "first": str(first),
        }
    )
)
