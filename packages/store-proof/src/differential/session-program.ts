import type { Call, Program, Step } from '@cw/store-core/conformance/model';

/** A message of a recorded session, as far as it is used. */
interface Message {
  readonly role: string;
  readonly content: string;
}

/** What an agent's host would do with a recorded session, in a scope of its own: record it, and read it in many ways. */
export function sessionProgram(line: string, scope: string): Program {
  const messages = readMessages(JSON.parse(line));
  const call = (room: Call['room'], method: string, ...args: readonly unknown[]): Call => ({ kind: 'call', scope, room, method, args });
  const recorded = messages.flatMap((message, index) => recordMessage(message, index, call));
  const words = messages.at(-1)?.content.slice(0, 200) ?? '';
  return [
    ...recorded,
    call('events', 'appendMany', messages.slice(0, 3).map(({ content }, index) => ({ id: `again-${index}`, kind: 'user_turn', text: content }))),
    call('episodes', 'search', words, { topK: 10 }),
    call('events', 'filterByKind', 'tool', 'user'),
    call('events', 'query', { kinds: ['tool'], since: 5, limit: 4, order: 'desc' }),
    call('ledger', 'query', { actor: 'user', limit: 5 }),
    call('artifacts', 'listRefs', { prefix: 'message:1' }),
    call('ledger', 'reset', { runId: 'run-1' }),
    call('ledger', 'append', { id: 'after the reset', runId: 'run-1', turn: 0, kind: 'x', actor: 'x' }),
    ...everythingOf(scope),
  ];
}

/** What tells all that a scope holds. */
function everythingOf(scope: string): Step[] {
  return [
    { kind: 'call', scope, room: 'events', method: 'all', args: [] },
    { kind: 'call', scope, room: 'ledger', method: 'events', args: [] },
    { kind: 'call', scope, room: 'facts', method: 'all', args: [] },
    { kind: 'verify', scope },
  ];
}

type MakeCall = (room: Call['room'], method: string, ...args: readonly unknown[]) => Call;

function recordMessage({ role, content }: Message, index: number, call: MakeCall): Step[] {
  const id = `message:${index}`;
  const record: Call[] = [
    call('events', 'append', { id, kind: role, text: content, parentId: index === 0 ? null : `message:${index - 1}`, tokenEstimate: content.length }, { expectedOffset: index }),
    call('ledger', 'append', { id, runId: `run-${index % 2}`, turn: index, kind: 'message', actor: role, payload: { content } }),
    call('episodes', 'add', { episodeId: id, summary: content, tags: [role] }),
    call('facts', 'put', { factId: `last ${role}`, key: role, value: content }),
  ];
  if (content.length < 500) return [{ kind: 'together', calls: record, close: false }];
  const drills = [
    { type: 'head', chars: 100 }, { type: 'tail', chars: 100 }, { type: 'lines', start: 1, end: 3 }, { type: 'grep', pattern: 'flight', ignoreCase: true, limit: 2, after: 1 }, { type: 'outline' },
    { type: 'json_keys', keys: ['name', 'flights', 'reservation_id'] }, { type: 'rows', start: 0, end: 2 },
  ];
  return [
    { kind: 'together', calls: [call('artifacts', 'put', id, content, { label: role }), ...record], close: false },
    ...drills.map((selector) => call('artifacts', 'select', id, selector)),
  ];
}

function readMessages(session: unknown): Message[] {
  if (typeof session !== 'object' || session === null || !('messages' in session) || !Array.isArray(session.messages)) throw new TypeError('no session: it has no messages');
  return session.messages.map((message: unknown): Message => {
    if (typeof message !== 'object' || message === null || !('role' in message) || typeof message.role !== 'string') throw new TypeError('no message: it has no role');
    const content = 'content' in message && typeof message.content === 'string' ? message.content : JSON.stringify(message);
    return { role: message.role, content };
  });
}
