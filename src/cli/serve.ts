import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Failure } from '../host/failure.ts';
import { runAstro } from '../host/run-astro.ts';
import { type BookOptions, EXIT, shown, withWorkspace } from './session.ts';

export interface ServeOptions extends BookOptions {
  readonly out: string;
  readonly port?: string;
  readonly base?: string;
}

/** `flakebook dev`: a live preview that follows the content. */
export function dev(options: ServeOptions): Promise<number> {
  return withWorkspace(options, async ({ content }) => serve('dev', content, options));
}

/** `flakebook preview`: serves what was built. */
export function preview(options: ServeOptions): Promise<number> {
  const folder = join(options.out, 'site');
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Failure(`There is no site in ${shown(resolve(folder))}: build one with \`flakebook build\`.`);
  }
  return serve('preview', resolve(options.content), options);
}

async function serve(
  command: 'dev' | 'preview',
  content: string,
  { asOf, out, port, base }: ServeOptions,
): Promise<number> {
  const settings = {
    content,
    outFolder: resolve(out, 'site'),
    asOf,
    base,
  };
  const { code, stopped } = await runAstro(command, settings, port === undefined ? [] : ['--port', port]);
  // Whoever looks at a preview ends it by a signal: that is no failure.
  return stopped ? EXIT.clean : code;
}
