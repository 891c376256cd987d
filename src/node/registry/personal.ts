// What a version takes along of the personal data in what it learnt from: which raw columns are masked where their values are kept.
import type { InputRow } from '../../core/dataset/inputRow';
import type { PreparedVersion } from '../../core/dataset/version';
import type { CheckResult } from '../../core/quality/finding';
import { masksOf, type Masks } from '../../core/quality/personal/masks';
import { loadPersonal } from '../check/loadPersonal';
import { readCheckOf } from '../check/result';
import type { Project } from '../project';

/** By the newest check of the rows, and that of what a policy gathered; empty where neither was made, or found any. */
export async function masksOfVersion(
  project: Project,
  prepared: PreparedVersion,
  gathered: CheckResult | undefined,
): Promise<Masks> {
  const allowed = project.manifest.datasets?.[prepared.dataset]?.personal;
  const check = await readCheckOf(project, prepared);
  return masksOf([...(check?.findings ?? []), ...(gathered?.findings ?? [])], allowed);
}

/** Texts only: what is sent as a number stays one. */
export async function maskRow(row: InputRow, masks: Masks): Promise<InputRow> {
  const { maskText } = await loadPersonal();
  const cells = Object.entries(row).map(async ([name, value]) => {
    const mask = masks[name];
    return [name, mask && typeof value === 'string' ? await maskText(value, mask) : value] as const;
  });
  return Object.fromEntries(await Promise.all(cells));
}
