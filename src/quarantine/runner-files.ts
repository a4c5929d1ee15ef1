import { asEscape, replaceControlCharacters } from '../core/text.ts';
import type { Mute, Quarantine, SpelledName } from './mutes.ts';
import { namePattern, visibleRegex } from './name-pattern.ts';
import type { RunnerName } from './runner-names.ts';

/** What one test tool obeys. */
interface Runner {
  readonly comment: '#' | '//';
  /** Shell or configuration that makes the tool obey `FILE`. */
  readonly use: readonly string[];
  /** The file checks dates by itself; any other is to be made again before each run. */
  readonly expires: boolean;
  /** A test by one of its names; undefined for a name that the tool cannot have. */
  pattern(name: SpelledName): string | undefined;
  /** @param entry makes a line for each mute, its comment before it. */
  body(entry: (line: (muted: Muted) => string) => readonly string[]): readonly string[];
}

/** A mute with what its tool finds its test by. */
interface Muted extends Mute {
  readonly patterns: readonly string[];
}

export interface RunnerFile {
  readonly text: string;
  /** Mutes that the tool has no words for. */
  readonly foreign: readonly Mute[];
}

/** In the file, not here. */
const HOLDS = 'Date.now() <= ends';
const TAGS = String.raw`(?:\s+@\S+)*`;
const VALUES = String.raw`(?:\[.*\])?`;
/** A class or block is muted with all that it has. */
const INNER = '(?: > .+)?';

