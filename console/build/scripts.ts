import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(js|css|svg)$/;

/** Packs each file once, as small as can be, so that the gateway does not pack it for every browser. */
export function squeeze(): Plugin {
  return {
    name: 'bongsu-squeeze',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [fileName, each] of Object.entries(bundle)) {
          if (!TEXT.test(fileName)) continue;
          const bytes = Buffer.from(each.type === 'chunk' ? each.code : each.source);
          const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.br`,
            source: brotliCompressSync(bytes, { params }),
          });
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(bytes, { level: 9 }) });
        }
      },
    },
  };
}

/** What every page needs is one file of this name. */
const START = 'start';

/**
 * Names that file in the document, so that a browser has it under way before it has read the script that asks for it.
 */
export function announce(): Plugin {
  return {
    name: 'bongsu-announce',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
        const named = new Set<string>();
        const name = (fileName: string | undefined) => {
          const chunk = chunks.find((each) => each.fileName === fileName);
          if (chunk === undefined || chunk.isEntry || named.has(chunk.fileName)) return;
          named.add(chunk.fileName);
          chunk.imports.forEach(name);
        };
        name(chunks.find((each) => each.name === START)?.fileName);
        if (named.size === 0) throw new Error(`there is no file ${START}`);
        return [...named].map((fileName) => ({
          tag: 'link',
          injectTo: 'head' as const,
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
        }));
      },
    },
  };
}

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** All that a module imports, itself included, but for what comes only when it is asked for. */
function reached(from: string, modules: Modules): Set<string> {
  const found = new Set([from]);
  for (const id of found) modules.getModuleInfo(id)?.importedIds.forEach((each) => found.add(each));
  return found;
}

/** Puts all that `start` imports into one file, but for what `entry` has already. */
export function together(start: string, entry: string) {
  const all = (from: string, modules: Modules) => reached(`${process.cwd()}/${from}`, modules);
  let known: { readonly whole: Set<string>; readonly before: Set<string> } | undefined;
  return {
    debugName: START,
    name: (id: string, modules: Modules) => {
      known ??= { whole: all(start, modules), before: all(entry, modules) };
      return known.whole.has(id) && !known.before.has(id) ? START : null;
    },
  };
}
