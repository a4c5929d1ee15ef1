import { stepsOfPath } from '../../core/path.ts';
import { decodePath, schemeOf } from '../../core/url.ts';

/** A relative link of a body, as a path in the content folder. */
export interface ContentLink {
  /** Forward slashes; begins with `../` where it leaves the content folder. */
  readonly file: string;
  /** What stands behind `#`, decoded. */
  readonly fragment?: string;
}

/** Resolves a relative link; undefined for links to other hosts and other schemes. `#part` leads into the file itself. */
export function resolveLink(file: string, url: string): ContentLink | undefined {
  if (schemeOf(url) !== undefined || /^\/\/|^#?$/.test(url)) return undefined;
  const [path = '', part = ''] = url.split('#', 2);
  const fragment = part === '' ? undefined : decodePath(part);
  if (path === '') return { file, fragment };
  const folder = path.startsWith('/') ? [] : file.split('/').slice(0, -1);
  return { file: stepsOfPath(decodePath(path), folder).join('/'), fragment };
}

export function partId(file: string, fragment: string): string {
  return `${file}#${fragment}`;
}

export function fileOfPart(id: string): string {
  return id.slice(0, id.indexOf('#'));
}
