import type { Element, ElementContent } from 'hast';
import type { Bar, Drawing, RatePoint, RunMark, Tick } from '../pages/document.ts';
import { element } from './page.ts';
import { MARK_HEIGHT, MARK_WIDTH, MARKS, markShape } from './run-marks.ts';

/** So wide that a phone shows it at about its own size; on a wide page it grows. */
const WIDTH = 420;
/** Of a letter, on average. */
const LETTER = 6.2;
/** Two lines of text need so much. */
const LINE = 15;

/** A picture with a name, made of shapes, texts and classes: no style, no script, no id. */
export function draw(drawing: Drawing, alt: string): Element | undefined {
  switch (drawing.kind) {
    case 'areas':
      return picture(alt, areas(drawing));
    case 'rates':
      return picture(alt, rates(drawing.points));
    case 'steps':
      return picture(alt, steps(drawing));
    case 'timeline':
      return picture(alt, timeline(drawing));
    case 'table':
      return undefined;
  }
}

interface Picture {
  readonly height: number;
  readonly shapes: readonly ElementContent[];
}

function picture(alt: string, { height, shapes }: Picture): Element {
  const viewBox = `0 0 ${WIDTH} ${height}`;
  const title = element('title', {}, [alt]);
  return element('svg', { viewBox, role: 'img', focusable: 'false' }, [title, ...shapes]);
}

/** No eye tells a hundredth of a pixel. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A shape of a class, with its measures. */
function shape(
  tagName: string,
  className: string,
  measures: Readonly<Record<string, number | string>>,
  children: readonly (ElementContent | string)[] = [],
): Element {
  const properties = Object.entries(measures).map(([name, value]) => [
    name,
    typeof value === 'number' ? String(round(value)) : value,
  ]);
  return element(tagName, { className: [className], ...Object.fromEntries(properties) }, children);
}

function label(
  x: number,
  y: number,
  words: string,
  textAnchor: 'start' | 'middle' | 'end' = 'start',
  className = 'fb-label',
): Element {
  return shape('text', className, { x, y, textAnchor }, [words]);
}

function line(className: string, x1: number, y1: number, x2: number, y2: number): Element {
  return shape('path', className, { d: `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}` });
}

function dot(x: number, y: number, title: string): Element {
  return shape('circle', 'fb-dot', { cx: x, cy: y, r: 4 }, [element('title', {}, [title])]);
}

/** A field of a picture with two axes: where values stand in it, and its lines and names. */
interface Field {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  x(share: number): number;
  y(value: number): number;
}

const TOP = 10;

function field(most: number, left: number, right: number, height: number): Field {
  const bottom = TOP + height;
  return {
    left,
    right,
    bottom,
    x: (share) => left + share * (right - left),
    y: (value) => bottom - (most === 0 ? 0 : (value / most) * height),
  };
}

/** Round numbers from 0 to at least the highest value, four lines or fewer above the ground. */
function levels(most: number): number[] {
  const rough = Math.max(most, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? 1);
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, i) => i * step);
}

function gridLines(
  { left, right, y }: Field,
  values: readonly number[],
  nameOf: (value: number) => string = String,
): Element[] {
  return values.flatMap((value) => [
    line('fb-grid', left, y(value), right, y(value)),
    label(left - 5, y(value) + 4, nameOf(value), 'end'),
  ]);
}

/** Names below the field, as many as fit beside each other. */
function tickLabels({ left, right, bottom, x }: Field, ticks: readonly Tick[]): Element[] {
  let end = Number.NEGATIVE_INFINITY;
  return ticks.flatMap(({ at, label: words }) => {
    const width = words.length * LETTER;
    const middle = Math.min(Math.max(x(at), left + width / 2), WIDTH - width / 2);
    if (middle - width / 2 < end + LETTER || x(at) > right + 1) return [];
    end = middle + width / 2;
    return [line('fb-grid', x(at), bottom, x(at), bottom + 3), label(middle, bottom + LINE, words, 'middle')];
  });
}

/** Places for labels at some heights, moved apart so that each can be read. */
function apart(heights: readonly number[], lowest: number): number[] {
  const placed = [...heights];
  let floor = lowest;
  for (let i = 0; i < placed.length; i += 1) {
    placed[i] = Math.min(placed[i] ?? 0, floor);
    floor = (placed[i] ?? 0) - LINE;
  }
  return placed;
}

