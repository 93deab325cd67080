import { createHash } from 'node:crypto';
import { type FolderFile, readFolder } from './folder-files.ts';

/** What the header of an index has that is another in each file of the same version: the seed of its hashes, the machine's byte order, its checksum. */
const VARIES = ['seed', 'byteOrder'];

/** What a folder of JSON files holds, as lines of text: every file, and every line that stands in it. */
export async function describeFolder(path: string): Promise<readonly string[]> {
  return (await readFolder(path)).flatMap((file) => describeFile(file).map((line) => `${file.path}: ${line}`));
}

function describeFile({ path, text, base64 = '' }: FolderFile): readonly string[] {
  const bytes = text === undefined ? Buffer.from(base64, 'base64') : Buffer.from(text);
  if (path.endsWith('.index')) {
    // The length of the header varies with the digits of the seed.
    const end = bytes.indexOf('\n');
    return [describeIndexHeader(bytes.toString('utf8', 0, end)), `${bytes.length - end} bytes behind that`];
  }
  if (text === undefined) return [`${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`];
  return text.split(/(?<=\n)/).map((line) => JSON.stringify(line));
}

function describeIndexHeader(line: string): string {
  const header: unknown = JSON.parse(line);
  const varies = (key: string, value: unknown): boolean => VARIES.includes(key) || (key === 'crc32' && typeof value === 'string');
  return JSON.stringify(header, (key, value: unknown) => (varies(key, value) ? `any ${typeof value}` : value));
}
