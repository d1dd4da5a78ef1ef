/** What a text is about. */
export type Category =
  | 'self_harm'
  | 'distress'
  | 'illness'
  | 'hardship'
  | 'bullying'
  | 'wronged'
  | 'leave_post'
  | 'misconduct'
  | 'venting'
  | 'business'
