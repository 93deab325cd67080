/** From chat transcripts to records of a store. @module */
export { excerpt } from './excerpt.ts';
export type { TranscriptImportOptions } from './import-transcripts.ts';
export { importTranscriptFile, importTranscripts, scopesNamed } from './import-transcripts.ts';
export { mapTranscript } from './map-transcript.ts';
export type { TranscriptFormat } from './parse-transcript.ts';
export { parseTranscript } from './parse-transcript.ts';
export type { FileLine } from './read-lines.ts';
export { readLines } from './read-lines.ts';
export type { ArtifactDraft, ItemDraft, SessionRecords } from './session-records.ts';
export type { Attachment, Role, Said, Thought, ToolCall, ToolResult, Transcript, TranscriptMessage } from './transcript.ts';
export { TranscriptError } from './transcript-error.ts';
