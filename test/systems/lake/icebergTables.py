"""Writes Iceberg tables by the package pyiceberg, and prints what its own reader sees of them."""
import json, os, sys, uuid, warnings
import pyarrow as pa
import pyarrow.parquet as pq
from pyiceberg.catalog.sql import SqlCatalog
from pyiceberg.manifest import (
    DataFile,
    DataFileContent,
    FileFormat,
    ManifestContent,
    ManifestEntry,
    ManifestEntryStatus,
    ManifestWriterV2,
    write_manifest_list,
)
from pyiceberg.partitioning import PartitionField, PartitionSpec
from pyiceberg.schema import Schema
from pyiceberg.table import StaticTable
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



class DeletesWriter(ManifestWriterV2):
    def content(self):
        return ManifestContent.DELETES

    @property
    def _meta(self):
        return {**super()._meta, "content": "deletes"}


def delete_by_position(table, positions):
    """As Spark does it by merge on read: pyiceberg reads files of deletes and writes none. Returns the table as it is then."""
    current, io, root = table.current_snapshot(), table.io, table.location()
    data = max((task.file for task in table.scan().plan_files()), key=lambda file: file.record_count)
    path = f"{root}/data/deletes-{uuid.uuid4()}.parquet"
    ids = {"file_path": b"2147483546", "pos": b"2147483545"}
    kinds = {"file_path": pa.string(), "pos": pa.int64()}
    fields = [pa.field(name, kinds[name], False, {b"PARQUET:field_id": ids[name]}) for name in ids]
    pq.write_table(pa.table([[data.file_path] * len(positions), positions], schema=pa.schema(fields)), path[7:])
    nothing = dict(column_sizes={}, value_counts={}, null_value_counts={}, nan_value_counts={}, lower_bounds={}, upper_bounds={})
    file = DataFile.from_args(
        content=DataFileContent.POSITION_DELETES, file_path=path, file_format=FileFormat.PARQUET,
        partition=data.partition, record_count=len(positions), file_size_in_bytes=os.path.getsize(path[7:]), **nothing,
    )
    file.spec_id = table.spec().spec_id
    snapshot, number = current.snapshot_id + 1, current.sequence_number + 1
    output = io.new_output(f"{root}/metadata/{uuid.uuid4()}-m0.avro")
    with DeletesWriter(table.spec(), table.schema(), output, snapshot, "null") as writer:
        writer.add(ManifestEntry.from_args(status=ManifestEntryStatus.ADDED, snapshot_id=snapshot, data_file=file))
    manifest = writer.to_manifest_file()
    listed = f"{root}/metadata/snap-{snapshot}-0.avro"
    with write_manifest_list(2, io.new_output(listed), snapshot, current.snapshot_id, number, "null") as writer:
        writer.add_manifests([manifest, *current.manifests(io)])
    with open(table.metadata_location[7:]) as before:
        metadata = json.load(before)
    entry = {"snapshot-id": snapshot, "timestamp-ms": current.timestamp_ms + 1}
    more = {"sequence-number": number, "manifest-list": listed, "summary": {"operation": "delete"}}
    metadata["snapshots"].append(entry | more | {"schema-id": metadata["current-schema-id"]})
    metadata["snapshot-log"].append(entry)
    metadata["refs"]["main"]["snapshot-id"] = snapshot
    metadata |= {"current-snapshot-id": snapshot, "last-sequence-number": number}
    metadata["last-updated-ms"] = current.timestamp_ms + 1
    version = int(os.path.basename(table.metadata_location)[:5]) + 1
    after = f"{root[7:]}/metadata/{version:05}-{uuid.uuid4()}.metadata.json"
    with open(after, "w") as file:
        json.dump(metadata, file)
    return StaticTable.from_metadata(after)


deletes = catalog.create_table("n.deletes", schema, partition_spec=spec)
deletes.append(rows(0, 40))
deletes = delete_by_position(deletes, [0, 5, 7])
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
                "deletes": seen(deletes),
            },
            "first": str(first),
        }
    )
)
