// `npm run bench [profile|size|ydata|serving|coverage|findings|expectations|personal]`: sets up and runs the comparisons that are named, or all.
import { setup } from '../scripts/setup.mjs';
import { benchCoverage } from './coverage.bench';
import { benchExpectations } from './expectations.bench';
import { benchFindings } from './findings.bench';
import { benchPersonal } from './personal.bench';
import { benchProfile, benchYdata } from './profile.bench';
import { benchProfileSize } from './profileSize.bench';
import { benchServing } from './serving.bench';

const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  profile: benchProfile,
  size: benchProfileSize,
  ydata: benchYdata,
  serving: benchServing,
  coverage: benchCoverage,
  findings: benchFindings,
  expectations: benchExpectations,
  personal: benchPersonal,
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !(name in benches));
  if (unknown) throw new Error(`There is no bench "${unknown}", only ${Object.keys(benches).join(', ')}.`);
  await setup({ log: (line) => process.stderr.write(`${line}\n`) });
  for (const [name, bench] of Object.entries(benches))
    if (names.length === 0 || names.includes(name)) await bench();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
