// What a run came to, in one text: the figure behind the first line, where the summary does not tell it already.
import type { Outcome } from './run';

export function outcomeText({ summary, figure = '' }: Pick<Outcome, 'summary' | 'figure'>): string {
  if (summary.includes(figure)) return summary;
  const [first, ...details] = summary.split('\n');
  return [`${first} ${figure}`, ...details].join('\n');
}
