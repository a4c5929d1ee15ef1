import type { Element } from 'hast';
import type { RootContent } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Handle } from 'mdast-util-to-markdown';
import { code, paragraph, strong } from '../../pages/blocks/tree.ts';
import type { ConfidenceGauge } from '../../pages/document.ts';
import { element } from '../page.ts';

/** Columns of the bar of characters. */
const COLUMNS = 20;
const WIDTH = 320;
const [BAR, LABELS] = [12, 16];
/** Closer than this, the number of a goal would stand on that of the one before. */
const LABEL_SPACE = 32;

/** The standing in words, a bar of characters, and the figures as a table. */
export const confidenceGaugeToMarkdown: Handle = (node: ConfidenceGauge, _, state, info) => {
  const end = endOf(node);
  const children: RootContent[] = [paragraph(strong(node.standing), `: ${node.reason}`)];
  if (end !== undefined) {
    const full = Math.floor((node.passes / end) * COLUMNS);
    const bar = '█'.repeat(full) + '░'.repeat(COLUMNS - full);
    children.push(paragraph(code(bar), ` ${scaleWords(node)}`));
  }
  if (node.facts.length > 0) children.push({ type: 'figureCards', cards: node.facts });
  return state.containerFlow({ type: 'root', children }, info);
};

/**
 * A bar of the passes with a tick at each goal, and the figures as cards. Plain elements and no chart library: it is one
 * bar on one scale.
 */
export function confidenceGaugeToHast(state: HastState, node: ConfidenceGauge): Element {
  const end = endOf(node);
  return element('figure', { className: ['fb-gauge'], dataTone: node.standing.tone }, [
    element('figcaption', {}, [
      ...state.all({ type: 'paragraph', children: [node.standing] }),
      ` ${node.reason}`,
    ]),
    ...(end === undefined ? [] : [renderGauge(node, end)]),
    ...(node.facts.length === 0
      ? []
      : state.all({ type: 'root', children: [{ type: 'figureCards', cards: node.facts }] })),
  ]);
}

/** The end of the scale: the next goal, or where all are reached the passes. Undefined where no number would mean anything. */
function endOf({ passes, goals }: ConfidenceGauge): number | undefined {
  const ahead = goals.map(({ at }) => at).filter((at) => at > passes);
  if (ahead.length > 0) return Math.min(...ahead);
  return goals.length === 0 ? undefined : Math.max(passes, 1);
}

/** `20 passes; 49 for 95%; 144 for 95% at the lower end of the rate`. */
function scaleWords({ passes, goals }: ConfidenceGauge): string {
  const ends = goals.map(({ at, label }) => `${at} ${label}`);
  return [`${passes} ${passes === 1 ? 'pass' : 'passes'}`, ...ends].join('; ');
}

function renderGauge(node: ConfidenceGauge, end: number): Element {
  const place = (passes: number) => Math.round((passes / end) * WIDTH * 10) / 10;
  const height = BAR + LABELS;
  const reached = node.goals.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
  const ticks = reached.map(({ at }) => ({ at, x: place(at) }));
  const labelled = ticks.filter(({ x }, i) => {
    const before = ticks[i - 1];
    return before === undefined || x - before.x >= LABEL_SPACE;
  });
  return element('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', focusable: 'false' }, [
    element('title', {}, [node.title]),
    element('desc', {}, [scaleWords(node)]),
    element('rect', { className: ['fb-track'], width: WIDTH, height: BAR, rx: '2' }),
    element('rect', {
      className: ['fb-fill'],
      width: place(node.passes),
      height: BAR,
      rx: '2',
    }),
    ...ticks.map(({ x }) =>
      element('rect', { className: ['fb-tick'], x: String(Math.max(0, x - 2)), width: 2, height: BAR + 3 }),
    ),
    ...labelled.map(({ at, x }) =>
      element('text', { x: String(Math.min(WIDTH, x + 1)), y: String(height - 1), 'text-anchor': 'end' }, [
        String(at),
      ]),
    ),
  ]);
}
