import { killAtEachCall, type Switch } from '../../test/support/switch-kills.ts';
import { createRandom } from '../bench/book.ts';
import type { Failure, Part } from './part.ts';

/** Builds that are killed at each of their calls to the file system, from one drawn output to another. */
export const kills: Part = {
  counts: { long: 200, short: 2 },
  async run({ seed, count, progress }) {
    const failures: Failure[] = [];
    let killed = 0;
    for (let at = seed; at < seed + count; at += 1) {
      const { wrong, calls } = await killAtEachCall(drawnSwitch(at));
      killed += calls;
      failures.push(...wrong.map((says) => ({ seed: at, says })));
      if ((at - seed) % 20 === 19) progress?.(`${killed} builds killed`);
    }
    return { figures: { switches: count, 'builds killed': killed, failures: failures.length }, failures };
  },
};

const NAMES = [
  'README.md',
  'issues/a.md',
  'issues/b.md',
  'suites/a.md',
  'index.html',
  'a/b/c/d.html',
  '.hidden',
  '-x',
  'a\nb',
];

/** Files come, go, change, and stay as they are. */
function drawnSwitch(seed: number): Switch {
  const { below, pick } = createRandom(seed);
  const files = () =>
    Object.fromEntries(
      NAMES.flatMap((name) => (below(2) === 0 ? [] : [[name, pick(['old', 'new', '', 'x'.repeat(5000)])]])),
    );
  const parts = () => ({
    docs: { 'README.md': 'x', ...files() },
    ...(below(2) === 0 ? {} : { site: { 'index.html': 'x', ...files() } }),
  });
  return { before: below(5) === 0 ? {} : parts(), after: parts() };
}
