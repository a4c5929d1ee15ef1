// The form by which people report a flaky test on GitHub, and how a filled one is read. GitHub makes Markdown of the answers:
// https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms

interface Question {
  readonly label: string;
  readonly help: string;
  readonly isRequired: boolean;
  /** A text of many lines, which GitHub puts into a fence. */
  readonly isLong?: true;
}

const QUESTIONS = {
  title: {
    label: 'What goes wrong',
    help: 'placeholder: The cart loses its last item',
    isRequired: true,
  },
  test: { label: 'Test name', help: 'description: As the test tool prints it', isRequired: true },
  run: { label: 'A run in which it failed', help: 'placeholder: "https://…"', isRequired: false },
  symptom: { label: 'What it said', help: 'render: text', isRequired: false, isLong: true },
} as const satisfies Record<string, Question>;

type QuestionId = keyof typeof QUESTIONS;

export type FormAnswers = Readonly<Partial<Record<QuestionId, string>>>;

/** Of questions that must be answered. */
export const FORM_TITLE = QUESTIONS.title.label;

/** `.github/ISSUE_TEMPLATE/flaky-test.yml`. */
export function formText(): string {
  const questions = Object.entries<Question>(QUESTIONS).map(
    ([id, { label, help, isRequired, isLong }]) => `  - type: ${isLong ? 'textarea' : 'input'}
    id: ${id}
    attributes: { label: ${label}, ${help} }
${isRequired ? '    validations: { required: true }\n' : ''}`,
  );
  return `name: Flaky test
description: A test that fails now and then
labels: [flaky-test]
body:
${questions.join('')}`;
}

/** GitHub's words for a question that nobody answered. */
const NO_ANSWER = '_No response_';

/** The answers in the text of an issue that somebody opened by the form; what is none of its questions belongs to the answer before. */
export function readForm(text: string): FormAnswers {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const heads = lines.flatMap((line, at) => {
    const label = /^### (.*?)\s*$/.exec(line)?.[1];
    const [id] = Object.entries(QUESTIONS).find(([, question]) => question.label === label) ?? [];
    return id === undefined ? [] : [{ id, at }];
  });
  const answers = heads.map(({ id, at }, i) => {
    const answer = lines
      .slice(at + 1, heads[i + 1]?.at)
      .join('\n')
      .trim();
    return [id, unfenced(answer)] as const;
  });
  return Object.fromEntries(answers.filter(([, answer]) => answer !== '' && answer !== NO_ANSWER));
}

function unfenced(text: string): string {
  return /^(`{3,})\w*\n([\s\S]*?)\n?\1$/.exec(text)?.[2] ?? text;
}
