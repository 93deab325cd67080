/** What JSON can hold. `undefined` members of an object are dropped on the way in. */
export type JsonValue = string | number | boolean | null | JsonArray | JsonObject;
/** A list of JSON values. A hole, or `undefined` in it, is an InvalidValueError. */
export type JsonArray = readonly JsonValue[];
/** A plain object of JSON values. It comes back with its keys in canonical order (RFC 8785). */
export interface JsonObject {
  [member: string]: JsonValue | undefined;
}
