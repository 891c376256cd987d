// Numbers and times that are text because of how they are written, as 31,50 or 41 % or 31.01.2026: a model takes them for categories.
import { counted } from '../../figures';
import { detector, type Found } from '../detector';
import { stepText } from '../../manifest/writtenStep';
import { mostly, type TextReading } from '../textReading';

export const keptAsText = detector('kept-as-text', ({ texts }) =>
  texts.filter(isFound).map((text): Found => {
    const { column, what, examples, missing, words, reading } = text;
    const beside = [
      ...(missing.length === 0 ? [] : [`${quoted(missing)} for none`]),
      ...words.map(({ value, count }) => `${quoted([value])} in ${counted(count, 'row')}`),
    ];
    const none = beside.length === 0 ? '' : ` (and ${beside.join(', ')})`;
    const several = reading.kind === 'several' && examples.length > 1 ? ' in more than one way' : '';
    return {
      severity: 'warning',
      columns: [column],
      message: `${column} holds ${what} as text${several}, e.g. ${quoted(examples)}${none}: a model takes each for a category.`,
      evidence: {
        examples,
        ...(reading.kind === 'thousands-or-decimals' ? { eitherWay: reading.example } : {}),
      },
      fix: fixOf(text),
    };
  }),
);

export const isKeptAsText = (texts: readonly TextReading[], column: string): boolean =>
  texts.some((text) => text.column === column && isFound(text));

const isFound = ({ share }: TextReading) => share >= mostly;

const quoted = (values: readonly string[]) => values.map((value) => JSON.stringify(value)).join(', ');

const deriveText = (column: string, sql: string) => stepText({ derive: { [column]: sql } });

/** `example`: a number with one mark, three digits behind it. */
function mayBe(example: string): string {
  const digits = example.replaceAll(/[^\d.,]/g, '');
  const [whole = '', rest = ''] = digits.split(/[.,]/);
  return `No value tells whether ${quoted([example])} is ${String(Number(whole + rest))} or ${String(Number(`${whole}.${rest}`))}`;
}

const plain = { numbers: '1234.5', times: '2026-01-31' };

function fixOf({ column, what, examples, words, reading, ...text }: TextReading): NonNullable<Found['fix']> {
  const missing = [...text.missing, ...words.map(({ value }) => value)];
  const unless =
    words.length === 0
      ? ''
      : ` Where ${quoted(words.map(({ value }) => value))} says another thing, write that.`;
  const say = missing.length === 0 ? 'Say' : `Turn ${quoted(missing)} into a missing value, then say`;
  switch (reading.kind) {
    case 'read': {
      const { step, isDayGuessed } = reading;
      const said = isDayGuessed ? ' No value tells the day from the month: see which comes first.' : '';
      if (!('cast' in step))
        return {
          text: `Read them as numbers${missing.length === 0 ? '' : `, and ${quoted(missing)} as missing`}.${unless}`,
          step,
        };
      return missing.length === 0
        ? { text: `Say how they are written.${said}`, step }
        : { text: `${say} how they are written: ${stepText(step)}.${said}${unless}` };
    }
    case 'thousands-or-decimals':
      return {
        text: `${mayBe(reading.example)}. Where the mark parts thousands: ${deriveText(column, reading.thousands)}. Where it is a decimal one: ${deriveText(column, reading.decimals)}.${unless}`,
      };
    case 'either':
      return {
        text: `${say} how they are written, as ${reading.formats.map((format) => `"${format}"`).join(' or ')}: no value tells the day from the month.`,
      };
    case 'several': {
      const unsure =
        examples.length > 1
          ? 'No one step reads them all as what they mean'
          : `What ${quoted(examples)} means cannot be told for sure`;
      return {
        text: `${unsure}: write them as ${plain[what]} where they come from, or derive ${column} by a rule of your own.`,
      };
    }
    case 'lost':
      return {
        text: `No one step reads them all: ${counted(reading.count, 'value')} cannot be read so, e.g. ${quoted([reading.value])}. Put right what is wrong, then check again.`,
      };
    case 'unseen':
      return {
        text: `They are written in so many ways that only the most frequent were looked at; how the other ${counted(reading.count, 'value')} are written is not known. Write all ${what} in one way where they come from.`,
      };
  }
}
