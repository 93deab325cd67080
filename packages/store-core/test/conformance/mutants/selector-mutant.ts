import type { ArtifactRef, ArtifactStore, CustomSelection, CustomSelector } from '../../../src/index.ts';
import { MapBackend, openOn } from '../../support/map-backend.ts';
import { inArtifacts } from './changing.ts';
import type { Death, Mutant } from './mutant.ts';

/** A selector as a mutant sees it: its options by name. */
export type Options = CustomSelector;

/** An artifact as a mutant sees it: all at once. */
export interface Whole {
  readonly ref: ArtifactRef;
  readonly bytes: Uint8Array;
  /** The bytes decoded, a byte-order mark kept. */
  readonly text: string;
}

type Select = (handle: string, selector: Options) => Promise<CustomSelection>;

/** Every type that reads text. */
export const TEXT_TYPES: readonly string[] = ['head', 'tail', 'lines', 'rows', 'grep', 'bytes'];
export const JSON_TYPES: readonly string[] = ['json_keys', 'json_pointer'];
export const ALL_TYPES: readonly string[] = [...TEXT_TYPES, ...JSON_TYPES, 'outline'];

export function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

async function whole(artifacts: ArtifactStore, handle: string): Promise<Whole> {
  const bytes = await artifacts.get(handle);
  return { ref: await artifacts.ref(handle), bytes, text: decode(bytes) };
}

/** A mutant that selects by `selecting` where the selector is of one of these types, by drilldown as by select. `honest` is the one of the two that was called. */
export function selectingBy(death: Death, types: readonly string[], selecting: (artifacts: ArtifactStore, honest: Select) => Select): Mutant {
  return inArtifacts(death, (artifacts) => {
    const drilldown: Select = async (handle, selector) => ({ text: await artifacts.drilldown(handle, selector), truncated: false, next: null });
    const select: Select = async (handle, selector) => await artifacts.select(handle, selector);
    const isMeant = (selector: unknown): selector is Options => {
      return typeof selector === 'object' && selector !== null && 'type' in selector && types.includes(selector.type as string);
    };
    return {
      drilldown: async (handle, selector) => (isMeant(selector) ? (await selecting(artifacts, drilldown)(handle, selector)).text : await artifacts.drilldown(handle, selector)),
      select: (async (handle, selector) => (isMeant(selector) ? await selecting(artifacts, select)(handle, selector) : await artifacts.select(handle, selector))) as ArtifactStore['select'],
    };
  });
}

/** A mutant that changes what such selectors give. What the store refuses stays refused. */
export function changing(death: Death, types: readonly string[], change: (given: CustomSelection, selector: Options, artifact: Whole) => CustomSelection): Mutant {
  return selectingBy(death, types, (artifacts, select) => async (handle, selector) => {
    const given = await select(handle, selector);
    return change(given, selector, await whole(artifacts, handle));
  });
}

/** A mutant that changes the text that such selectors give. */
export function texting(death: Death, types: readonly string[], change: (text: string, selector: Options, artifact: Whole) => string): Mutant {
  return changing(death, types, (given, selector, artifact) => ({ ...given, text: change(given.text, selector, artifact) }));
}

/** A mutant that asks for another selection than it was asked for. */
export function asking(death: Death, types: readonly string[], ask: (selector: Options, artifact: Whole) => Options): Mutant {
  return selectingBy(death, types, (artifacts, select) => async (handle, selector) => await select(handle, ask(selector, await whole(artifacts, handle))));
}

/** A mutant whose selectors read another content than is stored, or another media type. */
export function rereading(death: Death, types: readonly string[], reread: (artifact: Whole, selector: Options) => string | Uint8Array, typed: (mediaType: string) => string = (mediaType) => mediaType): Mutant {
  return selectingBy(death, types, (artifacts) => async (handle, selector) => {
    const artifact = await whole(artifacts, handle);
    await using scratch = await openOn(new MapBackend());
    await scratch.artifacts.put(handle, reread(artifact, selector), { mediaType: typed(artifact.ref.mediaType) });
    return await scratch.artifacts.select(handle, selector);
  });
}

/** A mutant that gives something where the store refuses. */
export function catching(death: Death, types: readonly string[], instead: (error: unknown, selector: Options, artifact: Whole) => string): Mutant {
  return selectingBy(death, types, (artifacts, select) => async (handle, selector) => {
    try {
      return await select(handle, selector);
    } catch (error) {
      return { text: instead(error, selector, await whole(artifacts, handle)), truncated: false, next: null };
    }
  });
}

/** An option that is a count. */
export function count(selector: Options, name: string): number | undefined {
  const value = selector[name];
  return typeof value === 'number' ? value : undefined;
}

/** The lines of a text, by what ends them; a final end adds no empty line. */
export function linesBy(text: string, end: RegExp | string): string[] {
  const lines = text.split(end);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Those lines that a range asks for. */
export function inRange<T>(list: readonly T[], selector: Options): T[] {
  const start = count(selector, 'start') ?? 0;
  return list.slice(start, Math.max(start, count(selector, 'end') ?? list.length));
}

/** As many bytes as a character has by its first one, if it is whole. */
export function lengthByLead(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}
