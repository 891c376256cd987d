// A question that a part of a page has put to its host: the newest one counts, an older one is cancelled, the last answer stays until a new one comes.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AnswerTo, Failure, KindOf, Of, PanelTypes } from '../../src/protocol/panel';
import { Refused, type Host } from './host';

export class Asking<P extends PanelTypes, K extends KindOf<P['question']>> implements ReactiveController {
  answer: AnswerTo<P, K> | undefined;
  failure: Failure | undefined;
  isWaiting = false;
  private asked = '';
  private current: AbortController | undefined;

  constructor(private readonly part: ReactiveControllerHost) {
    part.addController(this);
  }

  hostDisconnected(): void {
    this.current?.abort();
  }

  /** Asks, unless exactly this was asked last; `again` asks in any case. */
  ask(host: Pick<Host<P, unknown>, 'ask'>, question: Of<P['question'], K>, again = ''): void {
    const key = `${again} ${JSON.stringify(question)}`;
    if (key === this.asked) return;
    this.asked = key;
    this.current?.abort();
    const current = new AbortController();
    this.current = current;
    this.isWaiting = true;
    this.failure = undefined;
    void this.follow(host.ask(question, current.signal), current); // its failure is kept, never thrown
    this.part.requestUpdate();
  }

  /** Lets the next `ask` ask again what was refused. */
  retry(): void {
    this.asked = '';
    this.failure = undefined;
    this.part.requestUpdate();
  }

  /** Forgets answer and question. */
  clear(): void {
    this.current?.abort();
    this.asked = '';
    this.answer = undefined;
    this.failure = undefined;
    this.isWaiting = false;
  }

  private async follow(answer: Promise<AnswerTo<P, K>>, current: AbortController): Promise<void> {
    try {
      const got = await answer;
      if (this.current !== current) return;
      this.answer = got;
    } catch (error) {
      if (this.current !== current || current.signal.aborted) return;
      this.answer = undefined;
      this.failure = error instanceof Refused ? error.failure : { message: String(error) };
    }
    this.isWaiting = false;
    this.part.requestUpdate();
  }
}
