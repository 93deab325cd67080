import type { JsonObject, LedgerEvent } from '@cw/store-core';
import type { Transcript } from './transcript.ts';
import type { ItemDraft } from './session-records.ts';

/** What happened between one message of the user and the next. Turn 0 is what stands before the first. */
interface Turn {
  readonly number: number;
  readonly items: ItemDraft[];
}

/** The run of a session: `session_started` with what else the line held, `turn_recorded` for each turn, `session_finished`. */
export function sessionLedger(transcript: Transcript, items: readonly ItemDraft[], name: string): LedgerEvent[] {
  const turns = splitTurns(items).filter((turn) => turn.items.length > 0);
  const lastTurn = turns.at(-1)?.number ?? 0;
  const event = (id: string, turn: number, kind: string, payload: JsonObject): LedgerEvent => ({
    id: `${name}:${id}`,
    runId: name,
    sessionId: name,
    turn,
    kind,
    actor: 'importer',
    payload,
  });
  return [
    event('started', 0, 'session_started', { messages: transcript.messages.length, session: transcript.members }),
    ...turns.map((turn) => event(`turn-${turn.number}`, turn.number, 'turn_recorded', describeTurn(turn.items))),
    event('finished', lastTurn, 'session_finished', { turns: lastTurn, ...describeTurn(items) }),
  ];
}

function splitTurns(items: readonly ItemDraft[]): Turn[] {
  let turn: Turn = { number: 0, items: [] };
  const turns = [turn];
  for (const draft of items) {
    if (draft.item.kind === 'user_turn') {
      turn = { number: turns.length, items: [] };
      turns.push(turn);
    }
    turn.items.push(draft);
  }
  return turns;
}

function describeTurn(items: readonly ItemDraft[]): JsonObject {
  return {
    firstEvent: items[0]?.item.id ?? null,
    lastEvent: items.at(-1)?.item.id ?? null,
    events: items.length,
    toolCalls: items.filter(({ item }) => item.kind === 'tool_call').length,
    artifacts: items.filter(({ artifact }) => artifact !== null).length,
  };
}
