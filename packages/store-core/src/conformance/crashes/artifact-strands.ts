import type { Store } from '../../contract/store.ts';
import { isStoreError } from '../../errors.ts';
import { collect } from '../expect.ts';
import { inPieces } from '../samples.ts';
import { firstDifference } from '../first-difference.ts';
import type { Strand } from './strand.ts';

const PIECE_BYTES = 64 * 1024;
const STREAMED_BYTES = 20 * PIECE_BYTES + 7;

/** Small ones, and such as take several chunks. */
const SIZES = [100, 70_000, 300_000, 0] as const;

/** One artifact that is replaced again and again. */
export const replaces: Strand = artifacts('replaced', 1, () => 'replaced');

/** One new artifact after the other. */
export const firstPuts: Strand = artifacts('first', 1, (number) => `first-${number}`);

/** Artifacts that are put, replaced and deleted. */
export const deletes: Strand = {
  ...artifacts('deleted', 3, deletedHandle),
  step: (number) => ({ subject: deletedHandle(number), state: number % 3 === 2 ? null : contentState(number) }),
  run: async ({ artifacts }, number) => {
    if (number % 3 === 2) await artifacts.delete(deletedHandle(number));
    else await artifacts.put(deletedHandle(number), artifactContent(number), { label: String(number) });
  },
};

/** Large artifacts whose content is streamed; each is replaced by another one. */
export const streamedPuts: Strand = {
  ...artifacts('streamed', 2, streamedHandle),
  run: async ({ artifacts }, number, tellPiece) => {
    const told = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of inPieces(numberedBytes(number, STREAMED_BYTES), PIECE_BYTES)) {
        tellPiece();
        yield piece;
      }
    };
    await artifacts.put(streamedHandle(number), told(), { label: String(number) });
  },
};

function artifacts(name: string, cycle: number, handle: (number: number) => string): Strand {
  return {
    name,
    width: 1,
    cycle,
    step: (number) => ({ subject: handle(number), state: contentState(number) }),
    run: async ({ artifacts }, number) => void (await artifacts.put(handle(number), artifactContent(number), { label: String(number) })),
    observe: async (store) => {
      const found = new Map<string, string>();
      for (const ref of await store.artifacts.listRefs({ prefix: name })) found.set(ref.handle, await observeContent(store, ref.handle, ref.label));
      return found;
    },
  };
}

/** The number that the label tells, with what is wrong with the bytes that come with it. */
async function observeContent(store: Store, handle: string, label: string): Promise<string> {
  try {
    const bytes = await store.artifacts.get(handle);
    const streamed = await collect(store.artifacts.stream(handle));
    const expected = numberedBytes(Number(label), handle.startsWith('streamed-') ? STREAMED_BYTES : sizeOf(Number(label)));
    if (firstDifference(bytes, expected) !== null) return `the metadata of number ${label} with other bytes (${bytes.length}, not ${expected.length})`;
    if (streamed.reduce((length, piece) => length + piece.length, 0) !== expected.length) return `number ${label}, of which a stream gives less`;
    return contentState(Number(label));
  } catch (error) {
    if (!isStoreError(error)) throw error;
    return `the metadata of number ${label} with bytes that cannot be read (${error.code}: ${error.message})`;
  }
}

function contentState(number: number): string {
  return `number ${number}`;
}

function deletedHandle(number: number): string {
  return `deleted-${Math.floor(number / 3)}`;
}

function streamedHandle(number: number): string {
  return `streamed-${Math.floor(number / 2)}`;
}

function artifactContent(number: number): Uint8Array<ArrayBuffer> {
  return numberedBytes(number, sizeOf(number));
}

function sizeOf(number: number): number {
  return (SIZES[number % SIZES.length] ?? 0) + (number % 97);
}

/** Bytes that differ from those of any near number in every place. */
function numberedBytes(number: number, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) bytes[index] = index * 7 + Math.floor(index / 251) + number * 31;
  return bytes;
}
