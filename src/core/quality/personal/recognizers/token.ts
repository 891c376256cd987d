// Keys and tokens of services: what Secretlint's recommended rules know, and four forms that they leave out.
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { hidden, lookalikes, word, type Lookalike, type Recognizer } from '../recognizer';

/** AWS access key ids, keys of Google's and Stripe's interfaces, and JSON web tokens (RFC 7519). */
const others =
  /(?<![\p{L}\p{N}_-])(?:(?:AKIA|ASIA)[A-Z2-7]{16}|AIza[\w-]{35}|[rs]k_live_[A-Za-z0-9]{20,247}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{20,})(?![\p{L}\p{N}_-])/gu;

/** Told by another recognizer. */
const elsewhere = /basicauth/;

export const token: Recognizer = {
  kind: 'token',
  candidate: String.raw`-----BEGIN |gh[oprsu]_\w{20}|github_pat_|(AKIA|ASIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|A3T)[A-Z0-9]{12}|AIza|xox[abeoprs]-|xapp-|hooks\.slack\.com|SG\.[\w-]{10}|npm_\w{20}|_authToken|[rs]k_live_|sk-[\w-]{20}|eyJ[\w-]{8}|shp(at|ca|pa|ss)_|lin_api_|ops_eyJ|[Aa][Ww][Ss].{0,30}[A-Za-z0-9/+]{40}`,
  find: async (text) => {
    const rules = [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }];
    const { messages } = await lintSource({
      source: { filePath: '/text.txt', content: text, ext: '.txt', contentType: 'text' },
      options: { config: { rules }, noPhysicFilePath: true },
    });
    const found = messages
      .filter(({ ruleId }) => !elsewhere.test(ruleId))
      .map(({ range: [start, end] }): Lookalike => ({ start, end, isValid: true }));
    return apart([...found, ...lookalikes(others, text, () => true)]);
  },
  chance: 1e-6,
  named: word('api_?keys?', 'tokens?', 'secrets?', 'keys?', 'auth'),
  mask: (text) =>
    `${/^(?:gh[oprsu]_|xox.-|AKIA|AIza|eyJ|npm_|SG\.|[rs]k_live_)/.exec(text)?.[0] ?? ''}${hidden}`,
};

/** The first of those that overlap. */
function apart(found: readonly Lookalike[]): Lookalike[] {
  const kept: Lookalike[] = [];
  for (const one of [...found].sort((a, b) => a.start - b.start || b.end - a.end))
    if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  return kept;
}