function areas({ layers, ticks }: Extract<Drawing, { kind: 'areas' }>): Picture {
  const count = layers[0]?.values.length ?? 0;
  const sums = Array.from({ length: count }, (_, i) => total(layers.map(({ values }) => values[i] ?? 0)));
  const shown = levels(Math.max(...sums, 0));
  const room = Math.max(...layers.map(({ label: words }) => words.length)) * LETTER + 14;
  const at = field(shown.at(-1) ?? 1, 30, WIDTH - room, 140);
  // Each point holds until the next one: what lies between two is not known to have grown evenly.
  const edges = Array.from({ length: count + 1 }, (_, i) => round(at.x(i / Math.max(1, count))));
  const base = Array.from({ length: count }, () => 0);
  const middles: number[] = [];
  const shapes = layers.map(({ stage, values }) => {
    const below = base.map((value) => round(at.y(value)));
    for (let i = 0; i < count; i += 1) base[i] = (base[i] ?? 0) + (values[i] ?? 0);
    const above = base.map((value) => round(at.y(value)));
    middles.push(((below.at(-1) ?? 0) + (above.at(-1) ?? 0)) / 2 + 4);
    const there = above.map((y, i) => `V${y}H${edges[i + 1]}`).join('');
    const back = below
      .map((y, i) => `V${y}H${edges[i]}`)
      .reverse()
      .join('');
    return element('path', { className: [`fb-${stage}`], d: `M${edges[0]} ${at.bottom}${there}${back}z` });
  });
  const places = apart(middles, at.bottom);
  const names = layers.flatMap(({ stage, label: words, values }, i) =>
    (values.at(-1) ?? 0) === 0 && !values.some((value) => value > 0)
      ? []
      : [
          shape('rect', `fb-${stage}`, { x: at.right + 6, y: (places[i] ?? 0) - 8, width: 4, height: 9 }),
          label(at.right + 14, places[i] ?? 0, words),
        ],
  );
  return {
    height: at.bottom + 20,
    shapes: [...gridLines(at, shown), ...shapes, ...tickLabels(at, held(ticks, count)), ...names],
  };
}

