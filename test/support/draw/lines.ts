import fc from 'fast-check';
import { SPLINTERS } from './hostile-text.ts';
import { type Fields, RECORD_SHAPES, type Shape } from './shapes.ts';

/** Data as JSON has it; mostly what the schema asks for. */
function dataOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case 'map':
      return orOdd(mapOf(shape.fields));
    case 'list':
      return orOdd(fc.array(dataOf(shape.item), { maxLength: 3 }));
    case 'number':
      return orOdd(fc.constantFrom<unknown>(0, 1, 2, -1, 0.5, 1e300, 2 ** 53));
    case 'flag':
      return orOdd(fc.boolean());
    case 'text':
      return orOdd(
        fc.oneof(
          fc.constantFrom(...(shape.examples.length === 0 ? ['a'] : shape.examples)),
          fc.constantFrom(...SPLINTERS),
        ),
      );
    default:
      return fc.jsonValue();
  }
}

function orOdd(sound: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 30, arbitrary: sound }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
}

function mapOf(fields: Fields): fc.Arbitrary<unknown> {
  const values = Object.fromEntries([...fields].map(([key, { shape }]) => [key, dataOf(shape)]));
  return fc.oneof(
    { weight: 9, arbitrary: fc.record(values) },
    { weight: 1, arbitrary: fc.record(values, { requiredKeys: [] }) },
  );
}

/** A file of the run history: lines of JSON. */
export function linesOf(kind: 'runs' | 'roster'): fc.Arbitrary<string> {
  return fc
    .array(
      dataOf(RECORD_SHAPES[kind]).map((data) => JSON.stringify(data)),
      { minLength: 1, maxLength: 4 },
    )
    .map((lines) => `${lines.join('\n')}\n`);
}
