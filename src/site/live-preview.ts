import type { AstroIntegrationLogger, HookParameters } from 'astro';
import type { Finding } from '../core/finding.ts';
import { countWords, hasErrors, messageOf, severityOf } from '../rules/rules.ts';
import { describeFindings } from './describe-findings.ts';
import type { SiteBook } from './site-book.ts';

type DevServer = HookParameters<'astro:server:setup'>['server'];

/** Editors save in several steps; a checkout changes many files. */
const QUIET_MS = 60;

/** Reads the book again whenever its files change, and has the open pages follow. */
export function followContent(book: SiteBook, server: DevServer, logger: AstroIntegrationLogger): void {
  let timer: NodeJS.Timeout | undefined;
  const changed = (path: string) => {
    if (!path.startsWith(book.content)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void reload(book, server, logger), QUIET_MS);
  };
  server.watcher.add(book.content);
  for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, changed);
}

async function reload(book: SiteBook, server: DevServer, logger: AstroIntegrationLogger): Promise<void> {
  const findings = await book.load();
  if (findings.length > 0) logger.warn(describeFindings(findings, book.content));
  if (hasErrors(findings)) {
    logger.warn('The pages stay as they were until the errors are mended.');
    server.environments.client.hot.send({ type: 'error', err: overlay(findings) });
    return;
  }
  // Astro keeps the list of pages until its own content changes; this is how it is told.
  server.environments.ssr.hot.send('astro:content-changed', {});
  server.environments.client.hot.send({ type: 'full-reload' });
  logger.info('The book was read again.');
}

/** The findings over the open pages, as Astro shows errors. Its message may be read as markup, so what records say goes elsewhere. */
function overlay(findings: readonly Finding[]) {
  const errors = findings.filter((finding) => severityOf(finding) === 'error');
  return {
    name: 'Flakebook',
    title: `The book has ${countWords(errors)}`,
    message: 'The pages stay as they were until this is mended. Escape shows them.',
    stack: errors
      .map(
        (error) => `${error.file}:${error.place.start.line}:${error.place.start.column} ${messageOf(error)}`,
      )
      .join('\n'),
  };
}
