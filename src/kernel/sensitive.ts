/** What is not spoken of on a personal platform unless the organisation has decided so in writing. */
export const SENSITIVE = ['confidential', 'health', 'money'] as const

export type Sensitive = (typeof SENSITIVE)[number]
