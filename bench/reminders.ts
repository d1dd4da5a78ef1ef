/** Filled in with the bulk road. */
export async function reminders(_print: (line: object) => void, _quick: boolean): Promise<void> {}
