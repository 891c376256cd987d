// A change of lifecycle.yaml as a person reads it.
import { createTwoFilesPatch } from 'diff';

/** A unified diff; `before`: undefined where the file is new. */
export function diffOf(before: string | undefined, after: string): string {
  const file = 'lifecycle.yaml';
  const patch = createTwoFilesPatch(
    before === undefined ? '/dev/null' : file,
    file,
    before ?? '',
    after,
    undefined,
    undefined,
    { context: 2 },
  );
  return patch.slice(patch.indexOf('--- ')).trimEnd();
}
