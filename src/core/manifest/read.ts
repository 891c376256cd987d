// Reading `lifecycle.yaml`: what is valid of it, and every problem at its line.
import { parseDocument } from 'yaml';
import type { Problem } from '../errors';
import { manifestSchema, manifestVersion, type Manifest } from './manifest';

export const emptyManifest: Manifest = { lifecycle: manifestVersion };

/** `manifest` holds whatever is valid even where `problems` is not empty. */
export function readManifest(
  text: string,
  file: string,
): { manifest: Manifest; problems: readonly Problem[] } {
  const result = manifestSchema.safeParse(parseDocument(text).toJS());
  if (result.success) return { manifest: result.data, problems: [] };
  return {
    manifest: emptyManifest,
    problems: result.error.issues.map((issue) => ({
      severity: 'error',
      file,
      message: `${issue.path.join('.')}: ${issue.message}`,
    })),
  };
}
