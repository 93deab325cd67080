import { wholeExport } from '../../export-lines.ts';
import { inOrder as artifactsInOrder } from './artifacts.ts';
import { inOrder as factsInOrder } from './facts.ts';
import { scopeOf, scopesWithData } from './world.ts';
import type { ScopeData, World } from './world.ts';

/** Bytes in one line of an export. */
const PIECE = 128 * 1024;

/** The lines that the export of such a store has. */
export function exported(world: World): string[] {
  const scopes = scopesWithData(world);
  return wholeExport(scopes, scopes.flatMap((scope) => [{ type: 'scope', scope }, ...linesOf(scopeOf(world, scope))]));
}

function linesOf({ events, ledger, head, artifacts, episodes, facts }: ScopeData): object[] {
  return [
    ...events.map((record) => ({ type: 'event', record })),
    ...ledger.map((record) => ({ type: 'ledger', record })),
    ...(head > 0 ? [{ type: 'ledger_head', head }] : []),
    ...artifactsInOrder(artifacts).flatMap(({ ref, bytes }) => [{ type: 'artifact', ref }, ...bytesLines(bytes)]),
    ...episodes.map((record) => ({ type: 'episode', record })),
    ...factsInOrder(facts).map((record) => ({ type: 'fact', record })),
  ];
}

function bytesLines(bytes: Uint8Array): object[] {
  const lines: object[] = [];
  for (let start = 0; start < bytes.length; start += PIECE) {
    const piece = Array.from(bytes.subarray(start, start + PIECE), (byte) => String.fromCharCode(byte));
    lines.push({ type: 'bytes', bytes: btoa(piece.join('')) });
  }
  return lines;
}
