/** Records, names or handles that are read, written or decided on at a time. */
export const PAGE_RECORDS = 512;

/** Characters of records after which a page ends all the same: bounds what a step holds in memory. */
export const PAGE_CHARS = 4_194_304;
