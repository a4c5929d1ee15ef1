/** A part of the package that its types leave out. */
declare module 'highlight.js/lib/common' {
  import type { HLJSApi } from 'highlight.js';

  const hljs: HLJSApi;
  export default hljs;
}
