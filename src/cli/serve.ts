import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runAstro } from '../host/run-astro.ts';
import { UserError } from '../host/user-error.ts';
import type { Options } from './commands.ts';
import { type Io, pathOf, shown } from './io.ts';
import { EXIT, withWorkspace } from './session.ts';

type ServeOptions = Options<'dev'>;

/** `flakebook dev`: a live preview that follows the content. */
export function dev(options: ServeOptions, io: Io): Promise<number> {
  return withWorkspace(options, io, async ({ content }) => serve('dev', content, options, io));
}

/** `flakebook preview`: serves what was built. */
export function preview(options: ServeOptions, io: Io): Promise<number> {
  const folder = join(pathOf(io, options.out), 'site');
  if (!existsSync(join(folder, 'index.html'))) {
    throw new UserError(
      `Build a site with \`flakebook build\` first: there is none in ${shown(io, folder)}.`,
    );
  }
  return serve('preview', pathOf(io, options.content), options, io);
}

async function serve(
  command: 'dev' | 'preview',
  content: string,
  { asOf, out, port, base, cache }: ServeOptions,
  io: Io,
): Promise<number> {
  const { code, stopped } = await runAstro(
    command,
    {
      content,
      outFolder: join(pathOf(io, out), 'site'),
      asOf,
      base,
      port: port === undefined ? undefined : Number(port),
      userCache: io.cacheFolder,
      noCache: cache === false,
    },
    io.env,
    (line, isError) => (isError ? io.err : io.out).say(line),
  );
  // People end a preview by a signal: that is not a failure.
  return stopped ? EXIT.clean : code;
}
