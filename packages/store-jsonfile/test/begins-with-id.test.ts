import { describe, expect, test } from 'vitest';
import { beginsWithId } from '../src/begins-with-id.ts';

describe('whether a record begins with an id', () => {
  const time = '2026-11-21T00:00:00.000Z';

  test('is certain where it does', () => {
    expect(beginsWithId('events', '{"offset":12,"id":"a\\"b","kind":"k"}', 12, 'a"b')).toBe(true);
    expect(beginsWithId('facts', '{"offset":1,"factId":"f","key":"k"}', 1, 'f')).toBe(true);
    expect(beginsWithId('episodes', '{"offset":1,"episodeId":"e","summary":""}', 1, 'e')).toBe(true);
    expect(beginsWithId('ledger', `{"offset":1,"createdAt":"${time}","id":"l","runId":"r"}`, 1, 'l')).toBe(true);
  });

  test('is not claimed of another record, nor of an id that stands elsewhere', () => {
    expect(beginsWithId('events', '{"offset":12,"id":"ab","kind":"k"}', 12, 'a')).toBe(false);
    expect(beginsWithId('events', '{"offset":12,"id":"a","kind":"k"}', 1, 'a')).toBe(false);
    expect(beginsWithId('events', '{"offset":1,"metadata":{"id":"a","x":1},"id":"b"}', 1, 'a')).toBe(false);
    expect(beginsWithId('ledger', `{"offset":1,"createdAt":"${time}","id":"other","payload":{"id":"l","x":1}}`, 1, 'l')).toBe(false);
    expect(beginsWithId('ledger', `{"offset":1,"createdAt":"x","payload":{"a":"aaaaaaaaaaaa","id":"l","b":1}}`, 1, 'l')).toBe(false);
  });
});
