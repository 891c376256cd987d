// Findings and failed expectations as they may be stored and shown: values of columns with personal data in them are masked.
import type { Json } from '../../core/json';
import type { CheckResult, ExpectationResult, Finding } from '../../core/quality/finding';
import { masksOf, type ColumnMask, type Masks } from '../../core/quality/personal/masks';
import { loadPersonal } from './loadPersonal';

type Found = Pick<CheckResult, 'findings' | 'expectations'>;

/** Conditions that select rows, and steps that mend values, stay as they are: they would do nothing otherwise. */
export async function maskResult<T extends Found>(result: T): Promise<T> {
  const masks = masksOf(result.findings, undefined);
  if (Object.keys(masks).length === 0) return result;
  return {
    ...result,
    findings: await Promise.all(result.findings.map((finding) => maskFinding(finding, masks))),
    expectations: await Promise.all(result.expectations.map((one) => maskExpectation(one, masks))),
  };
}

async function maskFinding(finding: Finding, masks: Masks): Promise<Finding> {
  const own = finding.columns.flatMap((column) => masks[column] ?? []);
  if (finding.kind === 'personal-data' || own.length === 0) return finding;
  const mask = { kinds: own.flatMap(({ kinds }) => kinds), isWhole: own.some(({ isWhole }) => isWhole) };
  const { maskText } = await loadPersonal();
  const value = async (one: number | string) => (typeof one === 'string' ? maskText(one, mask) : one);
  const evidence = Object.entries(finding.evidence).map(async ([name, figure]) => [
    name,
    typeof figure === 'object' ? await Promise.all(figure.map(value)) : await value(figure),
  ]);
  return {
    ...finding,
    message: await maskSentence(finding.message, mask),
    evidence: Object.fromEntries(await Promise.all(evidence)) as Finding['evidence'],
    ...(finding.fix ? { fix: { ...finding.fix, text: await maskSentence(finding.fix.text, mask) } } : {}),
  };
}

/** Values stand in quotes, and are hidden wholly where they may be what was found; anything else is only searched. */
async function maskSentence(text: string, { kinds, isWhole }: ColumnMask): Promise<string> {
  const { maskText, hidden } = await loadPersonal();
  const searched = await maskText(text, { kinds: kinds.filter((kind) => kind !== 'name'), isWhole: false });
  return isWhole || kinds.includes('name')
    ? searched.replaceAll(/"(?:[^"\\]|\\.)*"/g, `"${hidden}"`)
    : searched;
}

async function maskExpectation(one: ExpectationResult, masks: Masks): Promise<ExpectationResult> {
  const rows = one.rows.map(async (row) => {
    const cells = Object.entries(row).map(async ([column, cell]) => [
      column,
      await maskCell(cell, masks[column]),
    ]);
    return Object.fromEntries(await Promise.all(cells)) as Readonly<Record<string, Json>>;
  });
  const every = Object.values(masks).flatMap(({ kinds }) => kinds);
  const { maskText } = await loadPersonal();
  const searched = { kinds: every.filter((kind) => kind !== 'name'), isWhole: false };
  return { ...one, rows: await Promise.all(rows), observed: await maskText(one.observed, searched) };
}

async function maskCell(cell: Json, mask: ColumnMask | undefined): Promise<Json> {
  if (mask === undefined || (typeof cell !== 'string' && typeof cell !== 'number')) return cell;
  return (await loadPersonal()).maskText(String(cell), mask);
}
