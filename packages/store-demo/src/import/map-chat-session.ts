import type { ContextItem, JsonObject } from '@cw/store-core';
import type { AssistantMessage, ChatMessage, ChatSession, ToolMessage } from './chat-session.ts';
import { excerpt } from '../text/excerpt.ts';
import { sessionLedger } from './session-ledger.ts';
import type { ArtifactDraft, ItemDraft, SessionRecords } from './session-records.ts';

/** UTF-16 units up to which a tool's output stays in the event. */
const LARGE_OUTPUT = 1000;

interface ToolCallItem {
  readonly id: string;
  readonly name: string;
}

/**
 * What a chat session is in a store's terms: a pure function of the session. System and developer messages become `policy`, user messages
 * `user_turn`, assistant messages `agent_msg` with one `tool_call` for each call, tool messages `tool_result`. Parents make a tree: the user's turn,
 * the agent's messages in it, their calls, the results of those. Output of more than 1,000 characters becomes an artifact. The ledger gets
 * one event for each turn between a first and a last one.
 * @param name names the run and the session in the ledger.
 */
export function mapChatSession(session: ChatSession, name: string): SessionRecords {
  const items: ItemDraft[] = [];
  const calls = new Map<string, ToolCallItem>();
  let userTurn: string | null = null;
  for (const [index, message] of session.messages.entries()) {
    const id = `message-${index}`;
    switch (message.role) {
      case 'system':
      case 'developer':
        items.push(inline({ id, kind: 'policy', text: message.text, metadata: metadataOf(message) }));
        break;
      case 'user':
        userTurn = id;
        items.push(inline({ id, kind: 'user_turn', text: message.text, metadata: metadataOf(message) }));
        break;
      case 'assistant':
        items.push(inline({ id, kind: 'agent_msg', text: message.text, parentId: userTurn, metadata: metadataOf(message) }));
        items.push(...mapToolCalls(message, id, calls));
        break;
      case 'tool':
        items.push(mapToolResult(message, id, calls.get(message.toolCallId)));
        break;
    }
  }
  return { items, ledger: sessionLedger(session, items, name) };
}

/** Notes each call under the model's id: an id that is used again means the newer call from there on. */
function mapToolCalls(message: AssistantMessage, parentId: string, calls: Map<string, ToolCallItem>): ItemDraft[] {
  return message.toolCalls.map((call, index) => {
    const id = `${parentId}:call-${index}`;
    calls.set(call.id, { id, name: call.name });
    const metadata = { toolCallId: call.id, name: call.name, arguments: call.arguments };
    return inline({ id, kind: 'tool_call', text: `${call.name}(${call.arguments})`, parentId, metadata });
  });
}

function mapToolResult(message: ToolMessage, id: string, call: ToolCallItem | undefined): ItemDraft {
  // The name of the call, unless the message gives one itself.
  const metadata = { toolCallId: message.toolCallId, ...(call === undefined ? {} : { name: call.name }), ...metadataOf(message) };
  const item: ContextItem = { id, kind: 'tool_result', text: message.text, parentId: call?.id ?? null, metadata };
  if (message.text.length <= LARGE_OUTPUT) return inline(item);
  const artifact: ArtifactDraft = {
    handle: `result:${id}`,
    content: message.text,
    mediaType: isJson(message.text) ? 'application/json' : 'text/plain; charset=utf-8',
    label: call?.name ?? '',
  };
  return { item: { ...item, text: excerpt(message.text, artifact.handle) }, artifact };
}

function metadataOf(message: ChatMessage): JsonObject {
  const { role, parts, members } = message;
  return parts === null ? { ...members, role } : { ...members, role, parts };
}

function inline(item: ContextItem): ItemDraft {
  return { item, artifact: null };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
