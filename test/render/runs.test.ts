import { describe, expect, it } from 'vitest';
import { chart, table } from '../../src/pages/blocks/tree.ts';
import type { ConfidenceGauge, Drawing, RatePoint, RunMark, RunStrip } from '../../src/pages/document.ts';
import { tableRows } from '../support/markdown.ts';
import { htmlOf, markdownOf, paragraph, readBack } from './documents.ts';

const HOSTILE = 'a | b `c` <script>alert(1)</script> [x](javascript:alert(2)) "q" ```';

function strip(marks: RunMark[]): RunStrip {
  const legend = [{ mark: 'passed' as const, label: 'passed', count: marks.length }];
  return { type: 'runStrip', title: 'Runs of A-1', summary: '2 of 3 failed.', legend, marks };
}

const gauge: ConfidenceGauge = {
  type: 'confidenceGauge',
  title: 'Passes of A-1 since the claim',
  standing: { type: 'badge', tone: 'warn', label: 'Gathering', mark: 'half' },
  reason: 'Too few passes yet.',
  passes: 20,
  goals: [
    { at: 40, label: 'for 95%' },
    { at: 144, label: 'at the low end' },
  ],
  facts: [{ label: 'Luck left', value: '35.8%', note: 'chance that nothing was mended' }],
};

function points(count: number): RatePoint[] {
  return Array.from({ length: count }, (_, i) => ({
    label: `M${i}`,
    when: `month ${i}`,
    failures: i,
    runs: 20,
    value: i / 20,
    low: 0,
    high: 0.5,
    words: `${i * 5}%`,
  }));
}

function rates(all: RatePoint[], title = 'Failure rate of A-1', alt = 'It rises.') {
  const rows = all.map(({ when, runs, words }) => [when, String(runs), words]);
  return chart(title, { kind: 'rates', points: all }, table(['When', 'Runs', 'Rate'], rows), alt);
}

describe('a strip of runs', () => {
  it('is a row of signs for every forty runs, with a legend, in Markdown', () => {
    const marks: RunMark[] = [...Array<RunMark>(40).fill('passed'), 'failed', 'absent'];
    expect(markdownOf(strip(marks))).toBe(
      `\`\`\`text\n${'▂'.repeat(40)}\n█·\n\`\`\`\n\nRuns of A-1. ▂ passed (42).\n`,
    );
  });

  it('is nothing without runs', () => {
    expect(markdownOf(paragraph('x'), strip([])).trim()).toBe('x');
  });
});

