// `lifecycle python [--create]`.
import { Command } from 'commander';
import { createEnvironment } from '../../node/python/create';
import { findPython } from '../../node/python/find';
import { symbols } from '../present';
import type { Session } from '../session';
import type { Answer, Verb } from '../verb';

export const python: Verb = (bind) =>
  new Command('python')
    .description('Shows the Python that trains the models, or makes one from the requirements.')
    .option('--create', 'make .venv, or bring it up to date', false)
    .action(bind((session, { create }: { create: boolean }) => (create ? make(session) : show(session))));

const telling = (session: Session) => (message: string) => session.progress.show('python', { message });

async function make(session: Session): Promise<Answer> {
  const project = await session.project(() => [{ section: 'python' }]);
  const { interpreter, isNew } = await createEnvironment(project, telling(session), session.signal);
  return {
    text: isNew
      ? `${symbols.yes} Made the environment: ${interpreter}`
      : `${symbols.unchanged} The environment is up to date: ${interpreter}`,
    document: { interpreter, isNew },
  };
}

async function show(session: Session): Promise<Answer> {
  const project = await session.readableProject();
  const { from, environment } = await findPython(project, {
    report: telling(session),
    signal: session.signal,
  });
  const { python: interpreter, version, packages } = environment;
  const reasons = {
    manifest: 'named in lifecycle.yaml',
    setting: 'chosen by LIFECYCLE_PYTHON',
    environment: 'the project’s .venv',
    path: 'found on PATH',
  };
  return {
    text: `Python ${version}, ${packages.length} packages: ${interpreter} (${reasons[from]})`,
    document: { interpreter, from, version, packages },
  };
}
