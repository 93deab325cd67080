import { builtinModule } from '../values/builtin-module.ts';

/** CRC-32 as in IEEE 802.3 and zlib (reflected polynomial 0xEDB88320), over bytes or over the UTF-8 form of a string. `before`: the sum of what stands before them. */
export type Crc32 = (data: Uint8Array | string, before?: number) => number;

/** The CRC-32 that bodies and chunks are checked with. Node's zlib computes it, about ten times as fast; a browser has no such module and takes a table. */
export const crc32: Crc32 = nativeCrc32() ?? tableCrc32();

function nativeCrc32(): Crc32 | undefined {
  const native = builtinModule('node:zlib')?.['crc32'];
  return isCrc32(native) ? native : undefined;
}

// Node has had it since 22.2 and 20.15.
function isCrc32(value: unknown): value is Crc32 {
  return typeof value === 'function';
}

/** The implementation for runtimes without zlib. */
export function tableCrc32(): Crc32 {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xed_b8_83_20 : remainder >>> 1;
    return remainder >>> 0;
  });
  const encoder = new TextEncoder();
  return (data, before = 0) => {
    const bytes = typeof data === 'string' ? encoder.encode(data) : data;
    let crc = ~before;
    for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
    return (crc ^ 0xff_ff_ff_ff) >>> 0;
  };
}
