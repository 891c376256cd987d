// A file of answers, written as they come under a name of its own until the last: what was answered is kept, however the sending ends.
import { open, realpath, rm, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import Papa from 'papaparse';
import { formatOf, isText } from '../../core/dataset/fileFormat';
import { wrongInput } from '../../core/errors';
import { commitFile, isMissing } from '../files/atomic';

export interface AnswersFile {
  /** Where answers lie until the last has come. */
  readonly part: string;
  append(answers: readonly object[]): Promise<void>;
  /** Gives the file its name: all answers have come. */
  finish(): Promise<void>;
  /** Leaves the part where it holds answers. */
  close(): Promise<void>;
}

/**
 * A table where its name ends as CSV does, with `columns` of each answer, else a line of JSON for each. Throws `input` where the
 * name is that of what cannot be written as answers come; where the output is a folder or, by any name, the file of the rows; where its folder is not there, or the
 * part of an earlier sending still is. A device or a pipe has no part.
 */
export async function openAnswers(
  output: string,
  { rows, columns }: { readonly rows: string; readonly columns: readonly string[] },
): Promise<AnswersFile> {
  refuseName(output);
  const file = await realpath(output).catch(() => output);
  const there = await stat(file, { bigint: true }).catch(() => undefined);
  if (there?.isDirectory())
    throw wrongInput(`${output} is a folder.`, {
      hint: 'Name a file in it for the answers. Nothing was sent.',
    });
  const isPlain = there?.isFile() ?? true;
  const { dev, ino } = await stat(rows, { bigint: true });
  if (isPlain && there?.dev === dev && there.ino === ino)
    throw wrongInput(`${output} is the file of the rows: the answers would replace it.`, {
      hint: 'Write them to another file. Nothing was sent.',
    });
  const part = isPlain ? `${file}.part` : file;
  const handle = await open(part, isPlain ? 'wx' : 'w').catch((error: unknown) => {
    throw refusal(error, { output, part });
  });
  const { head, text } = writingOf(output, columns);
  let isEmpty = true;
  let isFinished = false;
  return {
    part,
    async append(answers) {
      await handle.appendFile(`${isEmpty ? head : ''}${text(answers)}`);
      isEmpty = false;
    },
    async finish() {
      if (isEmpty) await handle.appendFile(head);
      if (!isPlain) return;
      await handle.sync();
      await commitFile(part, file);
      isFinished = true;
    },
    async close() {
      await handle.close();
      if (isPlain && isEmpty && !isFinished) await rm(part, { force: true });
    },
  };
}

function refuseName(output: string): void {
  const format = formatOf(output);
  const why =
    format !== undefined && !isText(format)
      ? 'a file of its kind can be read only once it is whole, and answers are written as they come'
      : /\.(gz|zst)$/i.test(output)
        ? 'answers are not packed'
        : undefined;
  if (why === undefined) return;
  throw wrongInput(`${output} cannot be written: ${why}.`, {
    hint: 'End its name with .csv for a table, or with .jsonl for a JSON line a row. Nothing was sent.',
  });
}

interface Writing {
  /** What stands before the first answer. */
  readonly head: string;
  readonly text: (answers: readonly object[]) => string;
}

function writingOf(output: string, columns: readonly string[]): Writing {
  const delimiter = delimiters[extname(output).toLowerCase()];
  if (delimiter === undefined)
    return { head: '', text: (answers) => answers.map((answer) => `${JSON.stringify(answer)}\n`).join('') };
  const lines = (rows: readonly unknown[][]) => `${Papa.unparse([...rows], { delimiter, newline: '\n' })}\n`;
  return {
    head: lines([[...columns]]),
    text: (answers) =>
      lines(
        answers.map((answer) => columns.map((name) => cellOf((answer as Record<string, unknown>)[name]))),
      ),
  };
}

const delimiters: Readonly<Record<string, string>> = { '.csv': ',', '.tsv': '\t', '.tab': '\t' };

/** A key may be a list or an object. */
const cellOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

function refusal(error: unknown, { output, part }: { readonly output: string; readonly part: string }) {
  if (isMissing(error))
    return wrongInput(`There is no folder ${dirname(output)}.`, {
      cause: error,
      hint: 'Make it first, or write elsewhere. Nothing was sent.',
    });
  if ((error as NodeJS.ErrnoException).code === 'EEXIST')
    return wrongInput(`${part} is there already: the answers of a sending that did not come to its end.`, {
      cause: error,
      hint: 'Move it away, or write elsewhere. Nothing was sent.',
    });
  return error;
}
