// A single row as it is sent to be predicted: cells by column name.

export type CellValue = string | number | boolean | null;
export type InputRow = Readonly<Record<string, CellValue>>;
