import type { Element } from 'hast';
import type { RunMark } from '../../../pages/document.ts';
import { element } from '../../hast.ts';

/**
 * What a mark looks like: a failure stands up, a pass lies low, so that a strip can be read without colour. Each shape
 * is one path in a box of `MARK_WIDTH` by `MARK_HEIGHT`, with holes by the even-odd rule; each sign is one column of text.
 */
const MARKS: Readonly<Record<RunMark, { readonly path: string; readonly sign: string }>> = {
  passed: { path: 'M0 10h10v6H0z', sign: '▂' },
  flaky: { path: 'M0 4h10v12H0zM2 6v4h6V6z', sign: '▅' },
  failed: { path: 'M0 0h10v16H0z', sign: '█' },
  skipped: { path: 'M0 14h10v2H0z', sign: '-' },
  absent: { path: 'M4 13h2v2H4z', sign: '·' },
  'not-counted': { path: 'M0 8h10v8H0zM2 10v4h6v-4z', sign: '×' },
};

export const MARK_WIDTH = 10;
export const MARK_HEIGHT = 16;

export function markSign(mark: RunMark): string {
  return MARKS[mark].sign;
}

export function markShape(mark: RunMark): Element {
  return element('path', { className: [`fb-run-${mark}`], d: MARKS[mark].path, 'fill-rule': 'evenodd' });
}
