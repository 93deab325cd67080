import type { ContextItem, JsonObject } from '@cw/store-core';
import { excerpt } from './excerpt.ts';
import { sessionLedger } from './session-ledger.ts';
import type { ArtifactDraft, ItemDraft, SessionRecords } from './session-records.ts';
import type { Attachment, Said, ToolResult, Transcript, TranscriptMessage } from './transcript.ts';

/** UTF-16 units up to which a tool's output stays in the event. */
const LARGE_OUTPUT = 1000;

interface ToolCallItem {
  readonly id: string;
  readonly name: string;
}

/**
 * What a session is in a store's terms: a pure function of the transcript. System and developer messages become `policy`, user messages `user_turn`, assistant
 * messages `agent_msg` with one `thinking` for each thought and one `tool_call` for each call, results of tools `tool_result`, what came in Base64 `attachment`.
 * Parents make a tree: the user's turn, the agent's messages in it, their calls, the results of those. Output of more than 1,000 characters, and every attachment,
 * becomes an artifact. The ledger gets one event for each turn between a first and a last one.
 * @param name names the run and the session in the ledger.
 */
export function mapTranscript(transcript: Transcript, name: string): SessionRecords {
  const items: ItemDraft[] = [];
  const calls = new Map<string, ToolCallItem>();
  let userTurn: string | null = null;
  for (const message of transcript.messages) {
    const { id, role, said } = message;
    // A user's message begins with the results of the calls before it; an assistant's may hold those of its own calls.
    if (role !== 'assistant') items.push(...mapResults(message, calls));
    if (said !== null) items.push(...mapSaid(message, said, role === 'assistant' ? userTurn : null));
    if (said !== null && role === 'user') userTurn = id;
    items.push(...mapThoughts(message), ...mapToolCalls(message, calls));
    if (role === 'assistant') items.push(...mapResults(message, calls));
  }
  return { items, ledger: sessionLedger(transcript, items, name) };
}

function mapSaid({ id, role, members }: TranscriptMessage, said: Said, parentId: string | null): ItemDraft[] {
  const metadata = metadataOf(role, members, said);
  return [inline({ id, kind: kindOf(role), text: said.text, parentId, metadata }), ...mapAttachments(said.attachments, id)];
}

function kindOf(role: TranscriptMessage['role']): string {
  if (role === 'user') return 'user_turn';
  return role === 'assistant' ? 'agent_msg' : 'policy';
}

function mapThoughts({ id: parentId, thoughts }: TranscriptMessage): ItemDraft[] {
  return thoughts.map(({ text, members }, index) => inline({ id: `${parentId}:thought-${index}`, kind: 'thinking', text, parentId, metadata: members }));
}

/** Notes each call under the model's id: an id that is used again means the newer call from there on. */
function mapToolCalls({ id: parentId, calls: made }: TranscriptMessage, calls: Map<string, ToolCallItem>): ItemDraft[] {
  return made.map((call, index) => {
    const id = `${parentId}:call-${index}`;
    calls.set(call.id, { id, name: call.name });
    const metadata = { ...call.members, toolCallId: call.id, name: call.name, arguments: call.arguments };
    return inline({ id, kind: 'tool_call', text: `${call.name}(${call.arguments})`, parentId, metadata });
  });
}

/** A message that is the result itself gives it its id. */
function mapResults(message: TranscriptMessage, calls: ReadonlyMap<string, ToolCallItem>): ItemDraft[] {
  return message.results.flatMap((result, index) => {
    const id = message.role === 'tool' ? message.id : `${message.id}:result-${index}`;
    return [mapResult(message, result, id, calls.get(result.toolCallId)), ...mapAttachments(result.attachments, id)];
  });
}

function mapResult({ role, members }: TranscriptMessage, result: ToolResult, id: string, call: ToolCallItem | undefined): ItemDraft {
  // The name of the call, unless the message gives one itself.
  const named = call === undefined ? {} : { name: call.name };
  const metadata = { toolCallId: result.toolCallId, ...named, ...metadataOf(role, { ...result.members, ...members }, result) };
  const item: ContextItem = { id, kind: 'tool_result', text: result.text, parentId: call?.id ?? null, metadata };
  if (result.text.length <= LARGE_OUTPUT) return inline(item);
  const artifact: ArtifactDraft = {
    handle: `result:${id}`,
    content: result.text,
    mediaType: isJson(result.text) ? 'application/json' : 'text/plain; charset=utf-8',
    label: call?.name ?? '',
  };
  return { item: { ...item, text: excerpt(result.text, artifact.handle) }, artifact };
}

function mapAttachments(attachments: readonly Attachment[], parentId: string): ItemDraft[] {
  return attachments.map(({ name, content, mediaType, label }) => {
    const id = `${parentId}:${name}`;
    const artifact: ArtifactDraft = { handle: id, content, mediaType, label };
    const text = `[${mediaType}, see artifact ${id}]`;
    return { item: { id, kind: 'attachment', text, parentId, metadata: label === '' ? {} : { label } }, artifact };
  });
}

function metadataOf(role: string, members: JsonObject, { parts }: Said): JsonObject {
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
