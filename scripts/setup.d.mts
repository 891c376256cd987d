// The types of setup.mjs for those who import it from TypeScript.
export const root: string;
export function setup(options?: {
  readonly log?: (line: string) => void;
  readonly signal?: AbortSignal;
  readonly production?: boolean;
}): Promise<void>;
