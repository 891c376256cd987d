// A request to paste, for a version that is in the registry: its reference profile says what its rows look like.
import * as z from 'zod';
import { curlCommand, exampleRow } from '../../core/deploy/exampleRequest';
import type { Reference } from '../../core/monitor/reference';
import type { Version } from '../../core/registry/version';
import { lookAtStored } from '../files/stored';
import type { ProjectPaths } from '../paths';

/** A line for a POSIX shell. */
export async function exampleRequest(paths: ProjectPaths, version: Version, url: string): Promise<string> {
  const file = version.files.find(({ role }) => role === 'reference');
  const reading = file && (await lookAtStored<Reference>(paths.stored(file.digest), referenceShape));
  // Without a profile that can be read the request is still a right one, only with plainer values.
  const reference = reading?.kind === 'read' ? reading.value.profile : undefined;
  return curlCommand(url, exampleRow(version.preparation, reference));
}

const referenceShape = z.looseObject({
  profile: z.looseObject({
    columns: z.array(z.looseObject({ name: z.string(), top: z.array(z.unknown()) })),
  }),
});
