// What both panels' states and messages speak of: which panel it is, which table, what went wrong.
import { z } from 'zod';

/** What a panel is about: kept by the panel itself, so that it finds itself again after a reload. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dataset'), folder: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('file'), folder: z.string(), path: z.string() }),
  z.strictObject({ kind: z.literal('monitor'), folder: z.string(), name: z.string() }),
]);
/** `folder`: the address of the workspace folder. `path`: relative to it. */
export type PanelTarget = z.infer<typeof targetSchema>;

export const tableName = z.enum(['prepared', 'collected', 'file']);
export type TableName = z.infer<typeof tableName>;

/** What went wrong and what to do, as a person reads it. */
export interface Failure {
  readonly message: string;
  readonly hint?: string;
}
