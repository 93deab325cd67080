import Database from 'better-sqlite3';

/** Begins a write on a connection of its own, as another process would; the function that it gives ends it. */
export async function holdWriteLock(path: string): Promise<() => Promise<void>> {
  const database = new Database(path);
  database.exec('begin immediate');
  return async () => void database.close();
}
