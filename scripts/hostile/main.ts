/**
 * `npm run hostile`: tries to break Flakebook, and says with which seed it did.
 * Ends with 1 where something did not hold.
 */
import { availableParallelism } from 'node:os';
import { readArguments, refuse, wholeNumber } from '../usage.ts';
import type { Failure, Outcome, Part } from './part.ts';
import { PARTS } from './parts.ts';

/** Failures of one kind that are shown. */
const SHOWN = 3;

const USAGE = `npm run hostile -- [options]

  --only PART  of ${Object.keys(PARTS).join(', ')}; may be given again (default: all)
  --count N    trials of each part
  --seed N     of the first trial (default: 1)
  --threads N  so many at a time (default: ${availableParallelism()})`;

const values = readArguments(USAGE, {
  only: { type: 'string', multiple: true, default: Object.keys(PARTS) },
  count: { type: 'string' },
  seed: { type: 'string', default: '1' },
  threads: { type: 'string', default: String(availableParallelism()) },
});
const unknown = values.only.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined) refuse(`There is no part ${unknown}.`, USAGE);
for (const [name, part] of Object.entries<Part>(PARTS)) if (values.only.includes(name)) await run(name, part);

async function run(name: string, part: Part): Promise<void> {
  const count = values.count === undefined ? part.counts.long : whole(values.count);
  print(`${name}: ${count} trials from seed ${values.seed}`);
  const outcome = await part.run({
    count,
    seed: whole(values.seed),
    threads: whole(values.threads),
    progress: (line) => print(`  … ${line}`),
  });
  show(name, outcome);
  if (outcome.failures.length > 0) process.exitCode = 1;
}

function show(name: string, { figures, failures }: Outcome): void {
  for (const [figure, value] of Object.entries(figures)) print(`  ${figure.padEnd(16)} ${value}`);
  for (const [kind, alike] of Map.groupBy(failures, kindOf)) {
    print(`  FAILED ${alike.length} times: ${kind}`);
    for (const { seed, says } of alike.slice(0, SHOWN)) {
      print(`    ${says}`);
      if (typeof seed === 'number')
        print(`    again: npm run hostile -- --only ${name} --seed ${seed} --count 1`);
    }
  }
  print(failures.length === 0 ? `${name}: all held.\n` : `${name}: ${failures.length} did not hold.\n`);
}

/** What failures have in common, whatever the file, the place and the value. */
function kindOf({ says }: Failure): string {
  return says
    .replace(/^[^:]*: /, '')
    .replace(/`[^`]*`|"[^"]*"|\d+/g, '…')
    .slice(0, 70);
}

function whole(text: string): number {
  return wholeNumber(text, USAGE);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
