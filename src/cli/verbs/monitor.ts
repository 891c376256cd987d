// `lifecycle monitor [names...]`: what a judgement found, and how things stand where nothing has changed.
import { formatInterval } from '../../core/evaluate/interval';
import { count, figure, probability } from '../../core/figures';
import { changeText } from '../../core/drift/changeText';
import { driftedColumns } from '../../core/monitor/columns';
import { spanText } from '../../core/span';
import type { ColumnDrift } from '../../core/drift/columnDrift';
import type { Window } from '../../core/monitor/window';
import { namesVerb } from '../stageVerb';
import { textTable } from '../textTable';
import type { Verb } from '../verb';

interface Judged {
  readonly monitors: readonly { readonly name: string; readonly windows: readonly Window[] }[];
}

export const monitor: Verb = (bind) =>
  namesVerb(bind, 'monitor', 'Judges the newest windows of predictions.', (answer) => {
    const { monitors } = answer.document as Judged;
    const texts = monitors.flatMap(({ name, windows }) =>
      windows.length === 0 ? [] : [...(monitors.length > 1 ? [name] : []), windowsText(windows)],
    );
    return { ...answer, text: [answer.text, ...texts].join('\n\n') };
  });

const windowsShown = 12;

/** The newest windows, the newest last, then the columns of the newest that has all its rows. */
export function windowsText(windows: readonly Window[]): string {
  const newest = windows.findLast(({ isComplete, hasAllRows = isComplete }) => hasAllRows);
  const shared = newest?.sharedReference?.message;
  const told = newest ? [[driftText(newest), ...(shared === undefined ? [] : [shared])].join('\n')] : [];
  return [windowTable(windows.slice(-windowsShown)), ...told].join('\n\n');
}

function windowTable(windows: readonly Window[]): string {
  const metric = windows.findLast(({ performance }) => performance)?.performance?.metric ?? '';
  const rows = windows.map((window) => [
    spanText(window),
    String(window.version),
    count(window.rows),
    count(window.labelled),
    window.performance ? formatInterval(window.performance) : '',
    window.hasDrifted ? `${driftedColumns(window).length} drifted` : '',
  ]);
  return textTable(['window', 'version', 'rows', 'labelled', metric, 'columns'], rows);
}

/** The columns that drifted, the strongest first; else that none has. */
function driftText(window: Window): string {
  const told = [...driftedColumns(window)].sort((a, b) => sizeOf(b) - sizeOf(a));
  if (told.length === 0) return `No column has drifted in ${spanText(window)}.`;
  const rows = told.map((column) => [
    column.name,
    figure(sizeOf(column)),
    probability(column.q),
    changeText(column),
  ]);
  return `Drifted in ${spanText(window)}, against what version ${window.version} was trained on:\n${textTable(['column', 'PSI', 'p after correction', 'was → is'], rows)}`;
}

const sizeOf = ({ measures }: ColumnDrift) => measures['psi']?.value ?? 0;
