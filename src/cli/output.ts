import type { Output } from '../host/output-folder.ts';
import { type Io, pathOf, shown } from './io.ts';

/**
 * Does some work in an output folder, in which nobody else is at work meanwhile.
 * @throws UserError when something cannot be written.
 */
export async function withOutput(
  typed: string,
  { content }: { readonly content: string },
  io: Io,
  work: (output: Output) => Promise<void> | void,
): Promise<void> {
  const [{ Output }, { cannotWrite }] = await Promise.all([
    import('../host/output-folder.ts'),
    import('../host/write-file.ts'),
  ]);
  const label = shown(io, typed);
  const onWait = () => io.err.say(`Waiting for another command that is at work in ${label}.`);
  const output = await Output.open(pathOf(io, typed), { content, label, onWait });
  try {
    await work(output);
  } catch (error) {
    throw cannotWrite(label, error);
  } finally {
    output.close();
  }
}
