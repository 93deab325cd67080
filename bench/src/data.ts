import type { ContextItem, Episode, LedgerEvent } from '@cw/store-core';

const KINDS = ['user_turn', 'agent_msg', 'tool_call', 'tool_result', 'plan_state'] as const;

const WORDS = [
  'invoice', 'customer', 'search', 'result', 'error', 'retry', 'schema', 'column', 'deploy', 'branch', 'commit', 'review', 'budget', 'report', 'meeting', 'answer',
  'question', 'memory', 'context', 'window', 'token', 'prompt', 'agent', 'plan', 'step', 'table', 'query', 'index', 'page', 'file', 'folder', 'network',
];

/** Text of so many words, the same for the same number. */
export function words(seed: number, count: number): string {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return WORDS[state >>> 27] ?? '';
  }).join(' ');
}

/** Made before anything is timed: what a row costs is not to be what it takes to make up its text. */
const TEXTS = Array.from({ length: 997 }, (_, n) => words(n, 32));

/** The n-th item of a log: what an agent's turn takes, about 400 bytes as JSON. */
export function item(n: number): ContextItem {
  return {
    id: `item-${n}`,
    kind: KINDS[n % KINDS.length] ?? 'user_turn',
    text: TEXTS[n % TEXTS.length] ?? '',
    tokenEstimate: 40 + (n % 17),
    metadata: { model: 'large-2', attempt: n % 3 },
    // Ten answers to each.
    parentId: n < 10 ? null : `item-${Math.floor(n / 10)}`,
  };
}

export const EVENT_RUNS = 1000;

/** The n-th event of a ledger of a thousand runs that go on side by side. */
export function ledgerEvent(n: number): LedgerEvent {
  return {
    id: `event-${n}`,
    runId: `run-${n % EVENT_RUNS}`,
    turn: Math.floor(n / EVENT_RUNS),
    kind: n % 2 === 0 ? 'tool_started' : 'tool_done',
    actor: 'worker',
    payload: { tool: 'search', query: TEXTS[n % TEXTS.length]?.slice(0, 80) ?? '', ok: true },
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

export function episode(n: number): Episode {
  return { episodeId: `episode-${n}`, summary: `${words(n, 24)} case ${n % 5000}`, tags: ['support'] };
}

/** Bytes that do not compress, and are the same every time. */
export function bytes(length: number): Uint8Array {
  const content = new Uint8Array(length);
  let state = 1;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    content[at] = state >>> 24;
  }
  return content;
}

/** The same bytes, but for the number in front: no two contents are equal, or a store that finds that out would be measured by it. */
export function marked(content: Uint8Array, n: number): Uint8Array {
  new DataView(content.buffer, content.byteOffset).setUint32(0, n);
  return content;
}

/** A log file of so many bytes, in pieces: its lines are numbered, and one of each 1,000 has the word ERROR. */
export function* logFile(length: number): Generator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  let made = 0;
  for (let line = 0; made < length; ) {
    let text = '';
    for (const end = line + 1000; line < end; line += 1) text += `${String(line).padStart(10, '0')} ${line % 1000 === 999 ? 'ERROR' : 'info'} ${words(line % 97, 10)}\n`;
    const piece = encoder.encode(text).subarray(0, length - made);
    made += piece.length;
    yield piece;
  }
}

/** So many bytes, from one piece that is given again and again: what making them up leaves behind is not the store's. */
export async function* fromOnePiece(length: number): AsyncGenerator<Uint8Array, void, undefined> {
  const piece = bytes(65_536);
  for (let given = 0; given < length; given += piece.length) yield piece.subarray(0, length - given);
}

/** One JSON object of about so many bytes: two short members around a long array. */
export function* jsonFile(length: number): Generator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  yield encoder.encode('{"first":{"total":3},"rows":[0');
  for (let made = 0, row = 0; made < length; row += 1) {
    const piece = encoder.encode(`,{"n":${row},"text":"${words(row % 97, 12)}"}`.repeat(100));
    made += piece.length;
    yield piece;
  }
  yield encoder.encode('],"last":[1,2,3]}');
}

export function* csvFile(length: number): Generator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  yield encoder.encode('id,name,amount,note\n');
  for (let made = 0, row = 0; made < length; ) {
    let text = '';
    for (const end = row + 100; row < end; row += 1) text += `${row},"${words(row % 97, 3)}",${row % 1000}.50,"a ""quoted"" note"\n`;
    const piece = encoder.encode(text);
    made += piece.length;
    yield piece;
  }
}

export async function* asStream(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for (const piece of pieces) yield piece;
}
