// What a run came to, in one text: the figure behind the first line, where the summary does not tell it already.
import type { Outcome } from './run';

export function outcomeText({ summary, figure = '' }: Pick<Outcome, 'summary' | 'figure'>): string {
  if (summary.includes(figure)) return summary;
  const [first, ...details] = summary.split('\n');
  return [`${first} ${figure}${details.length > 0 ? '.' : ''}`, ...details].join('\n');
}

/** What it came to, and the reasons for that, each a line. */
export function headAndReasons(outcome: Pick<Outcome, 'summary' | 'figure'>): {
  readonly head: string;
  readonly reasons: string;
} {
  const [head = '', ...reasons] = outcomeText(outcome)
    .split('\n')
    .map((line) => line.trim());
  return { head, reasons: reasons.join('\n') };
}
