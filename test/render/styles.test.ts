import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/render/styles/palette.css', import.meta.url), 'utf8');
const pairs = [
  ...css.matchAll(/--((?:fb|tok)-[a-z-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g),
].map(([, name = '', light = '', dark = '']) => ({ name, light, dark }));
const palettes = (['light', 'dark'] as const).map(
  (theme) => [theme, new Map(pairs.map((pair) => [pair.name, pair[theme]]))] as const,
);

/** WCAG 2 relative luminance, 0 to 1. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const ON_PAPER = ['text', 'muted', 'link', 'good', 'warn', 'bad', 'note', 'calm'].map((name) => `fb-${name}`);
const PAPERS = ['fb-ground', 'fb-raised', 'fb-surface'];
const IN_CODE = [
  'fb-text',
  ...['comment', 'keyword', 'string', 'constant', 'function', 'parameter', 'punctuation', 'link'].map(
    (name) => `tok-${name}`,
  ),
];
const LINES = ['fb-raised', 'fb-added', 'fb-added-words', 'fb-removed', 'fb-removed-words', 'fb-marked'];
const PAIRS = [
  ...ON_PAPER.flatMap((front) => PAPERS.map((back) => [front, back])),
  ...IN_CODE.flatMap((front) => LINES.map((back) => [front, back])),
  ['fb-muted', 'fb-added'],
  ['fb-muted', 'fb-removed'],
];

describe.each(palettes)('the %s palette', (_, colours) => {
  it.each(PAIRS)('%s can be read on %s', (front = '', back = '') => {
    const [a, b] = [colours.get(front), colours.get(back)];
    if (a === undefined || b === undefined) throw new Error(`There is no ${front} or ${back}.`);
    expect(contrast(a, b)).toBeGreaterThanOrEqual(4.5);
  });
});
