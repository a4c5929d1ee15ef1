import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../support/book.ts';
import { measureMatch, type Pairs } from './quality.ts';

describe.each(['pairs', 'held-out', 'held-out-2', 'held-out-3', 'held-out-4'])(
  'the failures of %s',
  (name) => {
    const file = join(ROOT, `test/fixtures/match-pairs/${name}.yaml`);
    const pairs = parse(readFileSync(file, 'utf8')) as Pairs;

    test('are known only where they are the issue’s, and most of those are', () => {
      const { found, right, wanted, count } = measureMatch(pairs);
      expect(count).toBeGreaterThan(50);
      expect(right / found).toBeGreaterThanOrEqual(0.98);
      expect(right / wanted).toBeGreaterThanOrEqual(0.95);
    });

    test('are not known by the symptom of another issue where theirs is missing', () => {
      for (const [i] of pairs.entries()) {
        const { misses } = measureMatch(pairs.filter((_, k) => k !== i));
        expect(misses.filter((miss) => miss.includes(' is known '))).toEqual([]);
      }
    });
  },
);
