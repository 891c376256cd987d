// A change of lifecycle.yaml as a person reads it.
import { createTwoFilesPatch } from 'diff';
import { places } from '../../core/places';

/** A unified diff; `before`: undefined where the file is new. */
export function diffOf(before: string | undefined, after: string): string {
  const file = places.manifest;
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
