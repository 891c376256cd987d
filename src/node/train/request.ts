// What `train` is asked.
import * as z from 'zod';

export const trainRequest = z.strictObject({
  model: z.string(),
  /** Over the manifest's own. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  seed: z.number().int().optional(),
  /** Instead of the dataset's current prepared version: absolute paths of Parquet files. */
  data: z
    .strictObject({
      train: z.string(),
      validation: z.string().optional(),
      dataset: z.string(),
      /** Fingerprint of the prepared version that the rows come from. */
      prepared: z.string(),
      /** Last time of any row in the files, ISO. */
      knownUntil: z.string().optional(),
      /** How many of the newest rows were left out of `train`, so that a threshold can be chosen on them. */
      keptBack: z.number().int().optional(),
    })
    .optional(),
});

export type TrainRequest = z.output<typeof trainRequest>;
