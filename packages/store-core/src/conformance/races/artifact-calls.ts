import type { ArtifactRef } from '../../contract/artifact-store.ts';
import type { Store } from '../../contract/store.ts';
import { collect } from '../expect.ts';
import { joined } from '../samples.ts';
import { readVersion, versionContent, versionHash, versionName } from './artifact-versions.ts';

/** What races ask of artifacts. A version is a number that content, label and length all tell. */
export type ArtifactCall = { readonly on: 'artifacts'; readonly handle: string } & (
  | { readonly do: 'put'; readonly version: number; readonly ifAbsent?: boolean; readonly ifMatch?: number }
  | { readonly do: 'get' | 'ref' | 'stream' | 'drilldown' | 'exists' | 'delete' }
);

/** Makes the call, and gives what came of it as text: of a read which version it saw, or how what it saw is no single version. */
export async function callArtifacts({ artifacts }: Store, call: ArtifactCall): Promise<string> {
  const { handle } = call;
  switch (call.do) {
    case 'put': {
      const ifMatch = call.ifMatch === undefined ? undefined : versionHash(call.ifMatch);
      const options = { label: versionName(call.version), ifAbsent: call.ifAbsent, ifMatch };
      return checkedRef(await artifacts.put(handle, versionContent(call.version), options));
    }
    case 'get':
      return readVersion(await artifacts.get(handle));
    case 'ref':
      return checkedRef(await artifacts.ref(handle));
    case 'stream':
      return readVersion(joined(await collect(artifacts.stream(handle))));
    case 'drilldown':
      return readVersion(new TextEncoder().encode(await artifacts.drilldown(handle, { type: 'bytes', start: 0, end: 1_000_000 })));
    case 'exists':
      return String(await artifacts.exists(handle));
    default:
      await artifacts.delete(handle);
      return 'deleted';
  }
}

/** The version of a ref whose members all belong to it. */
function checkedRef({ label, sizeBytes, contentHash }: ArtifactRef): string {
  const version = Number.parseInt(label.slice('version '.length), 10);
  const [size, hash] = [versionContent(version).length, versionHash(version)];
  if (sizeBytes !== size) return `mixed: the label is ${label}, sizeBytes ${sizeBytes} is that of another`;
  return contentHash === hash ? label : `mixed: the label is ${label}, the contentHash is that of another`;
}
