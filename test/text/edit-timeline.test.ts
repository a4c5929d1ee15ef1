import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendTimelineEntry } from '../../src/confirm/edit-timeline.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import { parseSource } from '../../src/records/check/parse-source.ts';
import type { TimelineEntry } from '../../src/records/issue/timeline.ts';
import { entry } from '../asof/build.ts';

const CALENDAR = createCalendar('America/New_York');
const VERIFIED = entry('verified', '2026-01-20T09:00:00Z', { run: 'vt-61', note: 'passed: 49 times' });
const NEW = '  - verified: 2026-01-20T09:00:00Z\n    run: vt-61\n    note: "passed: 49 times"\n';
const NEW_FLOW = '{ verified: 2026-01-20T09:00:00Z, run: vt-61, note: "passed: 49 times" }';

function record(timeline: string, after = ''): string {
  return `---\ntitle: "One"   # kept\n${timeline}${after}---\n\n## Notes\n\n- open: 2020-01-01\n`;
}

/** Appends to the timeline of a record; the front matter's part that changed is given back. */
function appended(timeline: string, added: TimelineEntry = VERIFIED, after = ''): string {
  const text = appendTimelineEntry(record(timeline, after), added, CALENDAR);
  if (typeof text !== 'string') throw new Error(text.why);
  const [head, tail] = record('\0', after).split('\0') as [string, string];
  expect(text.startsWith(head) && text.endsWith(tail)).toBe(true);
  return text.slice(head.length, text.length - tail.length);
}

describe('an entry of a timeline', () => {
  const OPEN = 'timeline:\n  - open: 2026-01-04\n';

  test('stands as lines of its own behind the others', () => {
    expect(appended(`${OPEN}  - fixed: 2026-01-10\n    commit: abc1234\n`)).toBe(
      `${OPEN}  - fixed: 2026-01-10\n    commit: abc1234\n${NEW}`,
    );
  });

  test.each([
    ['before the next key', OPEN, 'signatures: []\n'],
    ['before an empty line', OPEN, '\nsignatures: []\n'],
    ['before a comment about what follows', OPEN, '# What it looks like\nsignatures: []\n'],
    ['before a comment of the list', OPEN, '  # - verified: some day\n'],
    ['behind a comment on the line', 'timeline: # by hand\n  - open: 2026-01-04 # first\n', ''],
    ['behind a comment about the last entry', `${OPEN}    # as Ann says\n`, ''],
    ['behind a text of several lines', `${OPEN}    note: |\n      one\n\n      two\n`, 'impact: high\n'],
    ['behind a text that keeps its end', `${OPEN}    note: |+\n      one\n\n\n`, 'impact: high\n'],
    ['behind a folded quote', `${OPEN}    note: "one\n      two"\n`, ''],
    ['behind braces over lines', 'timeline:\n  - { open: 2026-01-04,\n      note: x }\n', ''],
  ])('stands %s', (_, timeline, after) => {
    expect(appended(timeline, VERIFIED, after)).toBe(timeline + NEW);
  });

  test.each([
    ['no indentation', 'timeline:\n- open: 2026-01-04\n', NEW.replaceAll(/^ {2}/gm, '')],
    ['a deep one', 'timeline:\n      - open: 2026-01-04\n', NEW.replaceAll(/^/gm, '    ').slice(0, -4)],
    [
      'a wide gap',
      'timeline:\n  -   open: 2026-01-04\n      note: x\n',
      '  -   verified: 2026-01-20T09:00:00Z\n      run: vt-61\n      note: "passed: 49 times"\n',
    ],
  ])('has the indentation of its neighbours: %s', (_, timeline, lines) => {
    expect(appended(timeline, VERIFIED, 'impact: high\n')).toBe(timeline + lines);
  });

  test.each([
    ['timeline: []\n', `timeline: [${NEW_FLOW}]\n`],
    ['timeline: [ # none\n  ]\n', `timeline: [${NEW_FLOW} # none\n  ]\n`],
    ['timeline: [{ open: 2026-01-04 }] # x\n', `timeline: [{ open: 2026-01-04 }, ${NEW_FLOW}] # x\n`],
    ['timeline: [open: 2026-01-04,]\n', `timeline: [open: 2026-01-04, ${NEW_FLOW},]\n`],
    [
      'timeline: [\n  { open: 2026-01-04 },\n  { fixed: 2026-01-05 } # Ann\n]\n',
      `timeline: [\n  { open: 2026-01-04 },\n  { fixed: 2026-01-05 }, # Ann\n  ${NEW_FLOW}\n]\n`,
    ],
    [
      'timeline: [\n  { open: 2026-01-04 }, # Ann\n  { fixed: 2026-02-05 }]\n',
      `timeline: [\n  { open: 2026-01-04 }, # Ann\n  ${NEW_FLOW},\n  { fixed: 2026-02-05 }]\n`,
    ],
    ['timeline: [\n  { open: 2026-01-04 }]\n', `timeline: [\n  { open: 2026-01-04 },\n  ${NEW_FLOW}]\n`],
    ['timeline: [{ open: 2026-02-04 }]\n', `timeline: [${NEW_FLOW}, { open: 2026-02-04 }]\n`],
    ['timeline: [\n  { open: 2026-02-04 }\n]\n', `timeline: [\n  ${NEW_FLOW},\n  { open: 2026-02-04 }\n]\n`],
  ])('stands in brackets too: %j', (timeline, expected) => {
    expect(appended(timeline)).toBe(expected);
  });

  test('stands where its date belongs, and keeps the comment above the next one there', () => {
    const later = '  # The second time\n  - reopened: 2026-02-01\n';
    expect(appended(`${OPEN}${later}`)).toBe(`${OPEN}${NEW}${later}`);
    expect(appended(`timeline:\n${later}`)).toBe(
      `timeline:\n  # The second time\n${NEW}  - reopened: 2026-02-01\n`,
    );
  });

  test('stands behind what has only its day, in the zone of the book', () => {
    // 03:00 in UTC is the evening of the day before in New York.
    const early = entry('reopened', '2026-01-21T03:00:00Z');
    const timeline = 'timeline:\n  - fixed: 2026-01-20\n  - noted: 2026-01-21\n';
    expect(appended(timeline, early)).toBe(
      'timeline:\n  - fixed: 2026-01-20\n  - reopened: 2026-01-21T03:00:00Z\n  - noted: 2026-01-21\n',
    );
  });

  test.each(['\r\n', '\r'])('ends its lines as the file does (%j), and a byte order mark stays', (ending) => {
    const text = `\ufeff${record(OPEN)}`.replaceAll('\n', ending);
    expect(appendTimelineEntry(text, VERIFIED, CALENDAR)).toBe(
      `\ufeff${record(OPEN + NEW)}`.replaceAll('\n', ending),
    );
  });

  test('needs nothing behind the front matter', () => {
    expect(appendTimelineEntry(`---\n${OPEN}---`, VERIFIED, CALENDAR)).toBe(`---\n${OPEN}${NEW}---`);
  });

  test('holds hostile texts as they are', () => {
    const run = '"]}\n- fixed: 2020-01-01 # \u202e\u0085 ---';
    expect(appended(OPEN, entry('reopened', '2026-01-20', { run, tests: ['a', 'b'] }))).toBe(
      `${OPEN}  - reopened: 2026-01-20\n    tests: [a, b]\n    run: "\\"]}\\n- fixed: 2020-01-01 # \\u202e\\u0085 ---"\n`,
    );
  });
});

