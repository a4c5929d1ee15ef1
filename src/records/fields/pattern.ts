import { z } from 'zod';
import type { Pattern } from '../pattern/pattern.ts';
import { keyId, present, strict, text, words } from './fields.ts';

export const patternSchema = strict({
  title: text,
  summary: text,
  theme: text.optional(),
  solution: text.optional(),
  solutionFor: text.optional(),
  signals: words,
  guards: words,
  cures: words,
  counterCures: words,
  related: z.array(keyId).default([]),
  prevalence: z.array(strict({ share: text, of: text, source: text })).default([]),
});

export function toPattern(data: z.output<typeof patternSchema>, id: string, file: string): Pattern {
  return { kind: 'pattern', id, file, ...present(data) };
}
