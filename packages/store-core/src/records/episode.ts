import type { StoredEpisode } from '../contract/episodic-store.ts';
import { canonicalObject } from '../values/canonical-json.ts';
import { recordMembers } from '../values/members.ts';
import { readable } from '../values/readable.ts';
import { checkIdentifier, checkTags, checkText } from '../values/strings.ts';
import type { Draft } from './draft.ts';
import { checkSensitivity } from './sensitivity.ts';

const MEMBERS: ReadonlySet<string> = new Set(['episodeId', 'summary', 'tags', 'metadata', 'sensitivity']);

/** Checks an episode and writes it out. @throws InvalidValueError */
export function draftEpisode(value: unknown): Draft {
  return readable('episode', () => writeEpisode(value));
}

function writeEpisode(value: unknown): Draft {
  const episode = recordMembers(value, 'episode', MEMBERS, '');
  const episodeId = checkIdentifier(episode['episodeId'], 'episodeId');
  const summary = checkText(episode['summary'], 'summary');
  const tags = checkTags(episode['tags'], 'tags');
  const metadata = canonicalObject(episode['metadata'], 'metadata');
  const sensitivity = checkSensitivity(episode['sensitivity'], 'sensitivity');
  const plain = JSON.stringify({ episodeId, summary, tags, sensitivity });
  return { id: episodeId, terms: [], members: `${plain.slice(1, -1)},"metadata":${metadata}` };
}

/** An episode from the members of its sealed body, which hold what `draftEpisode` wrote. */
export function readEpisode({ episodeId, summary, tags, metadata, sensitivity }: StoredEpisode): StoredEpisode {
  return { episodeId, summary, tags, metadata, sensitivity };
}
