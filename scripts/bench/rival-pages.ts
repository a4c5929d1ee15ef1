import type { BookFiles } from './book/make-book.ts';

/**
 * The records as pages that other tools take: Markdown stays as it is, front matter and all; a file of references, which
 * is YAML, becomes a page with its list. `book.yaml` is no page. An `index.md` is what both want.
 */
export function toPages(files: BookFiles): BookFiles {
  const pages = new Map<string, string>([
    ['index.md', '---\ntitle: A large Flakebook\n---\n\nMade by the bench.\n'],
  ]);
  for (const [file, text] of files) {
    if (file.endsWith('.md')) pages.set(file, text);
    else if (file.startsWith('references/')) pages.set(file.replace(/\.yaml$/, '.md'), referencesPage(text));
  }
  return pages;
}

function referencesPage(yaml: string): string {
  const [title = ''] = yaml.split('\n', 1);
  const items = [...yaml.matchAll(/^ {4}title: (.*)\n {4}path: (.*)$/gm)].map(
    ([, name, path]) => `- ${name}: \`${path}\``,
  );
  return `---\n${title}\n---\n\n${items.join('\n')}\n`;
}
