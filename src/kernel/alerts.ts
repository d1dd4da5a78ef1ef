/**
 * Everything an administrator is told to look after, with the developer's words. A code is never reused for another
 * meaning. What people read stands in the console's `words/codes.ts`; a push holds the code, and of nobody anything else.
 */
export const ALERTS = {
  message_parked: 'A message whose turn failed for good was put aside.',
  send_gave_up: 'A message could not be sent.',
  duty_not_reached: 'Somebody may be in danger, and the duty contact could not be told.',
  duty_not_confirmed:
    'Somebody may be in danger, and of all who were told nobody has said that he sees to it.',
  case_overdue: 'A case of danger is overdue, and none of its readers has taken it.',
  bulk_gave_up: 'Somebody did not get a text for many.',
  bulk_lapsed: 'A text for many was not sent to everybody before its time was over.',
  reminders_paused: 'Reminders have used their share of the month’s quota.',
  dialogue_lost: 'The state of somebody’s conversation could not be read any more.',
  job_failed: 'Something the program does by itself has failed again and again.',
  role_missing: 'Somebody in the middle of a flow has lost the role it is for.',
  left_with_work: 'Somebody left who had requests to decide, cases to answer or a duty.',
  dingtalk_quota: 'DingTalk’s monthly quota is used up.',
  dingtalk_refused: 'DingTalk does not accept the credentials, the address or the permissions of the app.',
  wechat_logged_out: 'The WeChat account was logged out, banned, or must be scanned in anew; messages wait.',
  wechat_failed: 'The WeChat puppet cannot be loaded or started, or messages go neither out nor in.',
} as const satisfies Record<string, string>

export type AlertCode = keyof typeof ALERTS
