// The types of command.mjs for those who import it from TypeScript.
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  readonly show?: boolean;
}
type Run<T> = (command: string, args: readonly string[], options?: CommandOptions) => Promise<T>;
export const runCommand: Run<{ code: number; printed: string }>;
export const mustRun: Run<string>;
export function retried<T>(attempt: () => Promise<T>, signal?: AbortSignal): Promise<T>;
export function runAsProgram(
  main: (signal: AbortSignal) => Promise<number | undefined>,
  whenInterrupted?: string,
): void;
