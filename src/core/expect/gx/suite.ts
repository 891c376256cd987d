// A suite's file of Great Expectations as expectations of ours, and what of it cannot be tested, each at its line.
import * as z from 'zod';
import { readJson } from '../readJson';
import { issuesOf, writtenText, wrongAt, type SuiteReading } from '../written';
import { readExpectation } from './oneExpectation';

const suite = z.looseObject({
  expectations: z.array(z.record(z.string(), z.unknown()), 'A suite has a list of expectations.'),
  suite_parameters: z.record(z.string(), z.unknown()).nullish(),
  evaluation_parameters: z.record(z.string(), z.unknown()).nullish(),
});

/** Never throws: what cannot be tested is a problem at its line. */
export function readGxSuite(text: string, file: string): SuiteReading {
  const json = readJson(text);
  const written = writtenText(text, file);
  if (!json)
    return {
      expectations: [],
      problems: [wrongAt(written, [], 'It is no JSON.', 'A suite of Great Expectations is a JSON file.')],
    };
  const read = suite.safeParse(json.value);
  if (!read.success) return { expectations: [], problems: issuesOf(written, [], read.error, 'The suite') };
  const parameters = { ...read.data.evaluation_parameters, ...read.data.suite_parameters };
  const parts = read.data.expectations.map((value, at) => {
    const path = ['expectations', at];
    const one = readExpectation(value, parameters);
    if ('told' in one)
      return {
        expectations: [],
        problems: one.told.map(({ path: inner, message, hint }) =>
          wrongAt(written, [...path, ...inner], message, hint),
        ),
      };
    const line = written.lineOf([...path, one.typeKey]);
    return { expectations: [{ ...one.expectation, at: { file, line } }], problems: [] };
  });
  return {
    expectations: parts.flatMap(({ expectations }) => expectations),
    problems: parts.flatMap(({ problems }) => problems),
  };
}
