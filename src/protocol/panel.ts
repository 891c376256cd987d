// What an extension host and a panel say to each other, and how a kind of panel declares its part of it: in one file beside this one, read by both ends.
import * as z from 'zod';
import type { StageName } from '../core/run/run';

interface Tagged {
  readonly kind: string;
}

/** What one kind of panel speaks of, as types. */
export interface PanelTypes {
  /** What such a panel is about: kept by its page, so that it finds itself again after a reload. `folder`: the address of the workspace folder. */
  readonly target: Tagged & { readonly folder: string };
  readonly state: { readonly target: unknown };
  /** Something that takes a moment to find out; answered, refused or cancelled by its number. */
  readonly question: Tagged;
  /** By the question's kind. */
  readonly answers: object;
  /** Something the person asked the editor to do; what comes of it arrives as a new state. */
  readonly action: Tagged;
}

/** The same as values: a panel is a web page, and everything it says is validated before it is believed. */
export interface PanelProtocol<P extends PanelTypes> {
  /** Of its page `media/panels/<name>.ts`, its element `ml-<name>` and its id `lifecycle.<name>`. */
  readonly name: string;
  readonly target: z.ZodType<P['target']>;
  readonly question: z.ZodType<P['question']>;
  readonly action: z.ZodType<P['action']>;
}

export type KindOf<T extends Tagged> = T['kind'];
export type Of<T extends Tagged, K extends KindOf<T>> = Extract<T, { readonly kind: K }>;
export type AnswerTo<P extends PanelTypes, K extends KindOf<P['question']>> = P['answers'][K &
  keyof P['answers']];

export const toHostSchema = <P extends PanelTypes>({ question, action }: PanelProtocol<P>) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ready') }),
    z.strictObject({ kind: z.literal('ask'), id: z.number().int(), question }),
    z.strictObject({ kind: z.literal('cancel'), id: z.number().int() }),
    z.strictObject({ kind: z.literal('do'), action }),
    z.strictObject({ kind: z.literal('violation'), what: z.string().max(500) }),
  ]);
export type ToHost<P extends PanelTypes = PanelTypes> = z.infer<ReturnType<typeof toHostSchema<P>>>;

export type ToPanel<P extends PanelTypes = PanelTypes> =
  | { readonly kind: 'state'; readonly state: P['state'] }
  /** There is no state to show; `ready` asks again. */
  | { readonly kind: 'failed'; readonly target: P['target']; readonly failure: Failure }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly failure: Failure };

/** What went wrong and what to do, as a person reads it. */
export interface Failure {
  readonly message: string;
  /** What is wrong one by one, a line each. */
  readonly problems?: readonly string[];
  readonly hint?: string;
}

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

/** Actions that a panel of any kind may offer. */
export const commonActions = [
  z.strictObject({ kind: z.literal('run'), stage: z.enum(stages) }),
  z.strictObject({ kind: z.literal('openManifest') }),
  z.strictObject({ kind: z.literal('trust') }),
] as const;
