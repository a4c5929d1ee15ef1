import { copyWords as words } from '../../pages/words/copy.ts';

/** So long a button says that it has copied. */
const SAID_MS = 1500;

export function copyButton(label: string, textOf: () => string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'fb-copy';
  button.textContent = label;
  button.addEventListener('click', () => {
    // A browser may refuse: then nothing was copied, and the button says nothing.
    navigator.clipboard.writeText(textOf()).then(
      () => {
        button.textContent = words.copied;
        setTimeout(() => {
          button.textContent = label;
        }, SAID_MS);
      },
      () => undefined,
    );
  });
  return button;
}
