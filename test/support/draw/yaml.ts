import fc from 'fast-check';
import { OBJECT_NAMES, SPLINTERS, YAML_ESCAPES } from './hostile-text.ts';
import { ALL_KEYS, type Fields, RECORD_SHAPES, type Shape } from './shapes.ts';

/** A part of a YAML document together with how it is written. */
type Written =
  | { readonly type: 'scalar'; readonly text: string; readonly style: Style; readonly mark: string }
  | {
      readonly type: 'list';
      readonly items: readonly Written[];
      readonly isFlow: boolean;
      readonly mark: string;
    }
  | {
      readonly type: 'map';
      readonly pairs: readonly Pair[];
      readonly isFlow: boolean;
      readonly mark: string;
    };

type Pair = readonly [key: Written, value: Written];
type Style = 'plain' | 'single' | 'double' | 'escaped' | 'literal' | 'folded';

/** How often, of a hundred, a part is something else than its schema asks for. */
const ODD = 4;

/** Marks before a value: an anchor, a tag; most have none. */
const mark = fc.oneof(
  { weight: 100, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('&a ', '&b ', '!!map ', '!!str ', '!x ', '!<tag:x> ', '&a !!seq '),
  },
);

const style = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Style>('plain') },
  { weight: 3, arbitrary: fc.constantFrom<Style>('double', 'single') },
  { weight: 1, arbitrary: fc.constantFrom<Style>('escaped', 'literal', 'folded') },
);

/** Words with splinters among them. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom('a', 'The cart', ' is empty ', 'x y', ''),
      fc.constantFrom(...SPLINTERS),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''));

function scalarOf(text: fc.Arbitrary<string>, how = style): fc.Arbitrary<Written> {
  return fc.record({ type: fc.constant('scalar'), text, style: how, mark });
}

/** Mostly quoted: otherwise it would hide from all that comes after the YAML. */
const hostileScalar = scalarOf(
  hostileText,
  fc.oneof(
    { weight: 1, arbitrary: style },
    { weight: 9, arbitrary: fc.constantFrom<Style>('double', 'single', 'escaped') },
  ),
);

/** A scalar written out as it is, whatever it means: escapes of all kinds, aliases, merge keys, nothing. */
const rawScalar = fc
  .oneof(
    fc
      .array(fc.constantFrom(...YAML_ESCAPES), { minLength: 1, maxLength: 3 })
      .map((all) => `"${all.join('')}"`),
    fc.constantFrom(
      '*a',
      '*b',
      '<<',
      '',
      '~',
      '""',
      '[',
      '{a',
      '? a',
      '- a',
      '!!binary aGk=',
      '|9\n x',
      '>+\n',
      '"open',
      "'open",
    ),
  )
  .map((text): Written => ({ type: 'scalar', text, style: 'plain', mark: '' }));

const anyKey: fc.Arbitrary<Written> = fc.oneof(
  scalarOf(fc.constantFrom(...ALL_KEYS)),
  scalarOf(fc.constantFrom(...ALL_KEYS).map((key) => key.slice(1))),
  scalarOf(fc.constantFrom(...OBJECT_NAMES)),
  hostileScalar,
  rawScalar,
);

/** Anything at all, where a schema wanted something. */
const oddity: fc.Arbitrary<Written> = fc.letrec<{ any: Written }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    hostileScalar,
    rawScalar,
    fc.record({
      type: fc.constant('list'),
      items: fc.array(tie('any'), { maxLength: 3 }),
      isFlow: fc.boolean(),
      mark,
    }),
    fc.record({
      type: fc.constant('map'),
      pairs: fc.array(fc.tuple(anyKey, tie('any')), { maxLength: 3 }),
      isFlow: fc.boolean(),
      mark,
    }),
  ),
})).any;

function orOdd(sound: fc.Arbitrary<Written>): fc.Arbitrary<Written> {
  return fc.oneof({ weight: 100 - ODD, arbitrary: sound }, { weight: ODD, arbitrary: oddity });
}