/** Ticks between the first and the last of some points, where each point has a width. */
function held(ticks: readonly Tick[], points: number): Tick[] {
  return ticks.map((tick) => ({ ...tick, at: (tick.at * (points - 1)) / Math.max(1, points) }));
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** A rate of fewer runs has an interval so wide that it would flatten all others: it is cut off where they end, and an arrow says so. */
const TELLING_RUNS = 5;

function rates(points: readonly RatePoint[]): Picture {
  const ceiling = ceilingOf(points);
  const at = field(ceiling, 40, WIDTH - 12, 130);
  const x = (i: number) => at.x((i + 0.5) / points.length);
  const y = (share: number) => at.y(Math.min(share * 100, ceiling));
  const way = points.map(({ value }, i) => `${round(x(i))} ${round(y(value))}`).join('L');
  return {
    height: at.bottom + 2 * LINE + 4,
    shapes: [
      ...gridLines(
        at,
        [0, 0.25, 0.5, 0.75, 1].map((part) => part * ceiling),
        (value) => `${value}%`,
      ),
      ...points.map(({ low, high }, i) => line('fb-whisker', x(i), y(low), x(i), y(high))),
      ...points.flatMap(({ high }, i) => (high * 100 > ceiling ? [goesOn(x(i))] : [])),
      element('path', { className: ['fb-course'], d: `M${way}` }),
      ...points.map((point, i) =>
        dot(x(i), y(point.value), `${point.when}: ${point.words}, n = ${point.runs}`),
      ),
      ...shownLabels(points, at).flatMap((i) => [
        label(x(i), at.bottom + LINE, points[i]?.label ?? '', 'middle'),
        label(x(i), at.bottom + 2 * LINE, `n = ${points[i]?.runs}`, 'middle'),
      ]),
    ],
  };
}

/** The head of an interval that the axis cuts off. */
function goesOn(x: number): Element {
  return shape('path', 'fb-whisker', {
    d: `M${round(x - 4)} ${TOP}L${round(x)} ${TOP - 6}L${round(x + 4)} ${TOP}`,
  });
}

/** The upper end of the axis, in per cent: the highest rate or interval, rounded up to a number that people count by. */
function ceilingOf(points: readonly RatePoint[]): number {
  const telling = points.filter(({ runs }) => runs >= TELLING_RUNS);
  const ends = (telling.length === 0 ? points : telling).map(({ high }) => high);
  const highest = Math.max(...ends, ...points.map(({ value }) => value)) * 100;
  return [1, 2, 4, 8, 20, 40, 60, 80].find((end) => highest <= end) ?? 100;
}

/** Every label, or each second, third, … one: as many as fit below the axis. */
function shownLabels(points: readonly RatePoint[], { left, right }: Field): number[] {
  const longest = Math.max(
    ...points.map(({ label: words, runs }) => Math.max(words.length, `n = ${runs}`.length)),
  );
  const fitting = Math.max(1, Math.floor((right - left) / ((longest + 1.5) * LETTER)));
  const step = Math.ceil(points.length / fitting);
  return [...points.keys()].filter((i) => i % step === 0);
}

/** So many dots a line of steps has room for. */
const MOST_DOTS = 60;

function steps({ most, axis, ticks, steps: all }: Extract<Drawing, { kind: 'steps' }>): Picture {
  const values = all.map(({ value }) => value);
  // The steps are a small part of the whole: the axis begins near them.
  const lowest = Math.max(0, Math.min(...values) - Math.max(1, Math.ceil((most - Math.min(...values)) / 4)));
  const whole = field(most - lowest, 40, WIDTH - 12, 120);
  const at = { ...whole, y: (value: number) => whole.y(value - lowest) };
  const shown = [...new Set([values[0] ?? 0, values.at(-1) ?? 0, most])];
  const levelsShown = shown.filter((value, i) =>
    shown.slice(i + 1).every((other) => Math.abs(at.y(other) - at.y(value)) >= LINE),
  );
  let way = '';
  for (const [i, { at: share, value }] of all.entries()) {
    const x = round(at.x(share));
    way += i === 0 ? `M${x} ${round(at.y(value))}` : `H${x}V${round(at.y(value))}`;
  }
  return {
    height: at.bottom + 2 * LINE + 4,
    shapes: [
      ...gridLines(at, levelsShown),
      line('fb-grid', at.left, at.bottom, at.right, at.bottom),
      element('path', { className: ['fb-course'], d: way }),
      // Dots nearer to each other than they are wide say no more than their line.
      ...(all.length > MOST_DOTS ? [] : all.slice(1)).map((step) =>
        dot(at.x(step.at), at.y(step.value), step.label),
      ),
      ...tickLabels(at, ticks),
      label(at.right, at.bottom + 2 * LINE, axis, 'end'),
    ],
  };
}

/** Heights of the bar of states, and of a row of runs below it. */
const [BAR, ROW] = [15, 24];

function timeline({ ticks, states, claims, rows }: Extract<Drawing, { kind: 'timeline' }>): Picture {
  const top = TOP + (claims.length > 0 ? LINE : 0);
  const gap = rows.some(({ label: words }) => words !== '') ? LINE : 4;
  const at = field(1, 2, WIDTH - 2, top - TOP + BAR + rows.length * (ROW + gap) + 6);
  const bar = states.map(({ from, to, tone, label: words }) => {
    const [x, width] = [at.x(from), at.x(to) - at.x(from)];
    const isWide = words.length * LETTER + 8 <= width;
    return element('g', { dataTone: tone }, [
      shape('rect', 'fb-state', { x, y: top, width: Math.max(2, width - 1), height: BAR }, [
        element('title', {}, [words]),
      ]),
      ...(isWide ? [label(x + 4, top + BAR - 4, words, 'start', 'fb-inside')] : []),
    ]);
  });
  const rowTop = (i: number) => top + BAR + gap + i * (ROW + gap);
  const drawn = rows.flatMap(({ label: words, runs }, i) => {
    const y = rowTop(i);
    const marks = [...Map.groupBy(runs, ({ mark }) => mark)].map(([mark, own]) => {
      const places = own.map((run) => round(Math.min(at.x(run.at), at.right - 3)));
      return shape('path', `fb-run-${mark}`, { d: strokes(mark, places, y) });
    });
    return [...(words === '' ? [] : [label(at.left, y - 2, words)]), ...marks];
  });
  // A word stands beside its line, before the next one or behind the one before it; it is left out where there is no room.
  let end = at.left;
  // A line leaves out the bar of states and the names of rows: what they are called may begin where it stands.
  const bands = [[TOP - 6, top] as const, ...rows.map((_, i) => [rowTop(i), rowTop(i) + ROW] as const)];
  const lines = claims.flatMap(({ at: share, label: words }, i) => {
    const [x, room] = [at.x(share), words.length * LETTER + 8];
    const next = claims[i + 1];
    const side = x + room <= (next ? at.x(next.at) : WIDTH) ? 1 : x - room >= end ? -1 : 0;
    end = x + (side === 1 ? room : 0);
    return [
      shape('path', 'fb-claim', { d: bands.map(([from, to]) => `M${round(x)} ${from}V${to}`).join('') }),
      ...(side === 0 ? [] : [label(x + 4 * side, TOP + 4, words, side === 1 ? 'start' : 'end')]),
    ];
  });
  const ground = line('fb-grid', at.left, at.bottom, at.right, at.bottom);
  return { height: at.bottom + 20, shapes: [ground, ...bar, ...drawn, ...lines, ...tickLabels(at, ticks)] };
}

/**
 * Many runs share an axis: each mark is a stroke, as high as its shape is in a strip. Each begins where the one before it
 * does, and so far to the right: runs lie evenly, and what repeats itself weighs little.
 */
function strokes(mark: RunMark, places: readonly number[], y: number): string {
  const height = { passed: 6, flaky: 14, failed: 20, skipped: 2, absent: 2, 'not-counted': 8 }[mark];
  const begin = (x: number, i: number) =>
    i === 0 ? `M${x} ${y + 20 - height}` : `m${round(x - (places[i - 1] ?? 0))} 0`;
  return places.map((x, i) => `${begin(x, i)}h3v${height}h-3z`).join('');
}

/** A line of values, oldest first, the last with a dot. For eyes alone. */
export function drawCourse(values: readonly number[]): Element {
  const [width, height] = [96, 24];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (i: number) => 3 + (i / Math.max(1, values.length - 1)) * (width - 6);
  const y = (value: number) =>
    height - 4 - (high === low ? 0.5 : (value - low) / (high - low)) * (height - 8);
  const way = values.map((value, i) => `${round(x(i))} ${round(y(value))}`).join('L');
  const viewBox = `0 0 ${width} ${height}`;
  return element('svg', { className: ['fb-spark'], viewBox, ariaHidden: 'true', focusable: 'false' }, [
    element('path', { className: ['fb-course'], d: `M${way}` }),
    shape('circle', 'fb-dot', { cx: x(values.length - 1), cy: y(values.at(-1) ?? 0), r: 2.5 }),
  ]);
}

/** For eyes alone. */
export function drawBar(parts: Bar['parts']): Element {
  let x = 0;
  const shapes = parts
    .filter(({ share }) => share > 0)
    .map(({ share, stage }) => {
      const width = round(Math.min(1, Math.max(0, share)) * 100);
      const part = shape('rect', `fb-${stage}`, { x, width, height: 4 });
      x += width;
      return part;
    });
  const look = { className: ['fb-bar'], viewBox: '0 0 100 4', preserveAspectRatio: 'none' };
  return element('svg', { ...look, ariaHidden: 'true', focusable: 'false' }, shapes);
}

/** A shape for each run, all runs of one outcome in one path. */
export function drawRunLine(marks: readonly RunMark[], alt: string): Element {
  const pitch = MARK_WIDTH + 1;
  const groups = Map.groupBy(marks.entries(), ([, mark]) => mark);
  const shapes = [...groups].map(([mark, own]) =>
    markShape(mark, own.map(([i]) => `M${i * pitch} 0${MARKS[mark].path}`).join('')),
  );
  const size = { width: marks.length * 4, height: 16, preserveAspectRatio: 'none' };
  const viewBox = `0 0 ${marks.length * pitch} ${MARK_HEIGHT}`;
  const look = { className: ['fb-run-line'], role: 'img', focusable: 'false' };
  return element('svg', { ...look, ...size, viewBox }, [element('title', {}, [alt]), ...shapes]);
}
