// A panel's line to its extension host: state that arrives, questions with an answer, actions, and what is remembered over a reload.
import type { AnswerTo, Failure, KindOf, Of, PanelTypes, ToHost, ToPanel } from '../../src/protocol/panel';

interface EditorApi {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): EditorApi;

/** Why a question has no answer, as the host worded it. */
export class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
    this.name = 'Refused';
  }
}

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
}

export interface Listener<State> {
  onState(state: State): void;
  /** Why there is no state to show. */
  onFailure(failure: Failure): void;
}

export interface Host<P extends PanelTypes, View> {
  /** Rejects with `Refused`, or with an AbortError once the signal aborts. */
  ask<K extends KindOf<P['question']>>(
    question: Of<P['question'], K>,
    signal: AbortSignal,
  ): Promise<AnswerTo<P, K>>;
  act(action: P['action']): void;
  /** Asks for the state again. */
  again(): void;
  /** What `keep` kept before a reload; undefined in a new panel. */
  readonly kept: View | undefined;
  keep(view: View): void;
}

/** Says `ready` and hands over every state that comes back. Called once a page. */
export function connect<P extends PanelTypes, View>(listener: Listener<P['state']>): Host<P, View> {
  const editor = acquireVsCodeApi();
  const pending = new Map<number, Pending>();
  let remembered = (editor.getState() ?? {}) as { target?: unknown; view?: View };
  let lastId = 0;

  const remember = (change: typeof remembered) => {
    remembered = { ...remembered, ...change };
    editor.setState(remembered);
  };
  const settle = (id: number, how: (waiting: Pending) => void) => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (waiting) how(waiting);
  };
  window.addEventListener('message', ({ data }: MessageEvent<ToPanel<P>>) => {
    switch (data.kind) {
      case 'state':
        remember({ target: data.state.target });
        listener.onState(data.state);
        break;
      case 'failed':
        remember({ target: data.target });
        listener.onFailure(data.failure);
        break;
      case 'answer':
        settle(data.id, ({ resolve }) => resolve(data.answer));
        break;
      case 'refused':
        settle(data.id, ({ reject }) => reject(new Refused(data.failure)));
        break;
    }
  });
  document.addEventListener('securitypolicyviolation', (event) =>
    editor.postMessage({
      kind: 'violation',
      what: `${event.violatedDirective} ${event.blockedURI} ${event.sample}`.slice(0, 500),
    }),
  );
  editor.postMessage({ kind: 'ready' });

  return {
    ask: <K extends KindOf<P['question']>>(question: Of<P['question'], K>, signal: AbortSignal) =>
      new Promise<AnswerTo<P, K>>((resolve, reject) => {
        const id = ++lastId;
        const abort = () =>
          settle(id, () => {
            editor.postMessage({ kind: 'cancel', id });
            reject(new DOMException('No longer wanted', 'AbortError'));
          });
        if (signal.aborted) return abort();
        signal.addEventListener('abort', abort, { once: true });
        pending.set(id, {
          resolve: (answer) => resolve(answer as AnswerTo<P, K>),
          reject,
        });
        editor.postMessage({ kind: 'ask', id, question });
      }),
    again: () => editor.postMessage({ kind: 'ready' }),
    act: (action) => editor.postMessage({ kind: 'do', action }),
    kept: remembered.view,
    keep: (view) => remember({ view }),
  };
}
