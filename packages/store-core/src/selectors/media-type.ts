/** The delimiter that a media type stands for, if it says that this is a table. */
export function declaredDelimiter(mediaType: string): string | undefined {
  const type = essence(mediaType);
  if (type === 'text/csv' || type === 'application/csv') return ',';
  return type === 'text/tab-separated-values' ? '\t' : undefined;
}

/** Whether a media type says that this is one JSON text. */
export function declaresJson(mediaType: string): boolean {
  const type = essence(mediaType);
  return type.endsWith('/json') || type.endsWith('+json');
}

/** Without parameters, in lower case. */
function essence(mediaType: string): string {
  return mediaType.replace(/;.*/s, '').trim().toLowerCase();
}
