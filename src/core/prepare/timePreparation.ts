// How logged rows come by their time: by the steps that were registered with the version, never by guessing at the raw text.
import type { Step } from '../manifest/step';
import type { ServingPreparation, TimePreparation } from './serving';
import { identifier, literal } from '../quote';
import { rawNameOf } from './rawName';

/** A version as far as its rows' time goes. */
interface Timed {
  readonly time?: TimePreparation;
}

export interface AskedTime {
  /** The dataset's time column. */
  readonly column: string;
  /** Of times without one; undefined: UTC. */
  readonly zone?: string;
  /** Its preparation in the manifest, for a column that the version was not registered with: what requests call it. */
  readonly steps: readonly Step[];
}

/** A preparation whose result has the column as a TIMESTAMP, in UTC. */
export function timePreparation(version: Timed, asked: AskedTime): ServingPreparation {
  const { column, zone } = asked;
  const raw = plainTimeOf(version, asked);
  const registered = version.time?.column === column ? version.time.preparation : undefined;
  if (raw === undefined && version.time) {
    const { steps, learnt, inputs } = version.time.preparation;
    const derive = zone === undefined ? undefined : { [column]: preparedMoment(column, zone) };
    return {
      steps: [...steps, ...(derive ? [{ derive }] : []), { cast: { [column]: 'timestamp' } }],
      ...(learnt && { learnt }),
      inputs,
    };
  }
  const steps = raw === undefined || raw === column ? [] : [{ rename: { [raw]: column } }];
  const name = raw ?? column;
  if (zone === undefined || registered?.inputs[0]?.type === 'DATE')
    return { steps, inputs: [{ name, type: 'TIMESTAMP' }] };
  return {
    steps: [...steps, { derive: { [column]: writtenMoment(column, zone) } }],
    inputs: [{ name, type: 'VARCHAR' }],
  };
}

/** SQL for when a prepared time was, whose type only the engine knows: as moment.ts has it. */
const preparedMoment = (column: string, zone: string) =>
  `CASE typeof(${identifier(column)}) WHEN 'TIMESTAMP' THEN timezone(${literal(zone)}, CAST(${identifier(column)} AS TIMESTAMP)) ELSE CAST(${identifier(column)} AS TIMESTAMPTZ) END`;

/** The same of text as a request brings it. */
const writtenMoment = (column: string, zone: string) => {
  const text = identifier(column);
  return `CASE WHEN regexp_matches(${text}, ':.*(Z|[+-][0-9:]+)$|^[0-9]+-[0-9]+-[0-9]+$') THEN CAST(${text} AS TIMESTAMPTZ) ELSE timezone(${literal(zone)}, CAST(${text} AS TIMESTAMP)) END`;
};

/** The raw column that holds the time as it is; undefined where steps make it, so that no single cell has to be one. */
export const plainTimeOf = ({ time }: Timed, { column, steps }: AskedTime): string | undefined =>
  time?.column === column ? keptFrom(time) : rawNameOf(column, steps);

function keptFrom({ preparation: { steps, inputs } }: TimePreparation): string | undefined {
  const [raw, ...others] = inputs;
  return others.length === 0 && steps.every((step) => 'rename' in step) ? raw?.name : undefined;
}