describe('a record that cannot be edited safely is left alone, with the lines to paste', () => {
  test.each([
    ['no front matter', '# Title\n', 'its front matter cannot be read'],
    ['broken YAML', record('timeline:\n  - open: "2026\n'), 'its `timeline:` is no list that can be read'],
    ['no timeline', record(''), 'its `timeline:` is no list that can be read'],
    ['an empty one', record('timeline:\n'), 'its `timeline:` is no list that can be read'],
    ['a text', record('timeline: soon\n'), 'its `timeline:` is no list that can be read'],
    ['an alias', record('x: &x [{ open: 2026-01-04 }]\ntimeline: *x\n'), 'its `timeline:` is no list'],
    [
      'an entry without a date',
      record('timeline:\n  - open: soon\n'),
      'its timeline has an entry without a date',
    ],
    ['an entry that is a word', record('timeline:\n  - open\n'), 'its timeline has an entry without a date'],
  ])('%s', (_, text, why) => {
    const refusal = appendTimelineEntry(text, VERIFIED, CALENDAR);
    expect(refusal).toEqual({ why: expect.stringContaining(why), lines: NEW });
  });
});

/** Timelines as people write them. */
const timelines = fc
  .record({
    days: fc.array(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 5 }),
    isFlow: fc.boolean(),
    isBroken: fc.boolean(),
    indent: fc.integer({ min: 0, max: 4 }),
    gap: fc.integer({ min: 1, max: 3 }),
    comments: fc.array(fc.constantFrom('', '', ' # why'), { minLength: 5, maxLength: 5 }),
    between: fc.array(fc.constantFrom('', '', '\n', '# about\n', '          # deep\n', '  # list\n'), {
      minLength: 6,
      maxLength: 6,
    }),
    details: fc.array(
      fc.constantFrom('', '', 'note: plain words', 'note: "quoted: words"', 'note: |\n  two\n\n  lines'),
      { minLength: 5, maxLength: 5 },
    ),
  })
  .map(({ days, isFlow, isBroken, indent, gap, comments, between, details }) => {
    const dates = days.sort((a, b) => a - b).map((day) => `2026-01-${String(day).padStart(2, '0')}`);
    if (isFlow) {
      const items = dates.map((date) => `{ noted: ${date} }`);
      const separator = isBroken ? `,${comments[0]}\n    ` : ', ';
      return `timeline: [${isBroken ? '\n    ' : ''}${items.join(separator)}${isBroken ? `${comments[1]}\n  ` : ''}]\n`;
    }
    const pad = ' '.repeat(indent);
    const items = dates.map((date, i) => {
      const detail = details[i] === '' ? '' : `${details[i]}\n`;
      const inner = detail.replaceAll(/^(?=.)/gm, `${pad} ${' '.repeat(gap)}`);
      return `${pad}-${' '.repeat(gap)}noted: ${date}${comments[i]}\n${inner}${between[i]}`;
    });
    return `timeline:${comments[4]}\n${items.join('')}`;
  });

