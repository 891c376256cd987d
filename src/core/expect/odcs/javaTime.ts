// A pattern of Java's DateTimeFormatter as a format of Python's strptime.

const letters: readonly (readonly [RegExp, string])[] = [
  [/^(?:yyyy|uuuu|YYYY|y|u)$/, '%Y'],
  [/^(?:yy|uu)$/, '%y'],
  [/^(?:MM|M|LL|L)$/, '%m'],
  [/^(?:MMM|LLL)$/, '%b'],
  [/^(?:MMMM|LLLL)$/, '%B'],
  [/^(?:dd|d)$/, '%d'],
  [/^(?:DDD|DD|D)$/, '%j'],
  [/^(?:HH|H)$/, '%H'],
  [/^(?:hh|h)$/, '%I'],
  [/^(?:mm|m)$/, '%M'],
  [/^(?:ss|s)$/, '%S'],
  [/^S{1,6}$/, '%f'],
  [/^a$/, '%p'],
  [/^E{1,3}$/, '%a'],
  [/^EEEE$/, '%A'],
  [/^(?:X{1,3}|x{1,3}|Z{1,5})$/, '%z'],
];

/** Undefined where it has letters that strptime has nothing for. A `T` between date and time is often written without its quotes. */
export function javaTimeFormat(pattern: string): string | undefined {
  let known = true;
  const format = pattern.replace(
    /'((?:[^']|'')*)'|([A-Za-z])\2*|%/g,
    (text: string, quoted: string | undefined) => {
      if (quoted !== undefined)
        return quoted === '' ? "'" : quoted.replaceAll("''", "'").replaceAll('%', '%%');
      if (text === '%') return '%%';
      if (text === 'T') return 'T';
      const found = letters.find(([letter]) => letter.test(text));
      if (!found) known = false;
      return found?.[1] ?? '';
    },
  );
  return known ? format : undefined;
}
