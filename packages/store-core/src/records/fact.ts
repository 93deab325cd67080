import type { StoredFact } from '../contract/fact-store.ts';
import { canonicalObject } from '../values/canonical-json.ts';
import { recordMembers } from '../values/members.ts';
import { readable } from '../values/readable.ts';
import { checkIdentifier, checkTags, checkText } from '../values/strings.ts';
import type { Draft } from './draft.ts';
import { checkSensitivity } from './sensitivity.ts';

const MEMBERS: ReadonlySet<string> = new Set(['factId', 'key', 'value', 'tags', 'metadata', 'sensitivity']);

/** Checks a fact and writes it out. @throws InvalidValueError */
export function draftFact(value: unknown): Draft {
  return readable('fact', () => writeFact(value));
}

function writeFact(value: unknown): Draft {
  const fact = recordMembers(value, 'fact', MEMBERS, '');
  const factId = checkIdentifier(fact['factId'], 'factId');
  const key = checkIdentifier(fact['key'], 'key');
  const text = checkText(fact['value'], 'value');
  const tags = checkTags(fact['tags'], 'tags');
  const metadata = canonicalObject(fact['metadata'], 'metadata');
  const sensitivity = checkSensitivity(fact['sensitivity'], 'sensitivity');
  const plain = JSON.stringify({ factId, key, value: text, tags, sensitivity });
  return { id: factId, terms: [key], members: `${plain.slice(1, -1)},"metadata":${metadata}` };
}

/** A fact from the members of its sealed body, which hold what `draftFact` wrote. */
export function readFact({ factId, key, value, tags, metadata, sensitivity }: StoredFact): StoredFact {
  return { factId, key, value, tags, metadata, sensitivity };
}
