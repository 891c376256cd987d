// Names of people: the names and the tagger of compromise, in columns of short values.
import nlp from 'compromise/two';
import { hidden, word, type Recognizer } from '../recognizer';

const written =
  /^(?:(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau|Sr|Sra|Mme|M)\.? )?\p{Lu}[\p{L}'’-]*\.?(?:,? (?:\p{Lu}[\p{L}'’-]*\.?|de|da|di|del|della|van|von|der|den|la|le|al|bin|el)){0,4}$/u;

const personal = ['FirstName', 'MaleName', 'FemaleName', 'LastName', 'Person', 'Honorific'];
const known = lexicon();

/** Full names, which say by themselves what they are where most of a column's are known. */
export const fullName: Recognizer = {
  kind: 'name',
  candidate: String.raw`^\s*\p{Lu}[\p{L}'’.-]*,? \p{L}[^\n]{0,50}$`,
  find: (text) => whole(text, (words) => words.length >= 2),
  chance: 0.3,
  named: word(
    'names?',
    'full_?name',
    'customers?',
    'clients?',
    'patients?',
    'persons?',
    'people',
    'employees?',
    'authors?',
    'contacts?',
    'owners?',
    'holders?',
    'users?',
    'directors?',
    'passengers?',
    'members?',
    'tenants?',
    'agents?',
    'managers?',
  ),
  mask: initials,
};

/** A first or a last name by itself is also a place, a brand or a month: what it is has to be said. */
export const partOfName: Recognizer = {
  kind: 'name',
  candidate: String.raw`^\s*\p{Lu}[\p{L}'’-]+\s*$`,
  find: (text) => whole(text, (words) => words.length === 1),
  chance: 0.3,
  named: word(
    '(first|last|given|family|middle|sur|fore|maiden|nick)[_ ]?names?',
    'vorname',
    'nachname',
    'prenom',
    'nom',
    'nombre',
    'apellidos?',
    'cognome',
    'nome',
    'imie',
    'nazwisko',
    'achternaam',
    'voornaam',
  ),
  needsName: true,
  mask: initials,
};

/** Of a name of three letters or more. */
function initials(text: string): string {
  return text
    .trim()
    .replace(/[\p{L}'’.-]+/gu, (part) => (part.length > 2 ? `${part.slice(0, 1)}${hidden}` : hidden));
}

function whole(text: string, isAsked: (words: readonly string[]) => boolean) {
  const trimmed = text.trim();
  if (!written.test(trimmed)) return [];
  const words = trimmed.split(/[ ,]+/);
  if (!isAsked(words)) return [];
  return [{ start: 0, end: text.length, isValid: isPerson(trimmed, words) }];
}

/** The tagger is slow, and finds nobody in words of which none is known as a name. */
function isPerson(text: string, words: readonly string[]): boolean {
  const parts = words.flatMap((one) => one.toLowerCase().split('-'));
  if (!parts.some((one) => known.has(one))) return false;
  const shown = text.replace(/^([\p{L}'’-]+), (.*)$/u, '$2 $1');
  const cased = /\p{Ll}/u.test(shown)
    ? shown
    : shown.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
  const terms = nlp(cased).document.flat();
  const isTagged = terms.map(({ tags = new Set<string>() }) => personal.some((tag) => tags.has(tag)));
  const isOther = terms.some(({ tags = new Set<string>() }) =>
    ['Place', 'Organization', 'Verb', 'Adverb'].some((tag) => tags.has(tag)),
  );
  return !isOther && 2 * isTagged.filter(Boolean).length >= terms.length;
}

/** Words that compromise knows as first or last names. */
function lexicon(): ReadonlySet<string> {
  const { one } = nlp.model() as { one?: { lexicon?: Readonly<Record<string, string | readonly string[]>> } };
  return new Set(
    Object.entries(one?.lexicon ?? {}).flatMap(([text, tags]) =>
      [tags].flat().some((tag) => personal.includes(tag)) ? [text] : [],
    ),
  );
}
