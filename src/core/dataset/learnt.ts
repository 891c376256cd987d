// What steps learnt from the training rows, as it is kept with a dataset's version and with each model's: plain values.

/** Of one column, by what it is. Numbers are exact: JSON gives back the same. */
export type LearntValue = Readonly<Record<string, number | string | readonly (number | string)[]>>;
/** By column. */
export type LearntOfStep = Readonly<Record<string, LearntValue>>;
/** By the place of the step among the steps, from 0. */
export type Learnt = Readonly<Record<string, LearntOfStep>>;
