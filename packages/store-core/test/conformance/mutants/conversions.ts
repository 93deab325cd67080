// What careless code makes of any value at all, where the types would ask whether that makes sense.
export const toText: (value: unknown) => string = String;
export const toNumber: (value: unknown) => number = Number;
export const toFlag: (value: unknown) => boolean = Boolean;
