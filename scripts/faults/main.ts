/**
 * `npm run faults`: puts mistakes into a copy of this repository, one at a time, and says which of them the tests catch.
 * Ends with 1 where fewer than 90% are caught or a fault no longer fits the source.
 */

import { readArguments, wholeNumber } from '../usage.ts';
import { createCopy, misfitOf, type RepositoryCopy } from './copy.ts';
import type { Fault } from './fault.ts';
import { FAULTS } from './faults.ts';
import { testsOf } from './tests-of.ts';

const AIM = 0.9;
const GOLDEN = ['test/golden/golden.test.ts'];

type Outcome = 'caught' | 'survived' | 'does not fit';

interface Result {
  readonly fault: Fault;
  readonly outcome: Outcome;
  /** Which test caught it, or why it does not fit. */
  readonly by: string;
}

const USAGE = `npm run faults -- [options]

  --only TEXT  faults with this in their file or words; may be given again (default: all)
  --jobs N     so many at a time (default: 1)
  --list       plant nothing, and say which no longer fit the source`;

const values = readArguments(USAGE, {
  only: { type: 'string', multiple: true, default: [''] },
  jobs: { type: 'string', default: '1' },
  list: { type: 'boolean', default: false },
});
const chosen = FAULTS.filter(({ file, says }) =>
  values.only.some((text) => `${file} ${says}`.includes(text)),
);
if (values.list) for (const fault of chosen) print(describe(fault, misfitOf(fault) ?? ''));
else process.exitCode = await run(chosen, Math.max(1, wholeNumber(values.jobs, USAGE)));

async function run(faults: readonly Fault[], jobs: number): Promise<number> {
  const copies = Array.from({ length: Math.min(jobs, faults.length) }, createCopy);
  const sound = new Set<string>();
  const removeAll = () => {
    for (const copy of copies) copy.remove();
  };
  process.once('SIGINT', () => {
    removeAll();
    process.exit(130);
  });
  try {
    const waiting = [...faults];
    const results: Result[] = [];
    const work = async (copy: RepositoryCopy) => {
      for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
        const result = await tryFault(copy, fault, sound);
        results.push(result);
        print(`${result.outcome.padEnd(12)} ${describe(fault, result.by)}`);
      }
    };
    await Promise.all(copies.map(work));
    return summarise(results);
  } finally {
    removeAll();
  }
}

/**
 * The golden pages are quick and see most: other tests run only for what gets past them.
 * @param sound tests that are known to pass without a fault; those that prove to are added.
 * @throws Error where tests fail without one: they catch nothing.
 */
async function tryFault(copy: RepositoryCopy, fault: Fault, sound: Set<string>): Promise<Result> {
  const misfit = copy.plant(fault);
  if (misfit !== undefined) return { fault, outcome: 'does not fit', by: misfit };
  try {
    for (const tests of [GOLDEN, fault.tests ?? testsOf(fault.file)]) {
      const by = tests.length === 0 ? undefined : await copy.failureOf(tests);
      if (by === undefined) continue;
      copy.restore();
      const names = tests.join(' ');
      const broken = sound.has(names) ? undefined : await copy.failureOf(tests);
      if (broken !== undefined) throw new Error(`${names} fails without any fault: ${broken}`);
      sound.add(names);
      return { fault, outcome: 'caught', by };
    }
    return { fault, outcome: 'survived', by: '' };
  } finally {
    copy.restore();
  }
}

function describe({ file, says }: Fault, more: string): string {
  return `${file}: ${says}${more && ` [${more}]`}`;
}

function summarise(results: readonly Result[]): number {
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  const [caught, survived, misfits] = [count('caught'), count('survived'), count('does not fit')];
  const planted = caught + survived;
  const share = planted === 0 ? 1 : caught / planted;
  print(`\n${caught} of ${planted} faults caught (${(share * 100).toFixed(1)}%).`);
  if (misfits > 0)
    print(`${misfits} no longer fit the source: correct their \`find\` in scripts/faults/faults/.`);
  for (const { fault } of results.filter(({ outcome }) => outcome === 'survived'))
    print(`survived: ${fault.file}: ${fault.says}`);
  return share < AIM || misfits > 0 ? 1 : 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
