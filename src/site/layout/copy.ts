import { copyWords as words } from '../../pages/words/copy.ts';
import { copyButton } from './copy-button.ts';

/** Buttons beside what one takes along: outputs of tests, and the answers as a comment. Without a clipboard there are none. */
function addCopyButtons(): void {
  for (const output of document.querySelectorAll('.fb-output')) {
    const code = output.querySelector('pre');
    if (code) output.append(copyButton(words.copy, () => code.textContent ?? ''));
  }
  const answers = document.querySelector('.fb-answers');
  answers?.after(copyButton(words.forPullRequest, () => commentOf(answers)));
}

function commentOf(answers: Element): string {
  const textAt = (selector: string) => oneLine(document.querySelector(selector));
  const rows = [...answers.children].map(
    (row) => [oneLine(row.querySelector('dt')), oneLine(row.querySelector('dd'))] as const,
  );
  const { origin, pathname } = location;
  return words.comment(textAt('h1'), origin + pathname, textAt('.fb-meta'), rows);
}

function oneLine(element: Element | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

if ('clipboard' in navigator) addCopyButtons();
