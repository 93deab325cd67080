import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isStoreError, type JsonObject, type JsonValue, type Store } from '@cw/store-core';
import { gitCommand, pnpmCommand, tscCommand, WORKSPACE } from './commands.ts';
import { stringOf, stringsOf } from './json-members.ts';
import { type Command, runCommand } from './run-command.ts';

export type ToolName = 'git' | 'pnpm' | 'tsc' | 'read_file' | 'drilldown';

export interface ToolOutput {
  readonly ok: boolean;
  readonly content: Uint8Array;
  /** How it went, for people. */
  readonly note: string;
}

/** Runs a tool. What goes wrong in it is an output like any other: an agent has to see it. */
export async function runTool(name: ToolName, args: JsonObject, store: Store): Promise<ToolOutput> {
  switch (name) {
    case 'git':
      return await commandOutput(gitCommand(stringsOf(args['args'])));
    case 'pnpm':
      return await commandOutput(pnpmCommand(stringsOf(args['args'])));
    case 'tsc':
      return await commandOutput(tscCommand(stringsOf(args['args'])));
    case 'read_file':
      return await readWorkspaceFile(stringOf(args['path']));
    case 'drilldown':
      return await drillDown(store, stringOf(args['handle']), args['selector']);
  }
}

async function commandOutput(command: Command): Promise<ToolOutput> {
  const { exitCode, stdout, stderr, ending } = await runCommand(command, WORKSPACE);
  const ok = exitCode === 0;
  return { ok, content: ok ? stdout : Buffer.concat([stdout, stderr]), note: ending };
}

async function readWorkspaceFile(path: string): Promise<ToolOutput> {
  try {
    return { ok: true, content: await readFile(join(WORKSPACE, path)), note: 'read' };
  } catch (error) {
    return failure(error);
  }
}

async function drillDown(store: Store, handle: string, selector: JsonValue | undefined): Promise<ToolOutput> {
  if (!isSelector(selector)) throw new TypeError('the plan holds a drilldown without a selector');
  try {
    return { ok: true, content: Buffer.from(await store.artifacts.drilldown(handle, selector)), note: 'selected' };
  } catch (error) {
    // A selector that cannot read this content is for the agent to see; a store that fails is not.
    if (isStoreError(error) && error.code === 'INVALID_SELECTOR') return failure(error);
    throw error;
  }
}

function failure(error: unknown): ToolOutput {
  const message = error instanceof Error ? error.message : String(error);
  return { ok: false, content: Buffer.from(message), note: 'failed' };
}

function isSelector(value: JsonValue | undefined): value is JsonObject & { readonly type: string } {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
