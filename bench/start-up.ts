/** Filled in with the bundle. */
export async function startUp(_print: (line: object) => void): Promise<void> {}
