import { describe, expect, test } from 'vitest';
import { assemble } from '../support/assemble.ts';
import { long, readFolder } from './book.ts';

describe('the content that this repository ships', () => {
  const content = readFolder('content');
  const assembled = assemble(content);

  test('has no findings', () => {
    expect(content.size).toBeGreaterThan(20);
    expect(assembled.findings.map(long)).toEqual([]);
  });

  test('gives the same with lines ended as on Windows', () => {
    const crlf = [...content].map(([file, bytes]) => {
      const text = new TextDecoder().decode(bytes).replaceAll(/\r?\n/g, '\r\n');
      return [file, new TextEncoder().encode(text)] as const;
    });
    expect(assemble(new Map(crlf))).toEqual(assembled);
  });

  test('gives the same whatever the order of files on disk', () => {
    expect(assemble(new Map([...content].reverse()))).toEqual(assembled);
  });

  test('is read as of its newest entry', () => {
    expect(assembled.asOf).toBe('2026-01-04');
  });
});
