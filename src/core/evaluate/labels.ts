// Labels as the metrics take them: 1 for the positive class and 0 for others, or the number itself for a regression.

/** A missing label is NaN. `labels`: text or numbers as the data has them. */
export function numericLabels(
  { task, positive }: { readonly task: 'classification' | 'regression'; readonly positive?: string },
  labels: readonly (string | number | boolean | null | undefined)[],
): Float64Array {
  const isMissing = (label: (typeof labels)[number]) => label === null || label === undefined || label === '';
  if (task === 'regression')
    return Float64Array.from(labels, (label) => (isMissing(label) ? NaN : Number(label)));
  return Float64Array.from(labels, (label) => (isMissing(label) ? NaN : Number(String(label) === positive)));
}
