// What a failed training command says to a person: the cause where its output tells it, and what to do.
import { failed, type LifecycleError } from '../errors';
import { remedy } from '../remedy';

export interface ScriptEnd {
  readonly command: string;
  /** Undefined where a signal ended it. */
  readonly code?: number;
  readonly signal?: string;
  /** The last lines it printed, oldest first. */
  readonly tail: readonly string[];
  /** Where all of what it printed is kept. */
  readonly log: string;
  /** What the environment that it ran in is made from, as pip reads it; undefined where another made it. */
  readonly requirements?: string;
}

/** The error of a command that did not end with 0. */
export function scriptFailure(end: ScriptEnd): LifecycleError {
  const module = missingModule(end.tail);
  if (module !== undefined) {
    const message = `${end.command} needs the Python package "${module}", which is not installed.`;
    return isRequired(packageOf(module), end.requirements)
      ? failed(message, {
          hint: 'It stands in the requirements: bring .venv up to date.',
          remedy: remedy('python', '--create'),
        })
      : failed(message, { hint: `Install it in the project's Python: pip install ${packageOf(module)}` });
  }
  if (end.code === undefined)
    return failed(`${end.command} was ended by ${end.signal ?? 'a signal'}.`, {
      hint: end.signal === 'SIGKILL' ? `The system may have run out of memory. ${seeLog(end)}` : seeLog(end),
    });
  return failed(`${end.command} failed with exit code ${end.code}.`, { hint: seeLog(end) });
}

/** Top-level name of the module that Python did not find; undefined where that was not the cause. */
function missingModule(tail: readonly string[]): string | undefined {
  for (const line of [...tail].reverse()) {
    const [, name] = /^ModuleNotFoundError: No module named '([^'.]+)/.exec(line) ?? [];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Where package and module are called differently. */
const packages: Readonly<Record<string, string>> = {
  sklearn: 'scikit-learn',
  cv2: 'opencv-python',
  PIL: 'pillow',
  yaml: 'pyyaml',
  bs4: 'beautifulsoup4',
  dateutil: 'python-dateutil',
};

/** Whether a line begins with it: however it is spelt, pip takes it for the same. */
function isRequired(name: string, requirements = ''): boolean {
  const spelt = (text: string) => text.toLowerCase().replace(/[-_.]+/g, '-');
  return requirements
    .split('\n')
    .some((line) => spelt(/^\s*([\w.-]+)/.exec(line)?.[1] ?? '') === spelt(name));
}

const packageOf = (module: string) => packages[module] ?? module;

function seeLog({ tail, log }: ScriptEnd): string {
  if (tail.length === 0) return `It printed nothing. (${log})`;
  return [`Its last lines (all of them are in ${log}):`, ...tail].join('\n');
}