const RUNNERS = {
  pytest: {
    comment: '#',
    use: ['PYTHONPATH=folder/of/FILE pytest -p name_of_FILE', 'or save it as conftest.py beside the tests.'],
    expires: true,
    pattern: (name) => namePattern(name, `(?:::.+)?${VALUES}`, true),
    body: (entry) => [
      'import re',
      'import time',
      'import unicodedata',
      '',
      'import pytest',
      '',
      'MUTES = [',
      ...entry((mute) => `    (${quoted(reasonOf(mute))}, ${mute.endsMs}, ${quoted(anyOf(mute))}),`),
      ']',
      '',
      '',
      'def _name(nodeid):',
      '    text = re.sub(r"\\\\x([0-9a-f]{2})|\\\\u([0-9a-f]{4})", lambda m: chr(int(m[1] or m[2], 16)), nodeid)',
      '    return unicodedata.normalize("NFC", text.replace(".py::", "::"))',
      '',
      '',
      'def pytest_collection_modifyitems(items):',
      '    now = time.time() * 1000',
      '    mutes = [(why, re.compile(test)) for why, ends, test in MUTES if now <= ends]',
      '    for item in items:',
      '        for why, test in mutes:',
      '            if test.search(_name(item.nodeid)):',
      '                item.add_marker(pytest.mark.skip(reason=why))',
    ],
  },
  vitest: {
    comment: '//',
    use: ["vitest.config: test: { setupFiles: ['./FILE'] }"],
    expires: true,
    pattern: (name) => namePattern(name, INNER, true),
    body: (entry) => [
      `import { beforeEach } from ${quoted('vitest')};`,
      '',
      ...listOf(entry),
      'beforeEach(({ task, skip }) => {',
      '  const names = [];',
      '  for (let at = task; at && at !== task.file; at = at.suite) names.unshift(at.name);',
      "  const name = [task.file.name, ...names].join(' > ').normalize('NFC');",
      '  const mute = mutes.find(({ test }) => test.test(name));',
      '  if (mute) skip(mute.why);',
      '});',
    ],
  },
  jest: {
    comment: '//',
    use: ["jest.config: setupFilesAfterEnv: ['./FILE'], with jest-circus installed; name FILE with .cjs"],
    expires: true,
    pattern: (name) => namePattern(name, INNER, true),
    body: (entry) => [
      "const { addEventHandler } = require('jest-circus');",
      '',
      ...listOf(entry),
      'addEventHandler(({ name: event, test }) => {',
      "  if (event !== 'test_start') return;",
      '  const names = [];',
      '  for (let at = test; at.parent; at = at.parent) names.unshift(at.name);',
      "  const name = [expect.getState().testPath, ...names].join(' > ').normalize('NFC');",
      "  if (mutes.some((mute) => mute.test.test(name))) test.mode = 'skip';",
      '});',
    ],
  },
  playwright: {
    comment: '//',
    use: [
      "playwright.config: import { quarantine } from './FILE'; and in defineConfig: grepInvert: quarantine",
    ],
    expires: true,
    pattern: (name) => namePattern(name, TAGS),
    body: (entry) => [...listOf(entry), 'export const quarantine = mutes.map(({ test }) => test);'],
  },
  go: {
    comment: '#',
    use: [`go test -skip "$(grep -v '^#' FILE | paste -sd '|' -)" ./...`],
    expires: false,
    pattern: ({ text }) => {
      const name = /(?:^|[\s./:])((?:Test|Example|Fuzz)(?![a-z])\w*(?:(?:\/| > ).+)?)$/su.exec(text)?.[1];
      const levels = name?.split(/\/| > /).map((level) => `^${visibleRegex(level.replace(/\s/g, '_'))}$`);
      return levels?.join('/');
    },
    body: linesOf,
  },
  junit5: {
    comment: '#',
    use: [
      `mvn test -Dtest="$(grep -v '^#' FILE | sed 's/^/!/' | paste -sd ',' -)"`,
      'or, from Surefire 3 on, with the excludes of your pom.xml: mvn test -Dsurefire.excludesFile=FILE',
    ],
    expires: false,
    pattern: ({ text }) => {
      const found = /(?:^|\s)([\w$.]+)(#| :: | > |\.)(\w+)(?:\(.*|\[.*)?$/su.exec(text);
      if (!found) return undefined;
      const [, around = '', sign, last = ''] = found;
      const isClass = sign === '.' && /^[A-Z]/.test(last) && /(?:^|\.)[a-z]\w*$/.test(around);
      return `${around}${isClass ? '.' : '#'}${last}`;
    },
    body: (entry) => entry(({ patterns }) => patterns.join('\n')),
  },
  ginkgo: {
    comment: '#',
    use: [`ginkgo --skip "$(grep -v '^#' FILE | paste -sd '|' -)" ./...`],
    expires: false,
    pattern: (name) => namePattern({ ...name, at: '' }),
    body: linesOf,
  },
} as const satisfies Record<RunnerName, Runner>;

/** How every file begins that may be written over, after its comment sign. */
export const MADE_BY = 'Made by `flakebook quarantine';

/** What a runner obeys, with each mute's test, owner and end in comments. */
export function writeRunnerFile({ suite, mutes }: Quarantine, name: RunnerName, asOf: string): RunnerFile {
  const { comment, use, expires, pattern, body }: Runner = RUNNERS[name];
  const read = mutes.map((mute): Muted => {
    return { ...mute, patterns: [...new Set(mute.names.flatMap((one) => pattern(one) ?? []))] };
  });
  const muted = read.filter(({ patterns }) => patterns.length > 0);
  const head = [
    `${MADE_BY} --for ${name}\` from ${suite} as of ${asOf}: do not edit.`,
    expires ? 'Each mute ends by itself after its date.' : 'Make it anew before each run: it knows no dates.',
    ...use,
  ];
  const lines = body((line) =>
    muted.flatMap((mute) => {
      const [written = ''] = [line(mute)];
      const indent = /^ */.exec(written)?.[0] ?? '';
      return [`${indent}${comment} ${tellOf(mute)}`, written];
    }),
  );
  const text = [...head.map((words) => `${comment} ${words}`), '', ...lines, ''].join('\n');
  return {
    text: comment === '#' && !expires ? text.replace('\n\n', '\n') : text,
    foreign: read.filter(({ patterns }) => patterns.length === 0),
  };
}

function tellOf({ testId, title, owner, until }: Mute): string {
  // A line end of any kind would end the comment, and what follows would run.
  return replaceControlCharacters(
    `${testId}: ${title}. Owner: ${owner ?? 'nobody'}. Until ${until}.`,
    asEscape,
  );
}

function reasonOf({ testId, until }: Mute): string {
  return `${testId}: muted until ${until}`;
}

function anyOf({ patterns }: Muted): string {
  return patterns.join('|');
}

/** A string of JavaScript and of Python. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

type Entry = Parameters<Runner['body']>[0];

/** The mutes of today as JavaScript. */
function listOf(entry: Entry): string[] {
  return [
    'const mutes = [',
    ...entry(
      (mute) =>
        `  { why: ${quoted(reasonOf(mute))}, ends: ${mute.endsMs}, test: new RegExp(${quoted(anyOf(mute))}, 'u') },`,
    ),
    `].filter(({ ends }) => ${HOLDS});`,
    '',
  ];
}

/** Regular expressions; one that fits nothing where there is none, since an empty one fits everything. */
function linesOf(entry: Entry): readonly string[] {
  const lines = entry((mute) => anyOf(mute));
  return lines.length > 0 ? lines : [String.raw`[^\x00-\x{10FFFF}]`];
}
