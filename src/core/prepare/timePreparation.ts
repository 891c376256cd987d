// How logged rows come by their time: by the steps that were registered with the version, never by guessing at the raw text.
import type { Step } from '../manifest/step';
import type { ServingPreparation, TimePreparation, Version } from '../registry/version';
import { rawNameOf } from './rawName';

export interface AskedTime {
  /** The dataset's time column. */
  readonly column: string;
  /** Its preparation in the manifest, for a column that the version was not registered with: what requests call it. */
  readonly steps: readonly Step[];
}

/** A preparation whose result has the column as a TIMESTAMP. */
export function timePreparation(version: Pick<Version, 'time'>, asked: AskedTime): ServingPreparation {
  const { column } = asked;
  const raw = plainTimeOf(version, asked);
  if (raw === undefined && version.time) {
    const { steps, inputs } = version.time.preparation;
    return { steps: [...steps, { cast: { [column]: 'timestamp' } }], inputs };
  }
  return {
    steps: raw === undefined || raw === column ? [] : [{ rename: { [raw]: column } }],
    inputs: [{ name: raw ?? column, type: 'TIMESTAMP' }],
  };
}

/** The raw column that holds the time as it is; undefined where steps make it, so that no single cell has to be one. */
export const plainTimeOf = (
  { time }: Pick<Version, 'time'>,
  { column, steps }: AskedTime,
): string | undefined => (time?.column === column ? keptFrom(time) : rawNameOf(column, steps));

function keptFrom({ preparation: { steps, inputs } }: TimePreparation): string | undefined {
  const [raw, ...others] = inputs;
  return others.length === 0 && steps.every((step) => 'rename' in step) ? raw?.name : undefined;
}
