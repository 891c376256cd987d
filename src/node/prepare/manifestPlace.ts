// Where in lifecycle.yaml a preparation step or a dataset stands, for problems that only the data shows.
import type { Problem } from '../../core/errors';
import { placeOf } from '../../core/manifest/place';
import { places } from '../../core/places';
import { parseYaml } from '../../core/yaml';
import type { Project } from '../project';

/** The problems, pointing at their own path in the manifest or else at `path`; as they are where it cannot be read. */
export function placed(
  { text }: Project,
  problems: readonly Problem[],
  path: readonly (string | number)[],
): readonly Problem[] {
  const yaml = parseYaml(text);
  if ('refused' in yaml) return problems;
  return problems.map((problem) => {
    const at = problem.path ?? path;
    return { ...problem, file: places.manifest, ...placeOf(yaml, text, at, 'value'), path: at };
  });
}
