// What an extension host and a panel say to each other: one tagged union each way, for every panel. What a panel shows stands in `data` and `monitor`.
import { z } from 'zod';
import type { StageName } from '../core/run/run';
import { tableName, type Failure, type PanelTarget } from './about';
import type { CheckAnswer, ProfileAnswer, RowsAnswer } from './data';
import type { ServiceAnswer } from './monitor';

/** As values for the validators; the compiler holds it to core's own list. */
const stages: { readonly [S in StageName]: S } = {
  collect: 'collect',
  prepare: 'prepare',
  check: 'check',
  train: 'train',
  tune: 'tune',
  evaluate: 'evaluate',
  register: 'register',
  promote: 'promote',
  deploy: 'deploy',
  monitor: 'monitor',
  retrain: 'retrain',
};

/** The most rows that one page holds. */
export const pageLimit = 500;

const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('profile'), table: tableName }),
  z.strictObject({ kind: z.literal('check'), table: tableName }),
  z.strictObject({
    kind: z.literal('rows'),
    table: tableName,
    /** Only the rows that this finding rests on. */
    finding: z.string().optional(),
    sort: z.strictObject({ column: z.string(), isDescending: z.boolean() }).optional(),
    offset: z.number().int().nonnegative(),
    limit: z.number().int().positive().max(pageLimit),
  }),
  z.strictObject({ kind: z.literal('service') }),
]);
/** Something that takes a moment to find out; answered, refused or cancelled by its number. */
export type Question = z.infer<typeof questionSchema>;

interface Answers {
  readonly profile: ProfileAnswer;
  readonly check: CheckAnswer;
  readonly rows: RowsAnswer;
  readonly service: ServiceAnswer;
}
export type Answer<Q extends Question = Question> = Answers[Q['kind']];

const actionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), stage: z.enum(stages) }),
  z.strictObject({ kind: z.literal('next'), alert: z.string() }),
  z.strictObject({ kind: z.literal('addSteps'), findings: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('addToManifest') }),
  z.strictObject({ kind: z.literal('openManifest') }),
  z.strictObject({ kind: z.literal('openFile'), table: tableName }),
  z.strictObject({ kind: z.literal('trust') }),
]);
/** Something the person asked the editor to do; what comes of it arrives as a new state. */
export type Action = z.infer<typeof actionSchema>;

/** A panel is a web page: everything it says is validated before it is believed. */
export const toHostSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('ask'), id: z.number().int(), question: questionSchema }),
  z.strictObject({ kind: z.literal('cancel'), id: z.number().int() }),
  z.strictObject({ kind: z.literal('do'), action: actionSchema }),
  z.strictObject({ kind: z.literal('violation'), what: z.string().max(500) }),
]);
export type ToHost = z.infer<typeof toHostSchema>;

export type ToPanel<State> =
  | { readonly kind: 'state'; readonly state: State }
  /** There is no state to show; `ready` asks again. */
  | { readonly kind: 'failed'; readonly target: PanelTarget; readonly failure: Failure }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly id: number; readonly failure: Failure };
