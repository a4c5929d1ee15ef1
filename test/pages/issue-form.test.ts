import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type FormAnswers, formText, readForm } from '../../src/pages/issue-form.ts';

interface Form {
  readonly body: readonly {
    readonly type: 'input' | 'textarea';
    readonly id: keyof FormAnswers;
    readonly attributes: { readonly label: string };
  }[];
}

const FORM: Form = parse(formText());

/** The text of an issue as GitHub makes it of answers. */
function filled(answers: FormAnswers): string {
  return FORM.body
    .map(({ id, type, attributes: { label } }) => {
      const answer = answers[id];
      const shown = answer !== undefined && type === 'textarea' ? `\`\`\`text\n${answer}\n\`\`\`` : answer;
      return `### ${label}\n\n${shown ?? '_No response_'}`;
    })
    .join('\n\n');
}

const line = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .map((text) => `x${text.replace(/\s/g, ' ').trim()}`);

test('every answer comes out as it was given', () => {
  const answers = fc.record(
    {
      title: line,
      test: line,
      run: line,
      symptom: fc.array(line, { minLength: 1 }).map((lines) => lines.join('\n')),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(answers, fc.constantFrom('\n', '\r\n'), (given, end) => {
      expect(readForm(filled(given).replaceAll('\n', end))).toEqual(given);
    }),
  );
});

test('a heading that is no question belongs to the answer before it', () => {
  const text = filled({ title: 'Cart loses an item', symptom: '### What the log says\nlost' });
  expect(readForm(text)).toEqual({ title: 'Cart loses an item', symptom: '### What the log says\nlost' });
});

test('a text that is no form has no answers', () => {
  expect(readForm('The cart loses its items.\n\n### Steps\n\n1. Wait\n')).toEqual({});
});
