"""Writes Delta tables by the package deltalake, and prints what its own readers see of them: [rows, sum of id, ...] by name and version."""
import datetime, json, os, struct, sys, uuid, zlib
import pyarrow as pa
from deltalake import DeltaTable, QueryBuilder, write_deltalake
from pyroaring import BitMap64

where = sys.argv[1]


def rows(first, last, more=False):
    ids = range(first, last)
    columns = {
        "id": pa.array(ids, pa.int64()),
        "part": pa.array([["x", "y z/ä"][i % 2] for i in ids]),
        "v": pa.array([i / 3 for i in ids]),
    }
    if more:
        columns["w"] = pa.array([None if i % 3 == 0 else f"s{i}" for i in ids])
    return pa.table(columns)


def seen(path, version=None):
    table = DeltaTable(path, version=version)
    query = "SELECT * FROM t ORDER BY id"
    read = pa.table(QueryBuilder().register("t", table).execute(query).read_all())
    return json.loads(json.dumps(read.to_pylist(), default=lambda cell: str(cell).replace("+00:00", "+00")))


Z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"


def z85(data):
    text = ""
    for at in range(0, len(data), 4):
        number, five = int.from_bytes(data[at : at + 4], "big"), ""
        for _ in range(5):
            five, number = Z85[number % 85] + five, number // 85
        text += five
    return text


def delete_by_vector(path, positions, inline):
    """As Spark does it: deltalake reads deletion vectors and writes none."""
    version = DeltaTable(path).version() + 1
    with open(f"{path}/_delta_log/{version - 1:020}.json") as file:
        add = [json.loads(line)["add"] for line in file if line.startswith('{"add"')][0]
    data = struct.pack("<i", 1681511377) + BitMap64(positions).serialize()
    if inline:
        data += b"\0" * (-len(data) % 4)
        vector = {"storageType": "i", "pathOrInlineDv": z85(data), "sizeInBytes": len(data)}
    else:
        name = uuid.uuid4()
        os.makedirs(f"{path}/ab", exist_ok=True)
        with open(f"{path}/ab/deletion_vector_{name}.bin", "wb") as file:
            file.write(b"\1" + struct.pack(">i", len(data)) + data + struct.pack(">I", zlib.crc32(data)))
        vector = {"storageType": "u", "pathOrInlineDv": "ab" + z85(name.bytes), "offset": 1, "sizeInBytes": len(data)}
    remove = {key: add[key] for key in ("path", "partitionValues", "size", "deletionVector") if key in add}
    remove |= {"dataChange": True, "deletionTimestamp": 1, "extendedFileMetadata": True}
    add["deletionVector"] = vector | {"cardinality": len(positions)}
    actions = [{"commitInfo": {"timestamp": 2000000000000, "operation": "DELETE"}}, {"remove": remove}, {"add": add}]
    with open(f"{path}/_delta_log/{version:020}.json", "w") as file:
        file.write("\n".join(json.dumps(action) for action in actions))


sales = f"{where}/sales"
write_deltalake(sales, rows(0, 100), partition_by=["part"])
write_deltalake(sales, rows(100, 150), mode="append")
DeltaTable(sales).delete("id % 10 = 3")
DeltaTable(sales).update(predicate="id = 4", updates={"v": "-1.0"})
write_deltalake(sales, rows(150, 170, True), mode="append", schema_mode="merge")
DeltaTable(sales).create_checkpoint()
write_deltalake(sales, rows(170, 175, True), mode="append", schema_mode="merge")
answers = {"sales": seen(sales), "sales 1": seen(sales, 1), "sales 4": seen(sales, 4)}

for inline in (False, True):
    name = "inline" if inline else "vectors"
    path = f"{where}/{name}"
    write_deltalake(path, rows(0, 40), configuration={"delta.enableDeletionVectors": "true"})
    delete_by_vector(path, [0, 5, 7], inline)
    answers[name] = seen(path)
    delete_by_vector(path, [0, 5, 7, 39], inline)
    answers[name] = seen(path)
    DeltaTable(path).create_checkpoint()

mapped = f"{where}/mapped"
mapping = {"delta.columnMapping.mode": "name"}
write_deltalake(mapped, rows(0, 5), configuration=mapping)
write_deltalake(f"{where}/parts", rows(0, 5), partition_by=["part"], configuration=mapping)
DeltaTable(f"{where}/parts").create_checkpoint()
answers["mapped"] = seen(mapped)
ids = range(12)
day = datetime.datetime(2026, 1, 31, 23, 59, 59, 123456, datetime.timezone.utc)
typed = {
    "id": pa.array(ids, pa.int32()),
    "day": pa.array([None if i % 4 == 0 else day.date() + datetime.timedelta(i % 3) for i in ids], pa.date32()),
    "part": pa.array([None if i % 5 == 0 else i % 2 for i in ids], pa.int16()),
    "yes": pa.array([i % 2 == 0 for i in ids]),
    "at": pa.array([day + datetime.timedelta(i) for i in ids], pa.timestamp("us", "UTC")),
    "list": pa.array([[i, None] if i % 2 else [] for i in ids], pa.list_(pa.int64())),
    "inner": pa.array([{"a": i, "b": str(i)} for i in ids]),
}
write_deltalake(f"{where}/types", pa.table(typed), partition_by=["day", "part"])
answers["types"] = seen(f"{where}/types")
os.makedirs(f"{where}/empty")
DeltaTable.create(f"{where}/empty/t", schema=DeltaTable(sales).schema())
print(json.dumps(answers))
