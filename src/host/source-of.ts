import { parseSource, type Source } from '../records/check/parse-source.ts';
import { readContent } from './content-files.ts';

/** Records of a content folder as they are written, for the places of what is found out about them; each is parsed once. */
export function createSources(content: string): (file: string) => Source {
  const sources = new Map<string, Source>();
  return (file) => {
    const known = sources.get(file);
    if (known) return known;
    const bytes = readContent(content, file);
    const source = parseSource(file, bytes instanceof Uint8Array ? bytes : new Uint8Array());
    sources.set(file, source);
    return source;
  };
}
