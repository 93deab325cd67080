import type { StoredItem } from '../contract/event-log.ts';
import { canonicalObject } from '../values/canonical-json.ts';
import { recordMembers } from '../values/members.ts';
import { checkStoredCount } from '../values/numbers.ts';
import { readable } from '../values/readable.ts';
import { checkIdentifier, checkOptionalIdentifier, checkText } from '../values/strings.ts';
import { writeArtifactRef } from './artifact-ref.ts';
import type { Draft } from './draft.ts';
import { checkSensitivity } from './sensitivity.ts';

const MEMBERS: ReadonlySet<string> = new Set([
  'id', 'kind', 'text', 'tokenEstimate', 'sensitivity', 'metadata', 'parentId', 'artifactRef',
  // Ignored, so that what was read can be appended elsewhere.
  'offset',
]);

/** Checks an item and writes it out. `path` names the argument, `prefix` stands before the names of its members. @throws InvalidValueError */
export function draftItem(value: unknown, path: string, prefix: string): Draft {
  return readable(path, () => writeItem(value, path, prefix));
}

function writeItem(value: unknown, path: string, prefix: string): Draft {
  const item = recordMembers(value, path, MEMBERS, prefix);
  const id = checkIdentifier(item['id'], `${prefix}id`);
  const kind = checkIdentifier(item['kind'], `${prefix}kind`);
  const text = checkText(item['text'], `${prefix}text`);
  const tokenEstimate = item['tokenEstimate'] === undefined ? 0 : checkStoredCount(item['tokenEstimate'], `${prefix}tokenEstimate`, 0);
  const sensitivity = checkSensitivity(item['sensitivity'], `${prefix}sensitivity`);
  const parentId = checkOptionalIdentifier(item['parentId'], `${prefix}parentId`);
  const artifactRef = writeArtifactRef(item['artifactRef'], `${prefix}artifactRef`);
  const metadata = canonicalObject(item['metadata'], `${prefix}metadata`);
  const plain = JSON.stringify({ id, kind, parentId, text, tokenEstimate, sensitivity });
  return { id, terms: [kind, parentId], members: `${plain.slice(1, -1)},"artifactRef":${artifactRef},"metadata":${metadata}` };
}

/** An item from the members of its sealed body, which hold what `draftItem` wrote. */
export function readItem(members: StoredItem): StoredItem {
  const { offset, id, kind, text, tokenEstimate, sensitivity, metadata, parentId, artifactRef } = members;
  return { offset, id, kind, text, tokenEstimate, sensitivity, metadata, parentId, artifactRef };
}
