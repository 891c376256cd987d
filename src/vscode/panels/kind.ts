// What one kind of panel brings to the host; and every kind as the host handles it, alike and without knowing which.
import type { z } from 'zod';
import {
  toHostSchema,
  type AnswerTo,
  type KindOf,
  type Of,
  type PanelProtocol,
  type PanelTypes,
  type ToHost,
} from '../../protocol/panel';
import type { Projects } from '../projects';
import type { Subject } from '../subject';
import type { Worker } from '../worker';

/** What a kind of panel may use of its window. */
export interface PanelWindow {
  readonly worker: Worker;
  readonly projects: Pick<Projects, 'refresh'>;
}

type Answering<P extends PanelTypes, K extends KindOf<P['question']>> = (
  target: P['target'],
  question: Of<P['question'], K>,
  signal: AbortSignal,
) => Promise<AnswerTo<P, K>>;
type Acting<P extends PanelTypes, K extends KindOf<P['action']>> = (
  target: P['target'],
  action: Of<P['action'], K>,
) => PromiseLike<unknown>;

type Loose = (...given: unknown[]) => PromiseLike<unknown>;

export interface PanelKind<P extends PanelTypes> {
  readonly protocol: PanelProtocol<P>;
  /** File in media/icons, without `-light.svg`. */
  readonly icon: string;
  /** What it shows of a row or file that is opened; undefined where that is not its matter. */
  readonly targetOf: (subject: Subject) => P['target'] | undefined;
  readonly title: (target: P['target']) => string;
  /** The whole state; what a person can expect to be missing is part of it. The page shows what is thrown, and asks again. */
  load(target: P['target']): Promise<P['state']>;
  /** One for each question of the protocol. */
  readonly answers: { readonly [K in KindOf<P['question']>]: Answering<P, K> };
  /** One for each action of the protocol. */
  readonly actions: { readonly [K in KindOf<P['action']>]: Acting<P, K> };
}

/** A kind of panel to whoever knows none. */
export interface AnyPanel<Target extends PanelTypes['target'] = PanelTypes['target']> {
  readonly name: string;
  readonly icon: string;
  /** Reads what its pages say. */
  readonly messages: z.ZodType<ToHost>;
  targetOf(subject: Subject): Target | undefined;
  /** The panel about this target, as given or as a page kept it; undefined where another kind shows it, or none. */
  about(target: unknown): PanelContent | undefined;
}

export interface PanelContent {
  readonly target: PanelTypes['target'];
  readonly title: string;
  load(): Promise<PanelTypes['state']>;
  /** `question`, and `action` below: of a message that was read by `messages`. */
  answer(question: PanelTypes['question'], signal: AbortSignal): Promise<unknown>;
  act(action: PanelTypes['action']): Promise<unknown>;
}

export function panelKind<P extends PanelTypes>(kind: PanelKind<P>): AnyPanel<P['target']> {
  const { protocol, icon, title, targetOf } = kind;
  // What `messages` lets through is of the protocol, and the compiler has seen an entry for each of its kinds.
  const answers = kind.answers as Readonly<Record<string, Loose>>;
  const actions = kind.actions as Readonly<Record<string, Loose>>;
  return {
    name: protocol.name,
    icon,
    messages: toHostSchema(protocol),
    targetOf,
    about: (given) => {
      const { data: target } = protocol.target.safeParse(given);
      return (
        target && {
          target,
          title: title(target),
          load: () => kind.load(target),
          answer: async (question, signal) => answers[question.kind]?.(target, question, signal),
          act: async (action) => actions[action.kind]?.(target, action),
        }
      );
    },
  };
}
