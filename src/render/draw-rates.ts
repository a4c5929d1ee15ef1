import * as Plot from '@observablehq/plot';
import type { Element, ElementContent } from 'hast';
import { parseHTML } from 'linkedom';
import type { RateChart, RatePoint } from '../pages/document.ts';
import { element, text } from './hast.ts';

/** So wide that it fills a phone at about its own size; on a wide page it grows. */
const WIDTH = 360;
const HEIGHT = 190;
const [MARGIN_LEFT, MARGIN_RIGHT] = [44, 12];
/** Of the axis' names, with the gap between two. */
const [LETTER_WIDTH, LABEL_GAP] = [6.5, 10];
/** A rate of fewer runs has an interval so wide that it would flatten all others: it is cut off where they end. */
const TELLING_RUNS = 5;

/** Draws rates over time: a dot for each rate, the interval as a line through it, the number of runs below. Fit for any page: no style, no script, no id. */
export function drawRates({ title, summary, points }: RateChart): Element {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const axis = { x: 'label', y: 'value' };
  const runs = new Map(points.map((point) => [point.label, point.runs]));
  const ceiling = ceilingOf(points);
  const whiskers = points.map((point) => ({ ...point, high: Math.min(point.high, ceiling / 100) }));
  const drawn = Plot.plot({
    document,
    width: WIDTH,
    height: HEIGHT,
    marginLeft: MARGIN_LEFT,
    marginRight: MARGIN_RIGHT,
    marginTop: 12,
    marginBottom: 42,
    style: {},
    x: { type: 'point', domain: points.map(({ label }) => label), padding: 0.5, label: null },
    y: { domain: [0, ceiling], percent: true, ticks: 4, grid: true, label: null },
    marks: [
      Plot.axisX({
        label: null,
        tickSize: 3,
        fontSize: 11,
        ticks: shownLabels(points),
        tickFormat: (label) => `${label}\nn = ${runs.get(label)}`,
      }),
      Plot.axisY({ label: null, tickSize: 0, fontSize: 11, ticks: 4, tickFormat: (value) => `${value}%` }),
      Plot.ruleX(whiskers, { x: 'label', y1: 'low', y2: 'high', strokeWidth: 2, strokeOpacity: 0.45 }),
      Plot.line(points, { ...axis, strokeOpacity: 0.6 }),
      Plot.dot(points, { ...axis, r: 3.5, fill: 'currentColor', stroke: 'none', title: describePoint }),
    ],
  });
  return drawnElement(drawn, title, summary);
}

/** What one reads who points at a dot. */
function describePoint({ when, words, runs }: RatePoint): string {
  return `${when}: ${words}, n = ${runs}`;
}

/** The upper end of the axis, in per cent: the highest rate or interval, rounded up to a number that people count by. */
function ceilingOf(points: readonly RatePoint[]): number {
  const telling = points.filter(({ runs }) => runs >= TELLING_RUNS);
  const ends = (telling.length === 0 ? points : telling).map(({ high }) => high);
  const highest = Math.max(...ends, ...points.map(({ value }) => value)) * 100;
  return [1, 2, 5, 10, 20, 40, 60, 80].find((end) => highest <= end) ?? 100;
}

/** Every label, or each second, third, … one: as many as fit below the axis. */
function shownLabels(points: readonly RatePoint[]): string[] {
  const longest = Math.max(...points.map(({ label, runs }) => Math.max(label.length, `n = ${runs}`.length)));
  const room = WIDTH - MARGIN_LEFT - MARGIN_RIGHT;
  const fitting = Math.max(1, Math.floor(room / (longest * LETTER_WIDTH + LABEL_GAP)));
  const step = Math.ceil(points.length / fitting);
  return points.filter((_, i) => i % step === 0).map(({ label }) => label);
}

/** As much of the DOM as a drawing is read through. */
interface DrawnNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DrawnNode>;
  readonly localName?: string;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
}

const [ELEMENT, TEXT] = [1, 3];

/** Shapes and texts, and nothing that would style or run: a drawing's own `<style>` is left out. */
const SHAPES: ReadonlySet<string> = new Set([
  'svg',
  'g',
  'path',
  'line',
  'circle',
  'rect',
  'text',
  'tspan',
  'title',
]);
/** Names of the parts are for developers; a drawing is one picture with one name. */
const DROPPED = /^(?:aria-|class$|style$|id$|font-family$|width$|height$|on)/;

/** An SVG of a chart library as a picture of a page, with a name and a description. */
export function drawnElement(drawn: unknown, title: string, summary: string): Element {
  const [svg] = readNode(drawn as DrawnNode, true);
  if (svg?.type !== 'element') throw new Error('Expected a drawing');
  return {
    ...svg,
    properties: { ...svg.properties, className: ['fb-drawn'], role: 'img', focusable: 'false' },
    children: [element('title', {}, [title]), element('desc', {}, [summary]), ...svg.children],
  };
}

function readNode(node: DrawnNode, isRoot = false): ElementContent[] {
  if (node.nodeType === TEXT) return [text(node.textContent ?? '')];
  const { localName = '' } = node;
  if (node.nodeType !== ELEMENT || !SHAPES.has(localName)) return [];
  const attributes = [...(node.attributes ?? [])].filter(
    ({ name }) => !DROPPED.test(name) || (!isRoot && /^(?:width|height)$/.test(name)),
  );
  const properties = Object.fromEntries(attributes.map(({ name, value }) => [name, shorten(value)]));
  return [
    element(
      localName,
      properties,
      [...node.childNodes].flatMap((child) => readNode(child)),
    ),
  ];
}

/** No eye tells a hundredth of a pixel. */
function shorten(value: string): string {
  return value.replace(/\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100));
}
