// The rival of `lifecycle profile`: DuckDB's own SUMMARIZE on the same file, by the same library, as one process.
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const file = process.argv[2].replaceAll("'", "''");
const reader = await connection.runAndReadAll(`SUMMARIZE SELECT * FROM '${file}'`);
console.log(JSON.stringify(reader.getRowObjectsJson()));