/** @param ids what an id may be: those of a book that the record is put into. */
function writtenOf(shape: Shape): fc.Arbitrary<Written> {
  switch (shape.type) {
    case 'map':
      return orOdd(mapOf(shape.fields));
    case 'choice':
      return orOdd(fc.oneof(...shape.maps.map(mapOf)));
    case 'dictionary':
      return orOdd(
        wholeMap(fc.array(fc.tuple(orOdd(writtenOf(shape.key)), writtenOf(shape.value)), { maxLength: 3 })),
      );
    case 'list':
      return orOdd(
        fc.record({
          type: fc.constant('list'),
          items: fc.array(writtenOf(shape.item), { maxLength: 3 }),
          isFlow: fc.boolean(),
          mark,
        }),
      );
    case 'text': {
      const sound = fc.constantFrom(...(shape.examples.length === 0 ? ['a'] : shape.examples));
      const plain = scalarOf(sound);
      return orOdd(
        shape.isFree
          ? fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: hostileScalar })
          : plain,
      );
    }
    default:
      return orOdd(scalarOf(fc.constantFrom('0', '1', '2', 'true', 'false')));
  }
}

/** Keys that are required are mostly there, others sometimes; now and then one that is not known, or one twice. */
function mapOf(fields: Fields): fc.Arbitrary<Written> {
  const pairs = [...fields].map(([key, { shape, isRequired }]) =>
    fc.oneof(
      {
        weight: isRequired ? 20 : 1,
        arbitrary: fc.tuple(scalarOf(fc.constant(key)), writtenOf(shape)).map((pair) => [pair]),
      },
      { weight: isRequired ? 1 : 3, arbitrary: fc.constant<Pair[]>([]) },
    ),
  );
  const more = fc.oneof(
    { weight: 20, arbitrary: fc.constant<Pair[]>([]) },
    { weight: 1, arbitrary: fc.tuple(anyKey, oddity).map((pair): Pair[] => [pair]) },
  );
  return wholeMap(fc.tuple(...pairs, more).map((all) => all.flat()));
}

function wholeMap(pairs: fc.Arbitrary<readonly Pair[]>): fc.Arbitrary<Written> {
  return fc.record({ type: fc.constant('map'), pairs, isFlow: fc.boolean(), mark });
}

/** Front matter, or a YAML file, of a kind of record. It is mostly sound, and written in every way that YAML has. */
export const yamlOf: Readonly<Record<keyof typeof RECORD_SHAPES, fc.Arbitrary<string>>> = mapValues(
  RECORD_SHAPES,
  (shape) => writtenOf(shape).map((node) => `${print(node, 0, false)}\n`),
);

function mapValues<Key extends string, From, To>(of: Readonly<Record<Key, From>>, make: (value: From) => To) {
  return Object.fromEntries(Object.entries<From>(of).map(([key, value]) => [key, make(value)])) as Record<
    Key,
    To
  >;
}

/** What stands behind a key, a dash or nothing: on the same line, or on lines of its own. */
function print(node: Written, indent: number, inFlow: boolean): string {
  if (node.type === 'scalar')
    return node.mark + scalar(node.text, inFlow ? flowStyle(node.style) : node.style, indent);
  const children = node.type === 'list' ? node.items : node.pairs;
  if (inFlow || node.isFlow || children.length === 0) {
    const parts =
      node.type === 'list'
        ? node.items.map((item) => print(item, indent, true))
        : node.pairs.map(([key, value]) => `${print(key, indent, true)}: ${print(value, indent, true)}`);
    return node.mark + (node.type === 'list' ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`);
  }
  const start = `\n${' '.repeat(indent)}`;
  const lines =
    node.type === 'list'
      ? node.items.map((item) => `- ${print(item, indent + 2, false)}`)
      : node.pairs.map(([key, value]) => `${print(key, indent, true)}: ${print(value, indent + 2, false)}`);
  const text = lines.map((line) => start + line).join('');
  return node.mark + text;
}

function flowStyle(style: Style): Style {
  return style === 'literal' || style === 'folded' ? 'double' : style;
}

function scalar(text: string, style: Style, indent: number): string {
  switch (style) {
    case 'plain':
      return text;
    case 'single':
      return `'${text.replaceAll("'", "''")}'`;
    case 'double':
      return JSON.stringify(text);
    case 'escaped':
      return `"${Array.from(text, escapeCharacter).join('')}"`;
    default: {
      const start = `\n${' '.repeat(indent + 1)}`;
      return `${style === 'literal' ? '|' : '>-'}${start}${text.replaceAll('\n', start)}`;
    }
  }
}

function escapeCharacter(character: string): string {
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}
