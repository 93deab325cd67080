import { wholeExport } from '../export-lines.ts';
import { item, ledgerEvent, patterned, range, sha256 } from '../samples.ts';

/** More than are written at a time. */
const RECORDS = 1100;
const ARTIFACT_BYTES = 300_000;
const PIECE_BYTES = 128 * 1024;
/** As canonical export lines have it. */
const CREATED_AT = '2026-01-02T03:04:05.678Z';

/** An export whose import takes a while: of each scope many events and ledger events, two artifacts, some episodes and facts. `scopes` in code-point order. */
export async function importLines(scopes: readonly string[]): Promise<readonly string[]> {
  const artifacts = [...(await artifactLines('a')), ...(await artifactLines('b'))];
  const ofScope = (scope: string): object[] => [
    { type: 'scope', scope },
    ...range(1, RECORDS).map((offset) => ({ type: 'event', record: importedItem(offset) })),
    ...range(1, RECORDS).map((offset) => ({ type: 'ledger', record: importedLedgerEvent(offset) })),
    { type: 'ledger_head', head: RECORDS },
    ...artifacts,
    ...range(1, 50).map((number) => ({ type: 'episode', record: { episodeId: `e${number}`, summary: `summary ${number}`, tags: [], metadata: {}, sensitivity: 'public' } })),
    ...range(10, 60).map((number) => ({ type: 'fact', record: { factId: `f${number}`, key: 'k', value: `value ${number}`, tags: [], metadata: {}, sensitivity: 'public' } })),
  ];
  return wholeExport(scopes, scopes.flatMap(ofScope));
}

function importedItem(offset: number): object {
  const rest = { artifactRef: null, metadata: {}, parentId: null, sensitivity: 'public', tokenEstimate: 0 };
  return { ...rest, ...item(`event-${offset}`), offset };
}

function importedLedgerEvent(offset: number): object {
  const rest = { createdAt: CREATED_AT, modelId: null, modelProfile: null, payload: {}, schemaVersion: 1, sessionId: null };
  return { ...rest, ...ledgerEvent(`ledger-${offset}`), offset };
}

async function artifactLines(handle: string): Promise<object[]> {
  const bytes = patterned(ARTIFACT_BYTES);
  const ref = { handle, label: handle, mediaType: 'text/plain', sizeBytes: bytes.length, contentHash: await sha256(bytes) };
  const pieces: object[] = [];
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) pieces.push({ type: 'bytes', bytes: base64(bytes.subarray(start, start + PIECE_BYTES)) });
  return [{ type: 'artifact', ref }, ...pieces];
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
