// A file of answers, written as they come under a name of its own until the last: what was answered is kept, however the sending ends.
import { open, realpath, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
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
 * Throws `input` where the output is a folder or, by any name, the file of the rows; where its folder is not there, or the
 * part of an earlier sending still is. A device or a pipe has no part.
 */
export async function openAnswers(output: string, rows: string): Promise<AnswersFile> {
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
  let isEmpty = true;
  let isFinished = false;
  return {
    part,
    async append(answers) {
      await handle.appendFile(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
      isEmpty = false;
    },
    async finish() {
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
