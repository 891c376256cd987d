// The figures a finding rests on, those that its sentence does not say already.
import type { Finding } from '../../src/protocol/data';
import { figure, percent } from '../../src/protocol/figures';
import { isolated } from '../parts/isolated';

type Value = Finding['evidence'][string];

/** Name and value as a person reads them; the number of all rows stands in the head and says nothing alone. */
export function evidenceOf({
  kind,
  message,
  evidence,
}: Finding): readonly (readonly [name: string, value: string])[] {
  const told = Object.entries(evidence)
    .filter(([name]) => !implied[kind]?.includes(name))
    .filter(([name, value]) => name !== 'min' || value !== evidence['median'])
    .filter(([name, value]) => !isShare(name) || !message.includes('%') || typeof value !== 'number')
    .map(([name, value]) => [words(name), shown(name, value)] as const)
    .filter(([, value]) => value !== '' && !says(message, value));
  return told.every(([name]) => name === 'rows') ? [] : told;
}

/** What a sentence of the kind says in other words. */
const implied: Partial<Record<Finding['kind'], readonly string[]>> = {
  constant: ['distinct', 'rows', 'value'],
  'no-rows': ['rows', 'columns'],
};

const isShare = (name: string) => /share|rate/i.test(name);

const words = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase();

function shown(name: string, value: Value): string {
  if (typeof value === 'number') return isShare(name) ? percent(value) : figure(value);
  if (typeof value === 'string') return isolated(value);
  const listed = value
    .slice(0, 5)
    .map((member) => (typeof member === 'number' ? figure(member) : isolated(member)));
  return `${listed.join(', ')}${value.length > listed.length ? ', …' : ''}`;
}

/** Whether the sentence has it as a word or figure of its own, not as a part of another. */
function says(message: string, value: string): boolean {
  const at = message.indexOf(value);
  if (at < 0) return false;
  const isPart = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}]/u.test(character);
  return !isPart(message[at - 1]) && !isPart(message[at + value.length]);
}