describe('a timeline', () => {
  const MARKS = ['passed', 'flaky', 'failed', 'skipped', 'absent', 'not-counted'] as const;
  const timeline = chart(
    'Fixed, and failed since',
    {
      kind: 'timeline',
      ticks: [{ at: 0, label: '2026-01' }],
      states: [
        { from: 0, to: 0.4, tone: 'bad', label: 'Open' },
        { from: 0.4, to: 1, tone: 'good', label: 'Fixed' },
      ],
      claims: [{ at: 0.4, label: 'claimed' }],
      rows: [{ label: '', runs: MARKS.map((mark, i) => ({ at: i / 5, mark })) }],
      legend: MARKS.map((mark) => ({ mark, label: mark, count: 1 })),
    },
    table(['When', 'Outcome'], [['2026-01-04', 'failed']]),
    '2 of 3 failed.',
  );

  it('has a sign and a shape of its own for each mark', async () => {
    expect(new Set(markdownOf(strip([...MARKS])).split('\n')[1]).size).toBe(MARKS.length);
    const { html } = await htmlOf(...timeline);
    const legend = /<ul class="fb-legend">.*?<\/ul>/.exec(html)?.[0] ?? '';
    const shapes = [...legend.matchAll(/class="fb-run-([a-z-]+)" d="([^"]+)"/g)];
    expect(new Set(shapes.map(([, mark]) => mark))).toEqual(new Set(MARKS));
    expect(new Set(shapes.map(([, , path]) => path)).size).toBe(MARKS.length);
  });

  it('is a picture with a name, states, a line at the claim, and a table', async () => {
    const { html } = await htmlOf(...timeline);
    expect(html).toContain('<figcaption>Fixed, and failed since</figcaption>');
    expect(html).toContain('role="img" focusable="false"><title>2 of 3 failed.</title>');
    expect(html.match(/class="fb-state"/g)).toHaveLength(2);
    expect(html.match(/class="fb-claim"/g)).toHaveLength(1);
    expect(html).toContain('<td>2026-01-04</td><td>failed</td>');
  });

  const drawnWith = async (claims: readonly number[], label: string) => {
    const drawing: Drawing = {
      kind: 'timeline',
      ticks: [],
      states: [],
      claims: claims.map((at) => ({ at, label: 'claimed' })),
      rows: [{ label, runs: [{ at: 0.5, mark: 'passed' }] }],
      legend: [],
    };
    return (await htmlOf(...chart('Fixed', drawing, table(['When'], [['2026-01-04']])))).html;
  };

  it('leaves out the word of a claim where its line or the next one would cross it', async () => {
    expect((await drawnWith([0.1, 0.4, 0.7], '')).match(/>claimed</g)).toHaveLength(3);
    expect((await drawnWith([0.4, 0.42], '')).match(/>claimed</g)).toHaveLength(2);
    expect((await drawnWith([0.4, 0.41, 0.42], '')).match(/>claimed</g)).toHaveLength(2);
    expect((await drawnWith([0, 0.05], '')).match(/>claimed</g)).toHaveLength(1);
    expect(await drawnWith([1], '')).toContain('text-anchor="end">claimed');
  });

  it('draws the line of a claim through no bar and no name', async () => {
    const [, y, until] =
      /class="fb-claim" d="[^"]*M[\d.]+ (\d+)V(\d+)"/.exec(await drawnWith([0], 'SHOP-1')) ?? [];
    const [, name] =
      /class="fb-label" x="2" y="([\d.]+)"[^>]*>SHOP-1/.exec(await drawnWith([0], 'SHOP-1')) ?? [];
    expect(Number(y)).toBeGreaterThan(Number(name));
    expect(Number(until)).toBeGreaterThan(Number(y));
  });
});

it('has an arrow where the axis cuts an interval off', async () => {
  const point = { when: '2026-01', label: '2026-01', words: '', failures: 1 };
  const points = [
    { ...point, runs: 40, value: 0.1, low: 0.05, high: 0.2 },
    { ...point, runs: 1, value: 0, low: 0, high: 0.79 },
  ];
  const figures = table(['When'], [['2026-01']]);
  const { html } = await htmlOf(...chart('Rates', { kind: 'rates', points }, figures));
  expect(html.match(/class="fb-whisker"/g)).toHaveLength(3);
});

describe('a gauge', () => {
  it('is words, a bar of characters and a table in Markdown', () => {
    expect(markdownOf(gauge)).toBe(
      [
        '**⏳ Gathering**: Too few passes yet.',
        '`██████████░░░░░░░░░░` 20 passes; 40 for 95%; 144 at the low end',
        '| Figure | Value | Of what |\n| --- | --- | --- |\n| Luck left | 35.8% | chance that nothing was mended |\n',
      ].join('\n\n'),
    );
  });

  it('fills the bar to the passes, on the way to the next goal', async () => {
    const { html } = await htmlOf(gauge);
    expect(html).toContain('<rect class="fb-fill" width="160"');
    expect(html.match(/class="fb-tick"/g)).toHaveLength(1);
    expect(html).toContain('<desc>20 passes; 40 for 95%; 144 at the low end</desc>');
    const { html: further } = await htmlOf({ ...gauge, passes: 72 });
    expect(further).toContain('<rect class="fb-fill" width="160"');
    expect(further.match(/class="fb-tick"/g)).toHaveLength(2);
  });

  it('never runs over: more passes than any goal make a longer scale', async () => {
    const { html } = await htmlOf({ ...gauge, passes: 300 });
    expect(html).toContain('<rect class="fb-fill" width="320"');
    expect(markdownOf({ ...gauge, passes: 300 })).toContain('`████████████████████` 300 passes');
  });

  it('draws no bar where no number of passes would mean anything', async () => {
    const bare = { ...gauge, goals: [], facts: [] };
    expect((await htmlOf(bare)).html).not.toContain('<svg');
    expect(markdownOf(bare)).toBe('**⏳ Gathering**: Too few passes yet.\n');
  });
});

