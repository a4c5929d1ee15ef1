import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/render/styles/palette.css', import.meta.url), 'utf8');
const [light, dark] = css.split(':root[data-theme="dark"]').map(readColours);

/** The plain colours of a block, and the fallbacks of those that a theme may set. */
function readColours(block: string): Map<string, string> {
  const pairs = [...block.matchAll(/--((?:fb|tok)-[a-z-]+):[^;]*?(#[0-9a-f]{6})/g)];
  return new Map(pairs.map((m) => [m[1] ?? '', m[2] ?? '']));
}

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

const TONES = ['good', 'warn', 'bad', 'note', 'calm'];
const TOKENS = ['comment', 'keyword', 'string', 'constant', 'function', 'parameter', 'punctuation', 'link'];
const GROUNDS = ['fb-surface', 'fb-added', 'fb-removed'];
const PAIRS = [
  ...TONES.flatMap((tone) => [
    [`fb-${tone}`, `fb-${tone}-soft`],
    [`fb-${tone}`, 'fb-raised'],
  ]),
  ...GROUNDS.flatMap((ground) => [...TOKENS.map((t) => [`tok-${t}`, ground]), ['fb-code-text', ground]]),
  ['fb-added-mark', 'fb-added'],
  ['fb-removed-mark', 'fb-removed'],
  ...['fb-muted', 'fb-link', 'fb-text', 'fb-strong'].flatMap((t) => [
    [t, 'fb-raised'],
    [t, 'fb-surface'],
  ]),
];

describe.each([
  ['light', light, '#ffffff'],
  ['dark', dark, '#17181c'],
])('the %s palette', (_, colours, page) => {
  it.each(PAIRS)('%s can be read on %s', (front = '', back = '') => {
    const [a, b] = [colours?.get(front), colours?.get(back)];
    expect(contrast(a ?? '#808080', b ?? '#808080')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['fb-muted', 'fb-link', 'fb-text', 'fb-good', 'fb-bad'])('%s can be read on the page', (front) => {
    expect(contrast(colours?.get(front) ?? page, page)).toBeGreaterThanOrEqual(4.5);
  });
});
