// Reads the fixtures that test/fixtures/statistics/make.py writes, and compares figures with them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A fixture by name; NaN and infinities are written as text and come back as numbers. */
export function fixture<T>(name: string): T {
  const file = path.join(import.meta.dirname, '..', 'fixtures', 'statistics', `${name}.json`);
  const special: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
  return JSON.parse(readFileSync(file, 'utf8'), (_key, value: unknown) =>
    typeof value === 'string' && value in special ? special[value] : value,
  ) as T;
}

/** Equal within `tolerance`, relative to figures above 1 and absolute below; NaN equals NaN. */
export function assertClose(actual: number, expected: number, tolerance = 1e-9, what = ''): void {
  if (Object.is(actual, expected)) return;
  const allowed = tolerance * Math.max(1, Math.abs(expected));
  assert.ok(
    Math.abs(actual - expected) <= allowed,
    `${what} ${actual} is not ${expected} within ${tolerance}`,
  );
}

/** Equal within a share of the expected figure, for p-values far out. */
export function assertRelative(actual: number, expected: number, share: number, what = ''): void {
  assert.ok(
    Math.abs(actual - expected) <= share * Math.abs(expected),
    `${what} ${actual} is not ${expected} within a share of ${share}`,
  );
}
