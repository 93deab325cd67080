import type { ContextItem, LedgerEvent } from '@cw/store-core';

/** What a session is recorded as: everything but the references to artifacts, which storing them gives. */
export interface SessionRecords {
  /** In the order of the log. */
  readonly items: readonly ItemDraft[];
  /** In the order of the ledger. */
  readonly ledger: readonly LedgerEvent[];
}

/** An item, and what is to be stored before it. */
export interface ItemDraft {
  /** What is appended, but for its `artifactRef`. */
  readonly item: ContextItem;
  /** Content too large for the item's text; the item refers to it. */
  readonly artifact: ArtifactDraft | null;
}

/** An artifact that is to be put. */
export interface ArtifactDraft {
  /** Its name in the scope of the session. */
  readonly handle: string;
  /** Its bytes; a string is stored as UTF-8. */
  readonly content: Uint8Array | string;
  /** What kind of content it is. */
  readonly mediaType: string;
  /** For people; may be `''`. */
  readonly label: string;
}
