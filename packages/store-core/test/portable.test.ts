import { createHash } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableCrc32 } from '../src/backend/crc32.ts';
import { fromBase64, portableFromBase64, portableToBase64, toBase64 } from '../src/transfer/base64.ts';
import { portableSha256 } from '../src/values/sha256.ts';
import { portableUtf8Length } from '../src/values/unicode.ts';

describe('what stands in for Node where there is none', () => {
  test('computes the CRC-32 of bytes and of strings as zlib does', () => {
    const crc32 = tableCrc32();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => crc32(bytes) === zlibCrc32(bytes)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => crc32(text) === zlibCrc32(text)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => crc32(bytes, crc32(text)) === zlibCrc32(bytes, zlibCrc32(text))));
  });

  test('computes the SHA-256 of pieces as OpenSSL does', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (pieces) => {
        const [portable, native] = [portableSha256(), createHash('sha256')];
        for (const piece of pieces) {
          portable.update(piece);
          native.update(piece);
        }
        return portable.hex() === native.digest('hex');
      }),
    );
  });
});

describe('the length of UTF-8', () => {
  test('is what Buffer counts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => portableUtf8Length(text) === Buffer.byteLength(text)));
  });
});

describe('base64', () => {
  test('is what Buffer writes, and reads back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        const text = toBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(portableToBase64(bytes)).toBe(text);
        expect(new Uint8Array(fromBase64(text) ?? [])).toEqual(bytes);
        expect(portableFromBase64(text)).toEqual(bytes);
      }),
    );
  });

  test.for([['no padding', 'YQ'], ['a space', 'YQ= ='], ['the URL alphabet', '_w=='], ['bits that no byte holds', 'YR=='], ['padding inside', 'YQ==YQ==']])(
    'refuses %s',
    ([, text]) => {
      expect(fromBase64(text ?? '')).toBeUndefined();
      expect(portableFromBase64(text ?? '')).toBeUndefined();
    },
  );
});
