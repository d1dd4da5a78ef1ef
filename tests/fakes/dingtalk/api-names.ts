/** Every door of the fake: what counters, quotas and faults are kept by. */
export const API_NAMES = [
  // the stream
  'open',
  'upgrade',
  'push',
  // tokens and sign-in
  'accessToken',
  'corpToken',
  'gettoken',
  'userAccessToken',
  'me',
  'signIn',
  'userInfo',
  // the robot
  'webhook',
  'batchSend',
  'batchRecall',
  'readStatus',
  'groupSend',
  'groupRecall',
  'groupRead',
  'messageFile',
  'fetchFile',
  'mediaUpload',
  'dingSend',
  'dingRecall',
  // cards
  'cardCreateAndDeliver',
  'cardCreate',
  'cardDeliver',
  'cardUpdate',
  'cardStreaming',
  // contacts
  'userGet',
  'userByUnionid',
  'userByMobile',
  'deptList',
  'deptIds',
  'deptUserIds',
  'deptUsers',
  // the office
  'workflowCreate',
  'workflowGet',
  'workflowTerminate',
  'todoCreate',
  'todoUpdate',
  'todoDelete',
  'calendarCreate',
  'calendarList',
] as const

export type ApiName = (typeof API_NAMES)[number]

export function isApiName(value: unknown): value is ApiName {
  return API_NAMES.some(name => name === value)
}
