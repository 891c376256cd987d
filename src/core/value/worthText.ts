// What a policy is worth, as a sentence: never without what acting on nobody and on everybody comes to.
import { formatInterval } from '../evaluate/interval';
import type { Evaluation, Value } from '../evaluate/evaluation';
import { fixed } from '../figures';

/** `acting on the best 20% 2.18 (1.62 to 2.73) EUR per case, on nobody 0.00, on everybody -7.10` */
export function worthText({ policy, currency, model, none, all }: Value): string {
  const unit = `${currency} per case`.trim();
  return `acting on ${policy} ${formatInterval(model, 2)} ${unit}, on nobody ${fixed(none, 2)}, on everybody ${fixed(all, 2)}`;
}

/** Sentences; none where the goal names no money. */
export function worthSentences({ value, served }: Pick<Evaluation, 'value' | 'served'>): readonly string[] {
  if (!value) return [];
  const own = `Worth: ${worthText(value)}.`;
  if (!served) return [own];
  const unit = `${served.currency} per case`.trim();
  return [own, `What is served as positive, ${served.policy}: ${formatInterval(served.model, 2)} ${unit}.`];
}
