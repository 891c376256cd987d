// The types of package.mjs for those who import it from TypeScript.
export function buildPackage(options?: {
  readonly target?: string;
  readonly log?: (line: string) => void;
  readonly signal?: AbortSignal;
}): Promise<string>;
