/** The version of this package, whose part the kit is. A test holds it against package.json. */
export const KIT_VERSION = '0.0.0';
