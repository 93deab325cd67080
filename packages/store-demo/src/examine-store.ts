import { createHash } from 'node:crypto';
import { exportStore, type Finding, type Store } from '@cw/store-core';

/** What a store holds, over all scopes, and whether it is whole. */
export interface StoreSummary {
  readonly scopes: number;
  /** Events by kind. */
  readonly events: Readonly<Record<string, number>>;
  /** Ledger events by kind. */
  readonly ledger: Readonly<Record<string, number>>;
  readonly artifacts: readonly ArtifactSummary[];
  readonly episodes: number;
  readonly facts: number;
  readonly findings: readonly Finding[];
  readonly export: { readonly lines: number; readonly bytes: number; readonly sha256: string };
}

export interface ArtifactSummary {
  readonly scope: string;
  readonly handle: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly contentHash: string;
}

/** Counts, verifies and exports a whole store. */
export async function examineStore(store: Store): Promise<StoreSummary> {
  const events = new Map<string, number>();
  const ledger = new Map<string, number>();
  const artifacts: ArtifactSummary[] = [];
  let episodes = 0;
  let facts = 0;
  const scopes = await store.scopes();
  for (const scope of scopes) {
    const view = store.withScope(scope);
    for await (const { kind } of view.events.stream()) events.set(kind, (events.get(kind) ?? 0) + 1);
    for await (const { kind } of view.ledger.stream()) ledger.set(kind, (ledger.get(kind) ?? 0) + 1);
    for (const { handle, mediaType, sizeBytes, contentHash } of await view.artifacts.listRefs()) {
      artifacts.push({ scope, handle, mediaType, sizeBytes, contentHash });
    }
    episodes += (await view.episodes.all()).length;
    facts += (await view.facts.all()).length;
  }
  return {
    scopes: scopes.length,
    events: Object.fromEntries(events),
    ledger: Object.fromEntries(ledger),
    artifacts,
    episodes,
    facts,
    findings: await verifyStore(store),
    export: await digestExport(store),
  };
}

/** Everything that `verify` finds. */
export async function verifyStore(store: Store): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of store.verify()) findings.push(finding);
  return findings;
}

async function digestExport(store: Store): Promise<StoreSummary['export']> {
  const hash = createHash('sha256');
  let lines = 0;
  let bytes = 0;
  for await (const line of exportStore(store)) {
    hash.update(line);
    lines += 1;
    bytes += Buffer.byteLength(line);
  }
  return { lines, bytes, sha256: hash.digest('hex') };
}
