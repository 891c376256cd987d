/** Absolute path of the extension's file in the cache, fetched where it is not there yet. */
export function cachedExtension(name: string): Promise<string>;
