import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the gateway's sources are, seen from where the tests run. */
const GATEWAY = join(process.cwd(), '../gateway/src/main/java/kr/bongsu/gateway');

/** One file of the gateway's sources. */
export function source(path: string): string {
  return readFileSync(join(GATEWAY, path), 'utf8');
}

/** Every file of a package of the gateway's sources. */
export function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(GATEWAY, folder))
    .filter((name) => name.endsWith('.java'))
    .map((name) => source(join(folder, name)));
}

/** What stands in a sentence for what is only known when it is said. */
export const SOMETHING = '7';

/**
 * The sentences that a source gives to these constructors or methods, with {@link SOMETHING} for each value in them;
 * those that have no words of their own are left out.
 */
export function sentencesIn(text: string, begins: readonly string[]): readonly string[] {
  return begins.flatMap((begin) =>
    occurrences(text, begin).flatMap((at) => {
      const said = parts(text, at + begin.length, ',').find((argument) => argument.includes('"'));
      if (said === undefined) return [];
      const pieces = parts(`${said})`, 0, '+').map((piece) =>
        /^"(?:[^"\\]|\\.)*"$/.test(piece) ? (JSON.parse(piece) as string) : null,
      );
      const hasWords = pieces.some((piece) => piece !== null && /[a-z]{2}/.test(piece));
      return hasWords ? [pieces.map((piece) => piece ?? SOMETHING).join('')] : [];
    }),
  );
}

function occurrences(text: string, begin: string): readonly number[] {
  return [...text.matchAll(new RegExp(`\\b${begin.replace(/[.()]/g, '\\$&')}`, 'g'))].map(
    ({ index }) => index,
  );
}

/** What stands between these signs, up to the bracket that closes; neither strings nor inner brackets are cut. */
function parts(text: string, from: number, sign: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let part = '';
  for (let i = from; i < text.length; i++) {
    const c = text[i] ?? '';
    if (c === '"') {
      const whole = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(i))?.[0] ?? c;
      part += whole;
      i += whole.length - 1;
      continue;
    }
    if (c === ')' && depth === 0) break;
    if ('([{'.includes(c)) depth++;
    if (')]}'.includes(c)) depth--;
    if (c === sign && depth === 0) {
      found.push(part.trim());
      part = '';
    } else part += c;
  }
  return [...found, part.trim()];
}
