// What is kept of a preparation to turn single raw rows into a model's inputs, and how they come by their time.
import type { InputRow } from '../dataset/inputRow';
import type { Learnt } from '../dataset/learnt';
import type { Step } from '../manifest/step';

export interface ModelInput {
  readonly name: string;
  /** What a row must bring. */
  readonly type: 'number' | 'string';
  /** The tensor the model file takes, e.g. `float32`, `int64`, `string`. */
  readonly tensor: string;
}

/** The row-wise preparation that turns a raw row into the model's inputs, the same in evaluate, server, batch and monitor. */
export interface ServingPreparation {
  readonly steps: readonly Step[];
  /** What these steps learnt when the data was prepared; undefined where they learn nothing. */
  readonly learnt?: Learnt;
  /** Raw columns a request must bring, with the engine's type each had in the data. */
  readonly inputs: readonly { readonly name: string; readonly type: string }[];
  /** A raw row that it takes, of usual cells; undefined where it was registered before one was kept. */
  readonly example?: InputRow;
}

/** How a raw row comes by its time: the dataset's time column by the same steps, also where the model does not take it. */
export interface TimePreparation {
  readonly column: string;
  readonly preparation: ServingPreparation;
}
