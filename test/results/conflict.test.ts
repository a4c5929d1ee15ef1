import fc from 'fast-check';
import { expect, test } from 'vitest';
import { junit, read } from './read.ts';

const CTRF = JSON.stringify(
  { results: { tests: ['adds', 'pays', 'ships'].map((name) => ({ name, status: 'passed' })) } },
  undefined,
  1,
);
const GINKGO = JSON.stringify(
  [{ SuitePath: 'shop', SuiteDescription: 'Shop', SpecReports: [] }],
  undefined,
  1,
);
const GO = ['adds', 'pays']
  .map((name) => `{"Action":"pass","Package":"shop","Test":"${name}"}\n`)
  .join('')
  .concat('{"Action":"pass","Package":"shop"}\n');
const JUNIT = junit('\n<testcase name="adds"/>\n<testcase name="pays"/>\n');

test('an unfinished merge is one finding, wherever it stands in any format', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(CTRF, GINKGO, GO, JUNIT),
      fc.nat(),
      fc.nat(2),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.nat(400)),
      (text, at, length, end, cuts) => {
        const lines = text.trimEnd().split('\n');
        const from = at % lines.length;
        const side = lines.slice(from, from + length);
        lines.splice(from, length, '<<<<<<< HEAD', ...side, '=======', ...side, '>>>>>>> feature');
        const file = read(
          `${lines.join(end)}${end}`,
          cuts.filter((cut) => cut < text.length),
        );
        expect(file.findings.map(({ ruleId, place }) => [ruleId, place.start.line])).toEqual([
          ['conflict-markers', from + 1],
        ]);
        expect(file.partial).toBe(true);
      },
    ),
  );
});

test('what a test printed is no unfinished merge', () => {
  const printed = '<![CDATA[\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> feature\n]]>';
  const xml = junit(`<testcase name="merges"><system-out>${printed}</system-out></testcase>`);
  expect(read(xml)).toMatchObject({ messages: [], partial: false });
  expect(read(`${xml}<more/>`).findings.map(({ ruleId }) => ruleId)).not.toContain('conflict-markers');
});
