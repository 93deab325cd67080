import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { basename } from 'node:path';

/** A package, as its manifest calls itself. */
export interface PackageVersion {
  readonly name: string;
  readonly version: string;
}

/** The package that a module belongs to; undefined: none that says its name and version. @param url of the module */
export async function packageOf(url: string): Promise<PackageVersion | undefined> {
  return await readManifest(findPackageJSON(url));
}

/** The package that a module gets when it imports `name`; undefined: none. */
export async function packageFrom(name: string, url: string): Promise<PackageVersion | undefined> {
  return await readManifest(findInstalled(name, url));
}

function findInstalled(name: string, url: string): string | undefined {
  try {
    return findPackageJSON(name, url);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

async function readManifest(path: string | undefined): Promise<PackageVersion | undefined> {
  // Where there is none, Node gives the module itself.
  if (path === undefined || basename(path) !== 'package.json') return undefined;
  const manifest: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('name' in manifest) || !('version' in manifest)) return undefined;
  const { name, version } = manifest;
  return typeof name === 'string' && typeof version === 'string' ? { name, version } : undefined;
}
