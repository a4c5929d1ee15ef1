import fc from 'fast-check';
import type { SourceKind } from '../../../src/records/check/parse-source.ts';
import { drawn, FILES, KINDS, schemaOfKind } from '../documents.ts';
import { EXAMPLE_BOOK } from '../example-book.ts';
import { OBJECT_NAMES, SPLINTERS } from './hostile-text.ts';
import { body } from './markdown.ts';
import { writtenAsYaml } from './yaml.ts';

/** A file of a content folder as many hands, or none, might leave it there. */
export interface DrawnFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Names of records that no example has. */
const oddName = fc.oneof(
  fc.constantFrom(...OBJECT_NAMES),
  fc.constantFrom(
    '',
    ' ',
    '.',
    'CON',
    'é',
    'e\u0301',
    'a\nb',
    '\u202e',
    '\u001b[31m',
    'a'.repeat(250),
    'DS-FLAKY-1',
    '-',
  ),
);

function named(usual: readonly string[], folder: string, ending: string): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: oddName.map((name) => `${folder}/${name}${ending}`) },
  );
}

const NAMES: Readonly<Record<SourceKind, fc.Arbitrary<string>>> = {
  issue: named(['issues/DS-FLAKY-001.md', 'issues/DS-FLAKY-003.md'], 'issues', '.md'),
  suite: named([FILES.suite], 'suites', '.md'),
  pattern: named([FILES.pattern], 'patterns', '.md'),
  references: named([FILES.references], 'references', '.yaml'),
  evidence: named([FILES.evidence], 'evidence', '.yaml'),
  book: fc.constant(FILES.book),
  runs: fc.constant(FILES.runs),
  roster: fc.constant(FILES.roster),
};

/** Issues have the most to say. */
const WEIGHTS: Readonly<Partial<Record<SourceKind, number>>> = { issue: 5, suite: 3, book: 2 };

const whole: fc.Arbitrary<[file: string, text: string]> = fc.oneof(
  ...KINDS.map((kind) => ({ weight: WEIGHTS[kind] ?? 1, arbitrary: fc.tuple(NAMES[kind], textOf(kind)) })),
);

function textOf(kind: SourceKind): fc.Arbitrary<string> {
  const data = drawn(schemaOfKind(kind));
  if (kind === 'runs' || kind === 'roster')
    return fc
      .array(
        data.map((line) => JSON.stringify(line)),
        { minLength: 1, maxLength: 4 },
      )
      .map((lines) => `${lines.join('\n')}\n`);
  const yaml = writtenAsYaml(data);
  return FILES[kind].endsWith('.md')
    ? fc.tuple(yaml, body).map(([front, text]) => `---\n${front}---\n${text}`)
    : yaml;
}

/** What happens to bytes: some are left out, and others stand in their place. */
interface Damage {
  /** Where, from 0 for the start to 1 for the end. */
  readonly at: number;
  readonly length: number;
  readonly put: Uint8Array;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(200)),
  put: fc.oneof(
    fc.constantFrom(...SPLINTERS).map(encode),
    fc.uint8Array({ maxLength: 4 }),
    fc
      .constantFrom(
        [0xef, 0xbb, 0xbf],
        [0xff, 0xfe],
        [0xc0, 0x80],
        [0xed, 0xa0, 0x80],
        [0xf4, 0x90, 0x80, 0x80],
      )
      .map((b) => Uint8Array.from(b)),
  ),
});

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function harm(bytes: Uint8Array, all: readonly Damage[]): Uint8Array {
  return all.reduce((now, { at, length, put }) => {
    const start = Math.floor(at * now.length);
    return Buffer.concat([now.subarray(0, start), put, now.subarray(start + length)]);
  }, bytes);
}

const damages = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Damage[]>([]) },
  { weight: 2, arbitrary: fc.array(damage, { minLength: 1, maxLength: 3 }) },
);

/** A file drawn from the schemas, with damage to its bytes or without. */
export const drawnFile: fc.Arbitrary<DrawnFile> = fc
  .tuple(whole, damages)
  .map(([[file, text], all]) => ({ file, bytes: harm(encode(text), all) }));

/** A file of these, damaged. */
export function damagedFile(files: ReadonlyMap<string, Uint8Array>): fc.Arbitrary<DrawnFile> {
  return fc
    .tuple(fc.constantFrom(...files), fc.array(damage, { minLength: 1, maxLength: 4 }))
    .map(([[file, bytes], all]) => ({ file, bytes: harm(bytes, all) }));
}

/** The files of the small sound book. */
export const EXAMPLE_FILES: ReadonlyMap<string, Uint8Array> = new Map(
  Object.entries(EXAMPLE_BOOK).map(([file, text]) => [file, typeof text === 'string' ? encode(text) : text]),
);

/** A small sound book with drawn files among its own, or in their place. */
export const drawnBook: fc.Arbitrary<ReadonlyMap<string, Uint8Array>> = fc
  .array(drawnFile, { minLength: 1, maxLength: 5 })
  .map((drawn) => new Map([...EXAMPLE_FILES, ...drawn.map(({ file, bytes }) => [file, bytes] as const)]));
