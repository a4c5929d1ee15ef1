import { remembered } from '../core/kept.ts';
import { parseSource, type Source } from '../records/check/parse-source.ts';
import { readContent } from './content-files.ts';

/** Records of a content folder as they are written, for the places of what is found out about them; each is parsed once. */
export function createSources(content: string): (file: string) => Source {
  return remembered((file) => {
    const bytes = readContent(content, file);
    return parseSource(file, bytes instanceof Uint8Array ? bytes : new Uint8Array());
  });
}
