// Progress on stderr: a bar on a terminal, lines otherwise. What progress means is the run's business.
import { SingleBar } from 'cli-progress';
import { count, timeLeft } from '../core/figures';
import type { RunEvent } from '../core/run/run';
import { visible } from './visible';

type ProgressEvent = Omit<Extract<RunEvent, { kind: 'progress' }>, 'at' | 'kind'>;

export interface Progress {
  /** `label`: what it is the progress of, where the message does not say it. */
  show(label: string | undefined, event: ProgressEvent): void;
  /** Clears the bar; what is printed next stands on a line of its own. */
  end(): void;
}

/** The error stream as progress needs it. */
export interface ProgressStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export function progressOn(stream: ProgressStream): Progress {
  return stream.isTTY ? bar(stream) : lines(stream);
}

function bar(stream: ProgressStream): Progress {
  let current: SingleBar | undefined;
  let last: string | undefined;
  return {
    show: (label, event) => {
      const text = textOf(label, event);
      if (!current) {
        current = new SingleBar({
          stream,
          clearOnComplete: true,
          hideCursor: true,
          linewrap: false,
          fps: 8,
          format: (_options, { value, total }, payload: { text: string; event: ProgressEvent }) =>
            barLine(payload.text, payload.event, { value, total, width: stream.columns ?? 80 }),
        });
        current.start(event.total ?? 1, event.done ?? 0, { text, event });
      }
      current.setTotal(event.total ?? 1);
      current.update(event.done ?? 0, { text, event });
      // what is begun now may block until it is done
      if (text !== last) current.render();
      last = text;
    },
    end: () => {
      current?.stop();
      current = undefined;
    },
  };
}

function barLine(
  text: string,
  event: ProgressEvent,
  { value, total, width }: { value: number; total: number; width: number },
): string {
  if (event.total === undefined) return text.slice(0, width - 1);
  const filled = Math.round((Math.min(value, total) / total) * barWidth);
  const drawn = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  return `${drawn} ${text} ${amount(event)}`.slice(0, width - 1);
}

/** A line when the message changes, and every two seconds while it does not. */
function lines(stream: ProgressStream): Progress {
  let last = { text: '', at: 0 };
  return {
    show: (label, event) => {
      const text = textOf(label, event);
      if (text === last.text && Date.now() - last.at < 2_000) return;
      last = { text, at: Date.now() };
      stream.write(`${[text, amount(event)].filter(Boolean).join(' ')}\n`);
    },
    end: () => undefined,
  };
}

const textOf = (label: string | undefined, { message }: ProgressEvent) =>
  visible(label === undefined ? message : `${label}: ${message}`);

function amount({ done, total, unit, secondsLeft }: ProgressEvent): string {
  if (done === undefined) return '';
  const told = unit === 'bytes' ? megabytes : count;
  const of = total === undefined ? '' : ` of ${told(total)}`;
  const left = secondsLeft === undefined ? '' : `, ${timeLeft(secondsLeft)}`;
  return `${told(done)}${of}${unit && unit !== 'bytes' ? ` ${unit}` : ''}${left}`;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const barWidth = 20;
