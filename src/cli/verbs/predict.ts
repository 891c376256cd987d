// `lifecycle predict DEPLOYMENT --input FILE`.
import { Command } from 'commander';
import { formatProblem } from '../../core/errors';
import { count, counted } from '../../core/figures';
import type { FilePredictions } from '../../node/deploy/predictFile';
import { symbols } from '../present';
import { shortened, textTable } from '../textTable';
import type { Verb } from '../verb';

export const predict: Verb = (bind) =>
  new Command('predict')
    .description('Sends a file’s rows to a deployment and shows what it answers.')
    .argument('<deployment>')
    .requiredOption('--input <file>', 'CSV, JSON, JSON Lines or Parquet')
    .option(
      '--output <file>',
      'write the answers there: as CSV where its name ends in .csv (or .tsv), else one JSON line a row',
    )
    .action(
      bind(async (session, deployment: string, { input, output }: { input: string; output?: string }) => {
        const { predictFile } = await import('../../node/deploy/predictFile');
        const result = await predictFile(
          {
            project: await session.project(() => [{ section: 'deployments', name: deployment }]),
            deployment,
            input,
            ...(output === undefined ? {} : { output }),
            onProgress: (done, total) =>
              session.progress.show('predict', { message: `Sending ${input}`, done, total, unit: 'rows' }),
          },
          session.signal,
        );
        session.progress.end();
        const { model, version, keyColumn, predictions } = result;
        return {
          text: [
            ...result.warnings.map((warning) => `${symbols.attention} ${formatProblem(warning)}`),
            answersText(result, input, output),
          ].join('\n'),
          document: {
            deployment,
            model,
            version,
            rows: predictions.length,
            ...(keyColumn === undefined ? {} : { keyColumn }),
            ...(result.warnings.length > 0 && { warnings: result.warnings }),
            ...(output === undefined ? { predictions } : { output }),
          },
        };
      }),
    );

const rowsShown = 10;

function answersText(answers: FilePredictions, input: string, output: string | undefined): string {
  const { model, version, keyColumn, positive, predictions } = answers;
  const table = textTable(
    [keyColumn ?? 'row', positive === undefined ? 'value' : `probability of ${positive}`, 'label'],
    predictions
      .slice(0, rowsShown)
      .map(({ key, score, label }, index) => [
        shortened(keyColumn === undefined ? String(index + 1) : keyText(key), 40),
        positive === undefined ? String(Number(score.toPrecision(6))) : score.toFixed(3),
        label ?? '',
      ]),
  );
  const counts = new Map<string, number>();
  for (const { label } of predictions)
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = [...counts].map(([label, rows]) => `${count(rows)} ${label}`);
  const hidden = predictions.length - rowsShown;
  return [
    ...(predictions.length > 0 ? [table] : []),
    ...(hidden > 0 ? [`... and ${count(hidden)} more`] : []),
    `${predictions.length > 0 ? '\n' : ''}${symbols.yes} ${counted(predictions.length, 'row')} of ${input} answered by ${model}@${version}${labels.length > 0 ? `: ${labels.join(', ')}` : ''}.`,
    ...(output === undefined
      ? hidden > 0
        ? ['  All of them into a file: --output FILE']
        : []
      : [`  Written to ${output}, one answer a row.`]),
  ].join('\n');
}

const keyText = (key: unknown) => (typeof key === 'string' ? key : key === null ? '' : JSON.stringify(key));
