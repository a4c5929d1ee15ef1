import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSite, makeFolder, outIn } from '../../../test/site/build-site.ts';
import { ROOT, readFiles } from '../../../test/support/book.ts';
import { openBrowser } from '../../../test/support/browser.ts';
import { flakebook } from '../../../test/support/flakebook.ts';
import type { Failure, Outcome, Part } from '../part.ts';
import { PAYLOADS, soundBook } from '../payloads/hostile-book.ts';
import { type Extent, tourSite } from './tour.ts';

/** Every payload in every text of a book without errors, its site built, and every control of it used in a browser. */
export const browser: Part = {
  counts: { long: PAYLOADS.length, short: 1 },
  async run({ seed, count, progress }): Promise<Outcome> {
    const failures: Failure[] = [];
    let pages = 0;
    let uses = 0;
    const browser = await openBrowser();
    if (!browser) return { figures: {}, failures: [{ seed, says: 'there is no browser' }] };
    try {
      for (let turn = seed; turn < seed + count; turn += 1) {
        const folder = makeFolder();
        try {
          await writeSoundBook(folder.path, turn);
          await buildSite(folder.path);
          const tour = await tourSite(browser, outIn(folder.path), extentOf(turn));
          pages += tour.pages;
          uses += tour.uses;
          failures.push(...tour.failures.map((says) => ({ seed: turn, says })));
        } finally {
          folder.remove();
        }
        progress?.(`${pages} pages, ${uses} uses, ${failures.length} failures`);
      }
    } finally {
      await browser.close();
    }
    return { figures: { payloads: PAYLOADS.length, pages, uses, failures: failures.length }, failures };
  },
};

/** What one tour types: over all turns, everything. */
export function extentOf(turn: number): Extent {
  const some = Array.from({ length: 5 }, (_, i) => PAYLOADS[(turn + 50 * i) % PAYLOADS.length] ?? '');
  return { texts: ['alert', 'evil.example', ...some], opened: 3 };
}

/** Writes the hostile book of a turn, without what `check` calls an error, into `content` of a folder. */
export async function writeSoundBook(folder: string, turn: number): Promise<void> {
  const rich = readFiles(join(ROOT, 'test/golden/book'));
  let files: ReadonlyMap<string, Uint8Array | undefined> = soundBook(turn);
  // What is only seen across a whole book, such as a signature that misses its specimen, stays as it was.
  while (files.size > 0) {
    for (const [file, bytes] of files) {
      mkdirSync(dirname(join(folder, 'content', file)), { recursive: true });
      writeFileSync(join(folder, 'content', file), bytes ?? '');
    }
    const { stdout } = await flakebook(['check', '--format', 'json'], { cwd: folder });
    const findings = JSON.parse(stdout) as { file: string; severity: string }[];
    const faulty = findings.filter(({ severity }) => severity === 'error').map(({ file }) => file);
    // Runs are sound with the rosters that they name.
    const suites = faulty.flatMap((file) => /^runs\/[^/]+\//.exec(file)?.[0] ?? []);
    const rosters = [...rich.keys()].filter((file) => suites.some((suite) => file.startsWith(suite)));
    files = new Map([...faulty, ...rosters].map((file) => [file, rich.get(file)]));
  }
}
