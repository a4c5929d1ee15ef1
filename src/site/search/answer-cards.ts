import { copyWords } from '../../pages/words/copy.ts';
import { searchWords as words } from '../../pages/words/search.ts';
import { link, make } from '../elements.ts';
import { copyButton } from '../layout/copy-button.ts';
import type { Answer, Card } from './answer.ts';

const KINDS = ['new', 'like', 'known', 'test'] as const;

/** An answer of the matcher as elements; nothing where it says nothing. */
export function answerElements({ problems, cards, more, markdown }: Answer): HTMLElement[] {
  const groups = KINDS.flatMap((kind) => {
    const own = cards.filter((card) => card.kind === kind);
    if (own.length === 0) return [];
    const heading = cards.length > 1 ? [make('h2', '', words.groups[kind](own.length))] : [];
    return [make('section', 'fb-answer-group', ...heading, ...own.map(cardElement))];
  });
  const hasCopy = markdown !== '' && 'clipboard' in navigator;
  return [
    ...problems.map((problem) => make('p', 'fb-answer-problem', problem)),
    ...(hasCopy ? [copyButton(copyWords.forPullRequest, () => markdown)] : []),
    ...groups,
    ...(more === '' ? [] : [make('p', 'fb-answer-more', more)]),
  ];
}

function cardElement({ kind, label, test, detail, message, issues, more }: Card): HTMLElement {
  const name = make('span', 'fb-answer-test', test === '' ? words.noTest : test);
  name.dir = 'auto';
  const head = make('h3', '', make('span', 'fb-answer-kind', label), name);
  const element = make(
    'article',
    'fb-answer-card',
    head,
    ...(detail === '' ? [] : [make('p', 'fb-answer-detail', detail)]),
    ...(message.length === 0 ? [] : [messageElement(message)]),
    ...(issues.length === 0 ? [] : [make('ul', '', ...issues.map(issueElement))]),
    ...(more === '' ? [] : [make('p', 'fb-answer-detail', more)]),
  );
  element.dataset.kind = kind;
  return element;
}

function messageElement(message: Card['message']): HTMLElement {
  const lines = message.map(({ text, isMarked }) => {
    const shown = make('code', '', text);
    return isMarked ? make('mark', '', shown) : shown;
  });
  const element = make('pre', '', ...lines);
  element.dir = 'auto';
  return element;
}

function issueElement({
  id,
  title,
  status,
  link: url,
  lines,
  workaround,
}: Card['issues'][number]): HTMLElement {
  const name = link(url, `${id}: ${title}`);
  name.dir = 'auto';
  return make(
    'li',
    '',
    make('p', 'fb-answer-issue', name, make('span', 'fb-answer-status', status)),
    ...lines.map((line) => make('p', 'fb-answer-detail', line)),
    ...(workaround === ''
      ? []
      : [
          make(
            'p',
            'fb-answer-workaround',
            make('strong', '', words.workaround),
            make('span', '', workaround),
          ),
        ]),
  );
}
