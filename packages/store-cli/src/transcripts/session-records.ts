import type { ContextItem, LedgerEvent } from '@cw/store-core';

/** What a session is recorded as: everything but the references to artifacts, which storing them gives. */
export interface SessionRecords {
  /** In the order of the log. */
  readonly items: readonly ItemDraft[];
  readonly ledger: readonly LedgerEvent[];
}

export interface ItemDraft {
  readonly item: ContextItem;
  /** Content too large for the item's text; the item refers to it. */
  readonly artifact: ArtifactDraft | null;
}

export interface ArtifactDraft {
  readonly handle: string;
  readonly content: Uint8Array | string;
  readonly mediaType: string;
  readonly label: string;
}
