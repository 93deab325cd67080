import type { ArtifactSource, CustomSelector, Selection, SelectorDefinition } from '../contract/selector.ts';
import { SelectorError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { describe } from '../values/describe.ts';
import { utf8Length } from '../values/unicode.ts';
import { decodeText } from './text/decode-text.ts';
import { JsonReader, NotJsonError } from './json/json-reader.ts';
import { PointerFollower } from './json/pointer-follower.ts';
import { tooLong } from './selection-limit.ts';
import { checkKeys, refuse, textOption } from './selector-options.ts';

interface JsonPointerOptions extends CustomSelector {
  readonly type: 'json_pointer';
  readonly pointer: string;
  /** The keys and indexes that the pointer names. */
  readonly path: readonly string[];
}

/**
 * The value at an RFC 6901 pointer, '' being the whole text: a string as its text (lone surrogates as U+FFFD), anything else as
 * `json_keys` writes it. Of equal keys the last one counts. It is read to the end, in constant memory; nothing is held but the value.
 * @throws SelectorError if there is no such value, for what is not JSON, and for a value that is longer than a selection may be.
 */
export const jsonPointerSelector: SelectorDefinition<JsonPointerOptions> = {
  type: 'json_pointer',
  parse(selector): JsonPointerOptions {
    checkKeys(selector, ['pointer']);
    const pointer = textOption(selector, 'pointer');
    if (pointer !== '' && !pointer.startsWith('/')) throw refuse(selector, 'pointer', `must be empty or begin with /, not ${describe(pointer)}`);
    if (/~(?![01])/.test(pointer)) throw refuse(selector, 'pointer', `has a ~ that is neither ~0 nor ~1: ${describe(pointer)}`);
    // In this order: ~01 is ~1, not /.
    const path = pointer.split('/').slice(1).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
    return { type: 'json_pointer', pointer, path };
  },
  select,
};

async function select(source: ArtifactSource, { pointer, path }: JsonPointerOptions): Promise<Selection> {
  const follower = new PointerFollower(path);
  const reader = new JsonReader(follower);
  try {
    for await (const text of decodeText(source.bytes())) reader.add(text);
    reader.finish();
  } catch (error) {
    if (!(error instanceof NotJsonError)) throw error;
    throw new SelectorError(`json_pointer: the artifact is not JSON: ${error.message}`, { cause: error, details: { type: 'json_pointer' } });
  }
  if (!follower.found) {
    throw new SelectorError(`json_pointer: there is nothing at ${describe(pointer)}`, { details: { type: 'json_pointer', pointer } });
  }
  const { text } = follower;
  if (text === undefined || utf8Length(text) > LIMITS.selectionBytes) throw tooLong('json_pointer', `the value at ${describe(pointer)}`);
  return { text, truncated: false, next: null };
}