describe('rates over time', () => {
  it('are a table with n in Markdown', () => {
    const [table] = readBack(...rates(points(2)));
    expect(tableRows({ type: 'root', children: table ? [table] : [] })).toEqual([
      ['When', 'Runs', 'Rate'],
      ['month 0', '20', '0%'],
      ['month 1', '20', '5%'],
    ]);
  });

  it('are a drawing without style, script and ids, named, and the same every time', async () => {
    const { html } = await htmlOf(...rates(points(3)));
    expect(html).toContain('<figcaption>Failure rate of A-1</figcaption>');
    expect(html).toContain('<title>It rises.</title>');
    expect(html.match(/<circle /g)).toHaveLength(3);
    expect(html.match(/>n = 20<\/text>/g)).toHaveLength(3);
    expect(html).toContain('<title>month 1: 5%, n = 20</title>');
    expect(html).not.toMatch(/<style|<script| style=| id=| on[a-z]+=|font-family/);
    expect((await htmlOf(...rates(points(3)))).html).toBe(html);
  });

  it('name no more points below the axis than fit', async () => {
    const labelsOf = async (name: string) => {
      const named = points(12).map((point, i) => ({ ...point, label: `${name}${i}` }));
      const { html } = await htmlOf(...rates(named));
      return html.match(new RegExp(`<text [^>]*>${name}\\d+</text>`, 'g')) ?? [];
    };
    expect(await labelsOf('M')).toHaveLength(6);
    expect(await labelsOf('2026-01-')).toHaveLength(4);
    expect(await labelsOf('a name as wide as the whole axis and then a little more ')).toHaveLength(1);
  });

  it('have a scale that one rate of a single run does not flatten', async () => {
    const months = points(3).map((point) => ({ ...point, value: 0.01, low: 0, high: 0.08 }));
    const lone = { ...(months[0] as RatePoint), label: 'M9', runs: 1, value: 0, high: 0.79 };
    const topOf = async (all: RatePoint[]) =>
      (await htmlOf(...rates(all))).html.match(/<text [^>]*>(\d+)%<\/text>/g)?.at(-1);
    expect(await topOf([...months, lone])).toContain('>8%<');
    expect(await topOf([lone])).toContain('>80%<');
    expect(await topOf([...months, { ...lone, value: 0.5 }])).toContain('>60%<');
  });
});

describe('hostile words', () => {
  const hostile = [
    { ...strip(['failed']), title: HOSTILE, summary: HOSTILE },
    {
      ...gauge,
      title: HOSTILE,
      reason: HOSTILE,
      goals: [{ at: 1, label: HOSTILE }],
      facts: [{ label: HOSTILE, value: HOSTILE, note: HOSTILE }],
    },
    ...rates(
      points(1).map((point) => ({ ...point, label: HOSTILE, when: HOSTILE, words: HOSTILE })),
      HOSTILE,
      HOSTILE,
    ),
  ];

  it('stay words on the site', async () => {
    const { html } = await htmlOf(...hostile);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('href=');
  });

  it('stay words in Markdown', () => {
    const nodes = readBack(...hostile);
    expect(nodes.map(({ type }) => type)).toEqual([
      'code',
      'paragraph',
      'paragraph',
      'paragraph',
      'table',
      'table',
    ]);
    expect(JSON.stringify(nodes)).not.toMatch(/"type":"(?:html|link)"/);
  });
});
