// `lifecycle predict DEPLOYMENT --input FILE`.
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';

import { symbols } from '../present';
import type { Verb } from '../verb';

export const predict: Verb = (bind) =>
  new Command('predict')
    .description('Sends a file’s rows to a deployment and shows what it answers.')
    .argument('<deployment>')
    .requiredOption('--input <file>', 'CSV, JSON, JSON Lines or Parquet')
    .option('--output <file>', 'write the answers there, one JSON line a row')
    .action(
      bind(async (session, deployment: string, { input, output }: { input: string; output?: string }) => {
        const { predictFile } = await import('../../node/deploy/predictFile');
        const result = await predictFile(
          {
            project: await session.project(),
            deployment,
            input,
            onProgress: (done, total) =>
              session.progress.show('predict', { message: `Sending ${input}`, done, total, unit: 'rows' }),
          },
          session.signal,
        );
        session.progress.end();
        const lines = result.predictions.map((prediction) => JSON.stringify(prediction)).join('\n');
        if (output !== undefined) await writeFile(output, lines === '' ? '' : `${lines}\n`);
        const { model, version, predictions } = result;
        const shown = `${symbols.yes} ${predictions.length} rows of ${input} answered by ${model}@${version}`;
        return {
          text:
            output === undefined && predictions.length <= 20
              ? `${lines}\n${shown}`
              : `${shown}${output === undefined ? '' : `, written to ${output}`}`,
          document: {
            deployment,
            model,
            version,
            rows: predictions.length,
            ...(output === undefined ? { predictions } : { output }),
          },
        };
      }),
    );