const additions = fc
  .record({
    word: fc.constantFrom('verified', 'reopened'),
    day: fc.integer({ min: 1, max: 28 }),
    time: fc.constantFrom('', 'T00:00:00Z', 'T12:30-05:00'),
    run: fc.string({ minLength: 1, unit: 'binary' }).map((run) => `UNIQUE ${run}`),
  })
  .map(({ word, day, time, run }) =>
    entry(word as 'verified', `2026-01-${String(day).padStart(2, '0')}${time}`, { run }),
  );

describe('laws', () => {
  const layouts = fc.constantFrom(
    (text: string) => text,
    toCrlf,
    (text: string) => `\ufeff${text}`,
  );
  const tails = fc.constantFrom('', 'impact: high\n', '\n# next\nimpact: high\n', '\n\n');

  test('the old data and the entry are the new data, in the order of time', () => {
    fc.assert(
      fc.property(timelines, additions, layouts, tails, (timeline, added, layout, after) => {
        const text = layout(record(timeline, after));
        const old = dataOf(text);
        const result = appendTimelineEntry(text, added, CALENDAR);
        if (typeof result !== 'string') throw new Error(`${result.why}: ${timeline}`);
        const found = dataOf(result);
        const index = found.timeline.findIndex(({ run }) => run === added.run);
        expect(found.timeline[index]).toEqual({ [added.word]: added.at, run: added.run });
        expect({ ...found, timeline: found.timeline.toSpliced(index, 1) }).toEqual(old);
        const dates = found.timeline.map((item) => Object.values(item)[0] ?? '');
        expect(dates.some((date, i) => i > 0 && CALENDAR.comesBefore(date, dates[i - 1] ?? ''))).toBe(false);
      }),
    );
  });

  test('without what was put in, the bytes are the old ones', () => {
    fc.assert(
      fc.property(timelines, additions, layouts, tails, (timeline, added, layout, after) => {
        const text = layout(record(timeline, after));
        const result = appendTimelineEntry(text, added, CALENDAR);
        expect(typeof result === 'string' && isInserted(text, result)).toBe(true);
      }),
    );
  });

  function toCrlf(text: string): string {
    return text.replaceAll('\n', '\r\n');
  }

  /** Whether one stretch was put in, or a comma and then one stretch. */
  function isInserted(old: string, made: string): boolean {
    const added = made.length - old.length;
    const start = [...old].findIndex((character, i) => made[i] !== character);
    const from = start === -1 ? old.length : start;
    // The stretch may begin earlier with what follows it, never later.
    for (let at = from; at >= 0; at--) if (made.slice(0, at) + made.slice(at + added) === old) return true;
    return made[from] === ',' && isInserted(old, made.slice(0, from) + made.slice(from + 1));
  }

  function dataOf(text: string): { readonly timeline: readonly Record<string, string>[] } {
    const { yaml, findings } = parseSource('issues/X-1.md', new TextEncoder().encode(text));
    const wrong = findings.filter(({ ruleId }) => ruleId !== 'byte-order-mark');
    if (wrong.length > 0) throw new Error(JSON.stringify({ wrong, text }));
    return yaml?.data as { timeline: Record<string, string>[] };
  }
});
