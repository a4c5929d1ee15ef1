import { expect, test } from 'vitest';
import type { Place } from '../../src/core/finding.ts';
import type { Facts } from '../../src/records/check/facts.ts';
import { atRealPlaces, numberFacts } from '../../src/records/check/link-facts.ts';
import { finding } from '../../src/records/rules.ts';

const at = (line: number): Place => ({ start: { line, column: 3 }, end: { line, column: 9 } });
const FACTS: Facts = {
  kind: 'issue',
  id: 'S-1',
  file: 'issues/S-1.md',
  title: 'Adds twice',
  declares: [{ name: 'test:S-1a', place: at(4) }],
  uses: [
    { what: 'issue', id: 'S-2', place: at(7) },
    { what: 'pattern', id: 'order', place: at(8) },
    { what: 'issue', id: 'S-2', place: at(9) },
  ],
  sames: [],
  fixKinds: {},
  claims: [{ fix: 'lock', place: at(12) }],
  untils: [],
};

test('each number stands for the places that it was given for', () => {
  const { facts, places } = numberFacts(FACTS);
  const linesOf = (place: Place | undefined) =>
    place &&
    atRealPlaces(
      { ...finding('dangling-id', place, { what: 'issue', id: 'S-2' }), file: FACTS.file },
      () => places,
    ).map((one) => one.place.start.line);
  expect(facts.uses.map(({ id, place }) => [id, linesOf(place)])).toEqual([
    ['S-2', [7, 9]],
    ['order', [8]],
  ]);
  expect(linesOf(facts.declares[0]?.place)).toEqual([4]);
  expect(linesOf(facts.claims[0]?.place)).toEqual([12]);
  expect(linesOf(at(3))).toEqual([3]);
});

test('facts are the same however the lines of a file move', () => {
  const down = (line: number): Place => at(line + 5);
  const moved: Facts = {
    ...FACTS,
    declares: FACTS.declares.map((one) => ({ ...one, place: down(one.place.start.line) })),
    uses: FACTS.uses.map((one) => ({ ...one, place: down(one.place.start.line) })),
    claims: FACTS.claims.map((one) => ({ ...one, place: down(one.place.start.line) })),
  };
  expect(numberFacts(moved).facts).toEqual(numberFacts(FACTS).facts);
});
