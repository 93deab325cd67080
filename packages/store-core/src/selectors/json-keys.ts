import type { ArtifactSource, CustomSelector, Selection, SelectorDefinition } from '../contract/selector.ts';
import { describe } from '../values/describe.ts';
import { decodeText } from './text/decode-text.ts';
import { JsonReader, NotJsonError } from './json/json-reader.ts';
import { MemberCollector } from './json/member-collector.ts';
import { writeJsonObject } from './json/json-text.ts';
import { tooLong } from './selection-limit.ts';
import { arrayOption, checkKeys, refuse } from './selector-options.ts';

interface JsonKeysOptions extends CustomSelector {
  readonly type: 'json_keys';
  readonly keys: ReadonlySet<string>;
}

/**
 * The members of a JSON object that have one of `keys`, as a JSON object: keys in code-point order at every depth, the
 * last of equal ones, indented by 2, number text as it was. Other JSON and what is not JSON give '', no such member `{}`.
 * It is read to the end, in constant memory; nothing is held but the members.
 * @throws SelectorError if the result is longer than a selection may be.
 */
export const jsonKeysSelector: SelectorDefinition<JsonKeysOptions> = {
  type: 'json_keys',
  parse(selector): JsonKeysOptions {
    checkKeys(selector, ['keys']);
    const keys = arrayOption(selector, 'keys').map((key) => {
      if (typeof key === 'string') return key;
      throw refuse(selector, 'keys', `must hold strings, not ${describe(key)}`);
    });
    return { type: 'json_keys', keys: new Set(keys) };
  },
  select,
};

async function select(source: ArtifactSource, { keys }: JsonKeysOptions): Promise<Selection> {
  const collector = new MemberCollector(keys);
  const reader = new JsonReader(collector);
  try {
    for await (const text of decodeText(source.bytes())) reader.add(text);
    reader.finish();
  } catch (error) {
    if (error instanceof NotJsonError) return selection('');
    throw error;
  }
  const { members } = collector;
  if (members === undefined) throw tooLong('json_keys', 'the result');
  return selection(writeJsonObject(members, 0));
}

function selection(text: string): Selection {
  return { text, truncated: false, next: null };
}
