/** Contacts that are no userid. Both can be answered by the webhook of their message, and never written to first. */
const GROUP = 'group:'
const OUTSIDER = 'outsider:'

export function groupContact(conversationId: string): string {
  return GROUP + conversationId
}

export function outsiderContact(senderId: string): string {
  return OUTSIDER + senderId
}

/** Whether the API can write to this contact of its own accord. */
export function isUserid(contact: string): boolean {
  return !contact.startsWith(GROUP) && !contact.startsWith(OUTSIDER)
}
