/** As the API tells it; docs at `/api/docs`. */
export interface SessionState {
  readonly state: 'off' | 'stopped' | 'starting' | 'scan' | 'online' | 'offline' | 'failed'
  readonly since: number | null
  readonly code: string | null
}

export type Topic = 'confidential' | 'health' | 'money'

export interface WeChatState {
  readonly bound: readonly { userid: string; name: string; unit: string; at: number }[]
  readonly allowed: readonly Topic[]
  readonly decisions: readonly { topic: Topic; allowed: boolean; why: string; author: string; at: number }[]
}

export const TOPICS: Readonly<Record<Topic, { title: string; about: string }>> = {
  confidential: { title: '心里话、约谈、找人', about: '写给组织的心里话和回信，跟人事的对话，自己的数据。' },
  health: { title: '体检和病情证明', about: '体检安排，病假、产假、产检假、流产假，各种假的证明。' },
  money: { title: '困难申请', about: '家里的难处、病情和要的钱；还要同时开“体检和病情证明”。' },
}
